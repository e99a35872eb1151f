import { type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { isJsonObject, type JsonObject, type JsonValue } from '../../server/protocol/panel.ts';
import { isArguments } from '../../server/protocol/shape.ts';
import type { ToolParameter } from '../../server/protocol/simulation.ts';

/** What was typed as arguments: a JSON object, perhaps an odd one for this tool, or text that cannot be sent. */
export type ArgumentsCheck =
  | { readonly state: 'good'; readonly args: JsonObject; readonly hints: readonly string[] }
  | { readonly state: 'bad'; readonly problem: string };

/** Checks arguments as they are typed. Hints never stop a call: the policy decides before the server sees the arguments. */
export function checkArguments(text: string, parameters: readonly ToolParameter[] | undefined): ArgumentsCheck {
  let args: unknown;
  try {
    args = JSON.parse(text);
  } catch (error) {
    return { state: 'bad', problem: problemOf(text) ?? String(error) };
  }
  if (!isJsonObject(args)) {
    return { state: 'bad', problem: `Arguments must be an object, like {"amount": 5}; this is ${kindInWords(args)}.` };
  }
  if (!isArguments(args)) return { state: 'bad', problem: 'These arguments are nested too deeply to be sent.' };
  return { state: 'good', args, hints: parameters === undefined ? [] : hintsFor(args, parameters) };
}

/** The first place where the text is not JSON, and what is wrong there; the browser's own words name no column. */
function problemOf(text: string): string | undefined {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  return first && `${placeOf(text, first.offset)}: ${sentences.get(printParseErrorCode(first.error)) ?? 'not JSON.'}`;
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `Line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}

const sentences = new Map<string, string>([
  ['InvalidSymbol', 'not a JSON value; text needs double quotes.'],
  ['InvalidNumberFormat', 'not a JSON number.'],
  ['PropertyNameExpected', 'a name in double quotes is expected.'],
  ['ValueExpected', 'a value is expected.'],
  ['ColonExpected', 'a colon is expected.'],
  ['CommaExpected', 'a comma is expected.'],
  ['CloseBraceExpected', 'a closing } is expected.'],
  ['CloseBracketExpected', 'a closing ] is expected.'],
  ['EndOfFileExpected', 'nothing more is expected here.'],
  ['InvalidCommentToken', 'JSON has no comments.'],
  ['UnexpectedEndOfComment', 'JSON has no comments.'],
  ['UnexpectedEndOfString', 'the closing " is missing.'],
  ['UnexpectedEndOfNumber', 'the number is cut short.'],
  ['InvalidUnicode', 'a \\u escape needs four hexadecimal digits.'],
  ['InvalidEscapeCharacter', 'no such escape in JSON.'],
  ['InvalidCharacter', 'this character must be escaped.'],
]);

function hintsFor(args: JsonObject, parameters: readonly ToolParameter[]): readonly string[] {
  const missing = parameters
    .filter(({ name, required }) => required && !Object.hasOwn(args, name))
    .map(({ name }) => `“${name}” is required.`);
  const odd = Object.entries(args).flatMap(([name, value]) => {
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (parameter === undefined) return [`The tool has no parameter “${name}”.`];
    return oddValue(parameter, value);
  });
  return [...missing, ...odd];
}

function oddValue({ name, type, options }: ToolParameter, value: JsonValue): readonly string[] {
  if (options !== undefined) {
    if (typeof value === 'string' && options.includes(value)) return [];
    return [`“${name}” is one of ${options.slice(0, 8).join(', ')}${options.length > 8 ? ', …' : ''}.`];
  }
  const types = type.split(' | ').map(plainType);
  if (types.some((known) => known === undefined || isOfType(value, known))) return [];
  return [`“${name}” is ${type} in the tool’s schema, and this is ${kindInWords(value)}.`];
}

/** The JSON type behind a type in words such as `integer (1 to 25)` or `string[]`; `undefined` when it is no plain one. */
function plainType(words: string): string | undefined {
  if (/^[a-z]+\[\]$/.test(words) || words === 'list') return 'array';
  const [type = ''] = words.replace(/ \(.*\)$/, '').split(' ');
  return ['string', 'number', 'integer', 'boolean', 'object', 'null'].includes(type) ? type : undefined;
}

function isOfType(value: JsonValue, type: string): boolean {
  if (type === 'integer') return typeof value === 'number' && Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isJsonObject(value);
  if (type === 'null') return value === null;
  return typeof value === type;
}

function kindInWords(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'boolean' ? String(value) : `a ${typeof value}`;
}
