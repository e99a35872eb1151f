import { operators } from '../../decision/operators/operators.ts';
import type { Test } from '../../decision/operators/test.ts';
import { numberText, textForm } from '../../decision/textForm.ts';
import type { JsonValue } from '../../policy/json.ts';
import { patternSize } from '../../policy/patterns/patternSize.ts';
import type { Condition } from './condition.ts';
import type { Demand } from './demand.ts';
import { type Effort, spend } from './effort.ts';
import { numbersWithin } from './numberRange.ts';
import { anyKind, kind, kindsFor } from './valueKinds.ts';

/**
 * What an argument can still be under the demands on it, as bits of {@link kind}: 0 proves that no argument meets them
 * all. A kind that is named may be impossible all the same; one that is not named is.
 *
 * Where the demands leave a few values, each is tried with the operators that decide calls. Otherwise numbers are
 * compared by their range, and of texts, lists and objects nothing more is said.
 */
export function possibleKinds(demands: readonly Demand[], effort: Effort): number {
  let kinds = anyKind;
  for (const { condition, met } of demands) kinds &= kindsFor(condition, met);
  if (kinds === 0 || !spend(effort, demands.length)) return kinds;
  const values = fewestValues(demands);
  if (demands.length === 1 && values === undefined) return kinds;
  if (areOpposed(demands)) return 0;

  const meetsAll = (value: JsonValue): boolean => demands.every((demand) => meets(demand, value, effort));
  const keep = (only: number, isPossible: () => boolean): void => {
    if ((kinds & only) !== 0 && !isPossible()) kinds &= ~only;
  };
  if (values !== undefined && !spend(effort, values.length * demands.length)) return kinds;
  keep(kind.null, () => meetsAll(null));
  keep(kind.boolean, () => meetsAll(true) || meetsAll(false));
  keep(kind.number, () => {
    if (values !== undefined) return values.some((value) => numbersEqualTo(value).some(meetsAll));
    const within = numbersWithin(demands);
    return typeof within === 'object' ? numbersEqualTo(within.only).some(meetsAll) : within === 'many';
  });
  if (values === undefined) return kinds;
  const texts = values.map(textForm);
  keep(kind.text, () => texts.some(meetsAll));
  keep(kind.list, () => texts.some((text) => isTextOf('[', text) && couldMeetAs(kind.list, text, demands)));
  keep(kind.object, () => texts.some((text) => isTextOf('map[', text) && couldMeetAs(kind.object, text, demands)));
  return kinds;
}

/** The shortest list of values of which an argument that is there must equal one, if there is such a list. */
function fewestValues(demands: readonly Demand[]): readonly JsonValue[] | undefined {
  let fewest: readonly JsonValue[] | undefined;
  for (const { condition, met } of demands) {
    const { operator, value } = condition;
    const isOne = operator === (met ? 'eq' : 'neq');
    if (isOne) return [value];
    const isList = operator === (met ? 'in' : 'not_in');
    if (isList && Array.isArray(value) && value.length < (fewest?.length ?? Number.POSITIVE_INFINITY)) fewest = value;
  }
  return fewest;
}

/** One and the same condition demanded and forbidden. What no model can tell of two patterns, it tells. */
function areOpposed(demands: readonly Demand[]): boolean {
  if (demands.every(({ met }) => met)) return false;
  const key = ({ condition: { operator, value } }: Demand): string => `${operator} ${JSON.stringify(value)}`;
  const demanded = new Set(demands.filter(({ met }) => met).map(key));
  return demands.some((demand) => !demand.met && demanded.has(key(demand)));
}

/** The numbers that `eq` takes for the value: the number itself, or the one that Go prints like the text. */
function numbersEqualTo(value: JsonValue): number[] {
  if (value === 0) return [0, -0];
  if (typeof value === 'number') return [value];
  const text = textForm(value);
  return [Number(text), Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].filter(
    (candidate) => !Number.isNaN(candidate) && numberText(candidate) === text,
  );
}

const tests = new WeakMap<Condition, Test>();

function testOf(condition: Condition): Test | undefined {
  const known = tests.get(condition) ?? operators.get(condition.operator)?.(condition.value);
  if (known !== undefined) tests.set(condition, known);
  return known;
}

/** True, too, for a pattern that does not compile or takes too long: then nothing is claimed. */
function meets({ condition, met }: Demand, value: JsonValue, effort: Effort): boolean {
  const test = testOf(condition);
  if (test === undefined) return true;
  if (condition.operator === 'regex' && typeof value === 'string') {
    const steps = 10 + patternSize(String(condition.value)) * (1 + value.length / 100);
    if (!spend(effort, steps) || test.problem !== undefined) return true;
  }
  return test.holds(value) === met;
}

/** Lists and objects equal a value by their text alone, which `eq` and its like cannot tell from the text itself. */
function couldMeetAs(only: number, text: string, demands: readonly Demand[]): boolean {
  return demands.every(({ condition, met }) => {
    switch (condition.operator) {
      case 'eq':
      case 'neq':
      case 'in':
      case 'not_in':
      case 'exists':
        return testOf(condition)?.holds(text) === met;
      case 'contains':
        return only === kind.list || !met;
      default:
        return !met;
    }
  });
}

function isTextOf(opening: string, text: string): boolean {
  return text.startsWith(opening) && text.endsWith(']');
}
