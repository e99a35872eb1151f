import { posix, win32 } from 'node:path';
import type { Environment } from './environment.ts';
import type { Template, TemplatePart } from './template.ts';

/** Where a definition's variables point: the folder that holds its `.vscode`, and everything around it. */
export interface VariableScope {
  readonly folder: string;
  readonly environment: Environment;
}

/** The text with its variables looked up, or what is wrong with one of them. */
export type Substitution = { readonly template: Template } | { readonly fault: string };

const variable = /\$\{([^{}]*)\}/g;

/**
 * Looks up `${workspaceFolder}`, `${workspaceFolderBasename}`, `${userHome}`, `${env:NAME}`, `${input:id}`,
 * `${pathSeparator}` and `${/}` as VS Code does. `${command:…}` would run a command because of a file's content, so it is
 * a fault, as is every variable that is not known here: guessing could start something else than the author meant.
 */
export function substitute(text: string, scope: VariableScope): Substitution {
  const template: TemplatePart[] = [];
  let end = 0;
  for (const match of text.matchAll(variable)) {
    const part = lookUp(match[1] ?? '', match[0], scope);
    if (typeof part !== 'string' && 'fault' in part) return part;
    template.push(text.slice(end, match.index), part);
    end = match.index + match[0].length;
  }
  template.push(text.slice(end));
  return { template: template.filter((part) => part !== '') };
}

function lookUp(
  name: string,
  written: string,
  { folder, environment }: VariableScope,
): TemplatePart | { readonly fault: string } {
  const path = environment.platform === 'win32' ? win32 : posix;
  const colon = name.indexOf(':');
  const [kind, argument] = colon < 0 ? [name, ''] : [name.slice(0, colon), name.slice(colon + 1)];
  switch (kind) {
    case 'workspaceFolder':
      return argument === '' ? folder : unknown(written);
    case 'workspaceFolderBasename':
      return path.basename(folder);
    case 'userHome':
      return environment.home;
    case 'pathSeparator':
    case '/':
      return path.sep;
    case 'env':
      // An unset variable is empty, as in VS Code.
      return { kind: 'variable', written, value: ownValue(environment, argument) ?? '' };
    case 'input':
      return { kind: 'input', id: argument };
    case 'command':
      return { fault: `uses ${written}, which would run a command; write its result instead` };
    default:
      return unknown(written);
  }
}

function ownValue(environment: Environment, name: string): string | undefined {
  return Object.hasOwn(environment.variables, name) ? environment.variables[name] : undefined;
}

function unknown(written: string): { readonly fault: string } {
  const known = ['workspaceFolder', 'workspaceFolderBasename', 'userHome', 'env:NAME', 'input:id', 'pathSeparator'];
  return {
    fault: `uses ${written}, which is not known here; known are ${known.map((name) => `\${${name}}`).join(', ')}`,
  };
}
