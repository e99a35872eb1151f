import { posix, win32 } from 'node:path';
import type { Template, TemplatePart } from '../definition/template.ts';
import type { Environment } from './environment.ts';

/** The ways in which clients write a variable, without `${` and `}`. */
export type VariableForm =
  | 'workspaceFolder'
  | 'workspaceFolderBasename'
  | 'userHome'
  | 'pathSeparator'
  | '/'
  | 'env:NAME'
  | 'input:id'
  | 'file:PATH'
  | 'NAME'
  | 'NAME:-default';

/** What a client makes of `${…}` in its file. */
export interface VariableRules {
  /** Empty: every text is taken as it is. */
  readonly forms: readonly VariableForm[];
  /**
   * What an environment variable is that is not set. `fault`: the client does not start such a server, or does not say
   * what it does, and an empty text could start something else than the author meant.
   */
  readonly unset: 'empty' | 'fault';
}

/** Where a definition's variables point. */
export interface VariableScope {
  /** What `${workspaceFolder}` stands for. */
  readonly folder: string;
  /** Where processes start that name no folder, and where relative paths begin. */
  readonly start: string;
  readonly environment: Environment;
  readonly rules: VariableRules;
  /** The texts of the files that `${file:PATH}` names, by the path as it is written; a fault where there is none. */
  readonly texts: ReadonlyMap<string, string | { readonly fault: string }>;
}

/** The text with its variables looked up, or what is wrong with one of them. */
export type Substitution = { readonly template: Template } | { readonly fault: string };

type Found = TemplatePart | { readonly fault: string };

/**
 * Looks up the variables that the scope's rules know. `${command:…}` would run a command because of a file's content, so
 * it is a fault, as is every variable that the client does not know: guessing could start something else than the author
 * meant.
 */
export function substitute(text: string, scope: VariableScope): Substitution {
  const { forms } = scope.rules;
  if (forms.length === 0) return { template: text === '' ? [] : [text] };
  // What begins behind the last closing brace never ends: to look for its end at each of them takes forever.
  const ended = text.slice(0, text.lastIndexOf('}') + 1);
  // A default may hold anything but the closing brace; elsewhere `${` inside of a variable begins the variable anew.
  const variable = forms.includes('NAME:-default') ? /\$\{([^}]*)\}/g : /\$\{([^{}]*)\}/g;
  const template: TemplatePart[] = [];
  let end = 0;
  for (const match of ended.matchAll(variable)) {
    const part = lookUp(match[1] ?? '', match[0], scope);
    if (typeof part !== 'string' && 'fault' in part) return part;
    template.push(text.slice(end, match.index), part);
    end = match.index + match[0].length;
  }
  template.push(text.slice(end));
  return { template: template.filter((part) => part !== '') };
}

function lookUp(name: string, written: string, scope: VariableScope): Found {
  const { folder, environment, rules } = scope;
  const path = environment.platform === 'win32' ? win32 : posix;
  const colon = name.indexOf(':');
  const [kind, argument] = colon < 0 ? [name, ''] : [name.slice(0, colon), name.slice(colon + 1)];
  if (kind === 'command' && !argument.startsWith('-')) {
    return { fault: `uses ${written}, which would run a command; write its result instead` };
  }
  if (rules.forms.includes('NAME')) return shellVariable(name, written, scope);
  const form = rules.forms.find((each) => each === kind || each.startsWith(`${kind}:`));
  switch (form) {
    case 'workspaceFolder':
      return argument === '' ? folder : unknown(written, rules);
    case 'workspaceFolderBasename':
      return path.basename(folder);
    case 'userHome':
      return environment.home;
    case 'pathSeparator':
    case '/':
      return path.sep;
    case 'env:NAME':
      return environmentVariable(argument, written, scope);
    case 'input:id':
      return { kind: 'input', id: argument };
    case 'file:PATH':
      return fileText(argument, written, scope);
    default:
      return unknown(written, rules);
  }
}

/** `${NAME}` and `${NAME:-default}`. A default that itself holds a variable is replaced in one field and not in another. */
function shellVariable(name: string, written: string, scope: VariableScope): Found {
  const [, variable = '', preset] = /^([^:${}\s]+)(?::-(.*))?$/s.exec(name) ?? [];
  if (variable === '' || preset?.includes('${')) return unknown(written, scope.rules);
  const value = ownValue(scope.environment, variable);
  // What the default says is not used then, and is not to be read as if it were.
  if (value !== undefined) return { kind: 'variable', written: `\${${variable}}`, value };
  return preset ?? environmentVariable(variable, written, scope);
}

function environmentVariable(name: string, written: string, { environment, rules }: VariableScope): Found {
  const value = ownValue(environment, name);
  if (value !== undefined || rules.unset === 'empty') return { kind: 'variable', written, value: value ?? '' };
  return { fault: `uses ${written}, and no environment variable of that name is set; set it and start anew` };
}

function fileText(path: string, written: string, { texts }: VariableScope): Found {
  const text = texts.get(path) ?? { fault: 'is not read' };
  return typeof text === 'string'
    ? { kind: 'variable', written, value: text }
    : { fault: `uses ${written}, which ${text.fault}` };
}

/** The path with `~` at its beginning written out. */
export function atHome(path: string, environment: Environment): string {
  return path.replace(/^~(?=$|[/\\])/, () => environment.home);
}

function ownValue(environment: Environment, name: string): string | undefined {
  return Object.hasOwn(environment.variables, name) ? environment.variables[name] : undefined;
}

function unknown(written: string, { forms }: VariableRules): { readonly fault: string } {
  const known = forms.filter((form) => form !== '/').map((form) => `\${${form}}`);
  return { fault: `uses ${written}, which is not known here; known are ${known.join(', ')}` };
}
