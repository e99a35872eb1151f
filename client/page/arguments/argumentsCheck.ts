import { type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { isJsonObject, type JsonObject } from '../../../server/protocol/panel.ts';
import { isArguments } from '../../../server/protocol/shape.ts';
import { type ArgumentProblem, argumentProblems, type Expected, kindInWords } from './argumentProblems.ts';

/** What was typed as arguments: a JSON object, perhaps an odd one for this tool, or text that cannot be sent. */
export type ArgumentsCheck =
  | { readonly state: 'good'; readonly args: JsonObject; readonly problems: readonly ArgumentProblem[] }
  | { readonly state: 'bad'; readonly problem: string };

/**
 * Checks arguments as they are typed. What the schema would not accept never stops a call: an agent can send anything, and
 * the policy decides before the server sees the arguments.
 */
export function checkArguments(text: string, expected: Expected | undefined): ArgumentsCheck {
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
  return { state: 'good', args, problems: expected === undefined ? [] : argumentProblems(args, expected) };
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
