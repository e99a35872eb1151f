/** What an operator does, for completions and hovers. */
export interface OperatorWords {
  /** Between the argument and the value, e.g. `greater than`. */
  readonly title: string;
  /** Exactly when it holds, as Markdown. What is only assumed of PolicyLayer says so. */
  readonly semantics: string;
}

const missing = 'Does not hold when the argument is missing.';

const missingNegated = `${missing} So \`deny_if\` lets a call without it through, and \`require\` denies it.`;

const equality =
  'Two numbers compare as numbers; everything else by its text, so `"5"` equals `5` and `"true"` equals `true`, but `"5.0"` does not equal `5`. Case matters.';

/** The assumption `number-text`. */
const numberText =
  'Beside a text, a number of a million or more, or one close to 0, is written with an exponent: `1000000` equals `"1e+06"` (assumed).';

const nullText = '`null` is there and has the text `<nil>`.';

const numbersOnly =
  'Both sides must be numbers: a numeric text such as `"5"` never compares, nor do `null`, `true` and lists.';

/** The eleven operators by the name that a policy writes; what they do is `decision/operators`. */
export const operatorWords: ReadonlyMap<string, OperatorWords> = new Map([
  [
    'eq',
    {
      title: 'equals',
      semantics: `Holds when the argument equals the value. ${equality} ${nullText} ${missing} ${numberText}`,
    },
  ],
  [
    'neq',
    {
      title: 'does not equal',
      semantics: `Holds when the call has the argument and it does not equal the value. ${equality} ${nullText} ${missingNegated} ${numberText}`,
    },
  ],
  [
    'lt',
    { title: 'less than', semantics: `Holds when the argument is less than the value. ${numbersOnly} ${missing}` },
  ],
  [
    'lte',
    {
      title: 'at most',
      semantics: `Holds when the argument is less than the value or equal to it. ${numbersOnly} ${missing}`,
    },
  ],
  [
    'gt',
    {
      title: 'greater than',
      semantics: `Holds when the argument is greater than the value. ${numbersOnly} ${missing}`,
    },
  ],
  [
    'gte',
    {
      title: 'at least',
      semantics: `Holds when the argument is greater than the value or equal to it. ${numbersOnly} ${missing}`,
    },
  ],
  [
    'in',
    {
      title: 'is one of',
      semantics: `Holds when the argument equals an element of the list, each compared as with \`eq\`. ${equality} ${nullText} ${missing} With an empty list it never holds. ${numberText}`,
    },
  ],
  [
    'not_in',
    {
      title: 'is none of',
      semantics: `Holds when the call has the argument and it equals no element of the list, each compared as with \`eq\`. ${equality} ${nullText} ${missingNegated} ${numberText}`,
    },
  ],
  [
    'exists',
    {
      title: 'is present',
      semantics:
        'With `true` it holds when the call has the argument, with `false` when it has not. `null` counts as missing; an empty text, `0`, `false` and an empty list count as present. It is the only operator that can hold for a missing argument.',
    },
  ],
  [
    'regex',
    {
      title: 'matches the pattern',
      semantics: `Holds when the argument is a text in which the pattern is found. The syntax is RE2: no look-around, no back-references. It is found anywhere in the text unless it is anchored with \`^\` and \`$\`, and case matters unless it begins with \`(?i)\`. A number, a list or \`null\` never matches. ${missing}`,
    },
  ],
  [
    'contains',
    {
      title: 'contains',
      semantics: `Holds when the argument is a text that the value, a text too, is part of, or a list with an element that equals the value as with \`eq\`. Case matters. A number, an object or \`null\` contains nothing. ${missing} ${numberText}`,
    },
  ],
]);
