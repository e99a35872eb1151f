import type { JsonValue } from '../../policy/json.ts';
import { orList } from '../../policy/problems/didYouMean.ts';
import { shownName } from '../../policy/shownName.ts';
import type { Argument } from '../../tools/arguments/argument.ts';
import type { ArgumentAspect, ArgumentChange } from '../../tools/drift/argumentChange.ts';
import { withoutValues } from '../../tools/drift/argumentChanges.ts';
import { rangeInWords, valueInWords } from '../rangeInWords.ts';
import { changedWords } from './changedWords.ts';

const mostValues = 4;

/** Changes live through many keystrokes, and each of these words is read from a server's text. */
const told = new WeakMap<ArgumentChange, string>();

/** `"amount" became "amount_cents"`: one argument's change, without an end mark. */
export function argumentChangeInWords(change: ArgumentChange): string {
  const words = told.get(change) ?? inWords(change);
  told.set(change, words);
  return words;
}

function inWords(change: ArgumentChange): string {
  switch (change.kind) {
    case 'added':
      return `${nameOf(change.argument)} is a new argument${change.argument.required ? ', and required' : ''}`;
    case 'removed':
      return `${nameOf(change.before)} is no longer listed`;
    case 'renamed': {
      const others = aspectsInWords(change.aspects, change.before, change.argument);
      const besides = others.length === 0 ? '' : ` (${others.join(', ').replace(/^is /, '')})`;
      return `${nameOf(change.before)} became ${nameOf(change.argument)}${besides}`;
    }
    case 'changed':
      return `${nameOf(change.argument)} ${aspectsInWords(change.aspects, change.before, change.argument).join(', ')}`;
  }
}

function nameOf({ path }: Argument): string {
  return shownName(path.join('.'));
}

/** What is said of values says the type, too. */
const saidByValues: readonly ArgumentAspect[] = ['type', 'bounds'];

function aspectsInWords(aspects: readonly ArgumentAspect[], before: Argument, after: Argument): string[] {
  const hasValues = aspects.some((aspect) => aspect.endsWith('-values'));
  const said = aspects.filter((aspect) => !(hasValues && saidByValues.includes(aspect)));
  return said
    .filter((aspect) => !(said.includes('type') && (aspect === 'bounds' || aspect === 'elements')))
    .map((aspect) => aspectInWords(aspect, before, after));
}

function aspectInWords(aspect: ArgumentAspect, before: Argument, after: Argument): string {
  switch (aspect) {
    case 'type':
    case 'bounds':
      return `is now ${typeOf(after)}, was ${typeOf(before)}`;
    case 'fewer-values':
      return before.values === undefined
        ? `is now only ${typeOf(after)}`
        : `no longer takes ${someOf(withoutValues(before.values, after.values ?? []))}`;
    case 'more-values':
      return after.values === undefined
        ? `is now ${typeOf(after)}, was only ${typeOf(before)}`
        : `now also takes ${someOf(withoutValues(after.values, before.values ?? []))}`;
    case 'other-values':
      return `is now ${typeOf(after)}, was ${typeOf(before)}`;
    case 'elements':
      return 'is a list of other elements';
    case 'required':
      return 'is now required';
    case 'optional':
      return 'is no longer required';
    case 'default':
      return after.default === undefined ? 'no longer has a default' : `is ${valueInWords(after.default)} by default`;
    case 'description':
      return `is described otherwise: ${changedWords(before.description, after.description)}`;
  }
}

function typeOf(argument: Argument): string {
  return argument.types.length === 0 ? 'anything' : rangeInWords(argument);
}

function someOf(values: readonly JsonValue[]): string {
  const shown = values.slice(0, mostValues).map(valueInWords);
  return orList(values.length > mostValues ? [...shown, `one of ${values.length - mostValues} more`] : shown);
}
