import { type DefinitionInput, type DefinitionProblem, typedByHand } from '../../protocol/serverDefinition.ts';
import { urlFault } from '../definition/checkedUrl.ts';
import type { FoundServers, ServerDefinition } from '../definition/definition.ts';
import { definitionOf, inputsIn } from '../definition/definitionOf.ts';
import { filledText, type Template } from '../definition/template.ts';
import { vscodeDialect } from '../files/dialect.ts';
import type { ConfigSources } from '../files/environment.ts';
import type { EntryContent } from '../files/serverEntry.ts';
import { substitute, type VariableScope } from '../files/variables.ts';
import { nameOfCommand, nameOfUrl } from './typedName.ts';
import { commandHoldsSecret, urlHoldsSecret } from './typedSecrets.ts';

/** In UTF-16 code units, of one command line or URL. */
const longestTyped = 4_000;
const mostTyped = 100;

const holdsSecret = {
  fault: 'it holds a password or a key, and is kept as plain text; write ${input:key} in its place',
} as const;

/** What is neither seen nor typed on purpose. */
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/u;

type Typed = { readonly name: string; readonly content: EntryContent } | { readonly fault: string };

/**
 * The servers behind command lines and URLs that a person typed instead of writing a file. Variables are those of VS Code;
 * `${input:…}` is asked for as a secret. Processes start in the folder.
 */
export async function typedServers(
  typed: readonly string[],
  folder: string,
  { environment, digest }: Pick<ConfigSources, 'environment' | 'digest'>,
): Promise<FoundServers> {
  const scope = { folder, start: folder, environment, rules: vscodeDialect.variables, texts: new Map() };
  const definitions: ServerDefinition[] = [];
  const problems: DefinitionProblem[] = [];
  for (const text of new Set(typed.slice(0, mostTyped).map((each) => each.trim()))) {
    const read = await readTyped(text, scope);
    if ('fault' in read) {
      problems.push({ source: typedByHand, message: `What was typed is not used: ${read.fault}.` });
      continue;
    }
    const inputs = inputsIn(read.content).map(secretInput);
    const place = { path: typedByHand, origin: typedByHand };
    definitions.push({ ...definitionOf(read.name, read.content, inputs, place, digest), typed: text });
  }
  return { definitions, problems };
}

async function readTyped(text: string, scope: VariableScope): Promise<Typed> {
  if (text === '') return { fault: 'it is empty' };
  if (text.length > longestTyped) return { fault: `it is longer than ${longestTyped} characters` };
  if (hidden.test(text)) return { fault: 'it contains a line end or a character that does not show' };
  if (/^https?:\/\//i.test(text)) return readTypedUrl(text, scope);
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return { fault: 'its address is neither http nor https' };
  return readTypedCommand(text, scope);
}

function readTypedUrl(text: string, scope: VariableScope): Typed {
  const substitution = substitute(text, scope);
  if ('fault' in substitution) return { fault: `it ${substitution.fault}` };
  const url = substitution.template;
  const fault = urlFault(url);
  if (fault !== undefined) return { fault: `it ${fault}` };
  // An input without an answer is filled in so that the rest can be looked at.
  const parsed = new URL(URL.canParse(filled(url)) ? filled(url) : 'http://server');
  if (urlHoldsSecret(text)) return holdsSecret;
  return { name: nameOfUrl(parsed), content: { transport: 'http', url, headers: new Map() } };
}

function filled(template: Template): string {
  return filledText(template, new Map(template.flatMap((part) => (isInput(part) ? [[part.id, 'input']] : []))));
}

function isInput(part: Template[number]): part is Extract<Template[number], { kind: 'input' }> {
  return typeof part === 'object' && part.kind === 'input';
}

async function readTypedCommand(text: string, scope: VariableScope): Promise<Typed> {
  const words = await wordsOf(text);
  if (words === undefined) return { fault: 'a quotation mark is not closed' };
  const [program = ''] = words;
  if (program === '') return { fault: 'it names no command' };
  if (/^[A-Za-z_]\w*=/.test(program)) {
    return { fault: 'no shell reads it, so it cannot set environment variables; describe the server in an mcp.json' };
  }
  if (commandHoldsSecret(words)) return holdsSecret;
  const templates: Template[] = [];
  for (const word of words) {
    const substitution = substitute(word, scope);
    if ('fault' in substitution) return { fault: `it ${substitution.fault}` };
    templates.push(substitution.template);
  }
  const [command = [], ...args] = templates;
  const content = { transport: 'stdio', command, args, cwd: [scope.start], environment: new Map() } as const;
  return { name: nameOfCommand(words), content };
}

/** The words as a shell would split them; `undefined` when a quotation mark is not closed. */
async function wordsOf(text: string): Promise<readonly string[] | undefined> {
  // The package is an ES module, which is loaded when something was typed at all.
  const { parseArgsStringToArgv } = await import('string-argv');
  const end = 'end';
  // A word behind the text stays a word of its own unless an open quotation mark takes it in.
  const words = parseArgsStringToArgv(`${text} ${end}`);
  return words.pop() === end ? words : undefined;
}

function secretInput(id: string): DefinitionInput {
  return { id, description: id, password: true };
}
