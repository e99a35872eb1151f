import type { JsonValue } from '../../policy/json.ts';
import type { Argument, ValueRange } from '../../tools/arguments/argument.ts';

/** A value that a schema names, and as what when it is not just one of the possible ones. */
export interface NotableValue {
  readonly value: string | number | boolean;
  readonly note?: string;
}

/** More are no help to choose from, and a server may list any number of any length. */
const most = 200;
const longest = 1000;

/** The single values that the schema names: its enum, `true` and `false`, its default. */
export function scalarsOf(argument: Argument | undefined): readonly NotableValue[] {
  if (argument === undefined) return [];
  const { default: usual } = argument;
  const values = valuesIn(argument);
  if (!isScalar(usual)) return values;
  const noted: NotableValue = { value: usual, note: 'default of the schema' };
  const isListed = values.some(({ value }) => value === usual);
  return isListed ? values.map((each) => (each.value === usual ? noted : each)) : [noted, ...values];
}

/** The values of a list's elements, or of an argument without its default. */
export function valuesIn(range: ValueRange | undefined): readonly NotableValue[] {
  if (range === undefined) return [];
  const values = range.values ?? (range.types.includes('boolean') ? [true, false] : []);
  return values
    .slice(0, most)
    .filter(isScalar)
    .map((value) => ({ value }));
}

/** The numbers that the schema names: its enum, its bounds, its default. */
export function numbersOf(argument: Argument | undefined): readonly NotableValue[] {
  if (argument === undefined) return [];
  const { minimum, maximum, excludesMinimum, excludesMaximum } = argument;
  const noteOf = (bound: string, isExcluded = false): string =>
    `${isExcluded ? 'exclusive ' : ''}${bound} of the schema`;
  const bounds: NotableValue[] = [
    ...(minimum === undefined ? [] : [{ value: minimum, note: noteOf('minimum', excludesMinimum) }]),
    ...(maximum === undefined ? [] : [{ value: maximum, note: noteOf('maximum', excludesMaximum) }]),
  ];
  const others = scalarsOf(argument).filter(
    ({ value }) => typeof value === 'number' && value !== minimum && value !== maximum,
  );
  return [...bounds, ...others];
}

function isScalar(value: JsonValue | undefined): value is NotableValue['value'] {
  return typeof value === 'string' ? value.length <= longest : typeof value === 'number' || typeof value === 'boolean';
}
