import type { ErrorObject } from 'ajv';
import { shownName } from '../shownName.ts';
import type { Span } from '../syntax/span.ts';
import { didYouMeanSentence, orList, quoted } from './didYouMean.ts';
import type { Problem, ProblemCode } from './problem.ts';

const typeWords: Readonly<Record<string, string>> = {
  array: 'a list, in [ ]',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object, in { }',
  string: 'a string, in double quotes',
};

/**
 * @param path names and indexes from the root down to the object, by which the message calls it
 * @param span where the object is marked
 */
export function missingProperty(name: string, path: readonly string[], span: Span): Problem {
  return { code: 'missing-property', severity: 'error', span, message: `${subject(path)} needs ${quoted(name)}` };
}

/** @param suggestions the keys that may have been meant */
export function unknownKey(name: string, path: readonly string[], span: Span, suggestions: readonly string[]): Problem {
  return {
    code: 'unknown-key',
    severity: 'warning',
    span,
    message: `${subject(path)} has no key ${shownName(name)}; the proxy takes no notice of it${didYouMeanSentence(suggestions)}`,
  };
}

/** Of more words than these the eye does not find the one that was meant. */
const fewWords = 3;

/**
 * Says in an author's words what ajv found wrong with a value.
 * @param meant the words that may have been meant; named where the allowed ones are too many to choose from
 */
export function describe(
  error: ErrorObject,
  path: readonly string[],
  span: Span,
  meant: readonly string[] = [],
): Problem {
  const name = valueName(path);
  const problem = (code: ProblemCode, message: string): Problem => ({ code, severity: 'error', span, message });
  switch (error.keyword) {
    case 'const':
      return problem('wrong-value', `${name} must be ${quoted(error.params.allowedValue)}`);
    case 'enum': {
      const allowed: string[] = error.params.allowedValues;
      const suggested = allowed.length > fewWords ? didYouMeanSentence(meant) : '';
      return problem('wrong-value', `${name} must be ${orList(allowed.map(quoted))}${suggested}`);
    }
    case 'type':
      return path.length === 0
        ? problem('not-an-object', 'A policy is an object, in { }')
        : problem(
            'wrong-type',
            `${name} must be ${orList([error.params.type].flat().map((type) => typeWords[type] ?? type))}`,
          );
    case 'minimum':
      return problem('out-of-range', `${name} must be at least ${error.params.limit}`);
    case 'minLength':
      return problem('empty-name', `${name} must not be empty`);
    case 'pattern':
      return problem('argument-path', `${name} must be "args." and an argument's name, such as "args.amount"`);
    default:
      return problem('wrong-value', `${name} ${error.message ?? 'is wrong'}`);
  }
}

/** How a value is called in a sentence: by its key, or by its list. */
function valueName(path: readonly string[]): string {
  const last = path.at(-1);
  if (last === undefined) return 'A policy';
  if (path.length === 2 && path[0] === 'tools') return `Tool ${shownName(last)}`;
  const isElement = /^\d+$/.test(last) && path.length > 1;
  return isElement ? `Each entry of ${quoted(path.at(-2) ?? '')}` : quoted(last);
}

/** How an object is called in a sentence. */
function subject(path: readonly string[]): string {
  const [first, second] = path;
  if (first === undefined) return 'The policy';
  if (first === 'tools' && path.length === 2 && second !== undefined) return `Tool ${shownName(second)}`;
  const list = /^\d+$/.test(path.at(-1) ?? '') ? path.at(-2) : undefined;
  if (list === 'limits') return first === 'all_tools' ? 'A limit over all tools' : 'A limit';
  if (list === 'conditions') return 'A condition';
  if (list === 'require' || list === 'deny_if' || list === 'rules') return `A rule of ${quoted(list)}`;
  return quoted(path.at(-1) ?? '');
}
