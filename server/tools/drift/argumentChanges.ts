import type { JsonObject, JsonValue } from '../../policy/json.ts';
import type { Argument, ValueRange } from '../arguments/argument.ts';
import { canonicalText } from '../schema/keyword.ts';
import type { Tool } from '../tool.ts';
import type { ArgumentAspect, ArgumentChange } from './argumentChange.ts';
import { type ListedSchema, listedSchema, pathKey } from './listedSchema.ts';
import { renamedArguments } from './renamedArguments.ts';

/**
 * What became of a tool's arguments between two of its schemas, at every depth that is read. Renamed ones come first, then
 * those that are gone, then the rest, each in the order of the schemas. What lies below an argument that was renamed, added
 * or removed goes with it. Empty where the schemas differ in what is no argument's type, values, bounds or words.
 */
export function argumentChanges(before: JsonObject, after: JsonObject): readonly ArgumentChange[] {
  const [earlier, later] = [listedSchema(before), listedSchema(after)];
  const gone = without(earlier, later);
  const fresh = without(later, earlier);
  const renamed = renamedArguments(gone, fresh);
  const formerOnes = new Set(renamed.values());
  const kept = [...later.arguments].flatMap(([key, argument]): ArgumentChange[] => {
    const former = earlier.arguments.get(key);
    const aspects = former === undefined ? [] : aspectsOf(former, argument);
    return former === undefined || aspects.length === 0 ? [] : [{ kind: 'changed', before: former, argument, aspects }];
  });
  return [
    ...[...renamed].map(
      ([argument, former]): ArgumentChange => ({
        kind: 'renamed',
        before: former,
        argument,
        aspects: aspectsOf(former, argument),
      }),
    ),
    ...gone
      .filter((argument) => !formerOnes.has(argument))
      .map((each): ArgumentChange => ({ kind: 'removed', before: each })),
    ...kept,
    ...fresh
      .filter((argument) => !renamed.has(argument))
      .map((argument): ArgumentChange => ({ kind: 'added', argument })),
  ];
}

/** Tools live through many keystrokes, and reading two schemas takes a while. */
const compared = new WeakMap<Tool, WeakMap<Tool, readonly ArgumentChange[]>>();

/** {@link argumentChanges} of a tool, worked out once. */
export function argumentChangesOf(before: Tool, tool: Tool): readonly ArgumentChange[] {
  const known = compared.get(before)?.get(tool);
  if (known !== undefined) return known;
  const found = argumentChanges(before.inputSchema, tool.inputSchema);
  const ofBefore = compared.get(before) ?? new WeakMap<Tool, readonly ArgumentChange[]>();
  compared.set(before, ofBefore.set(tool, found));
  return found;
}

/**
 * Those that the other schema does not have; none while that is not known. Without those below an argument that is missing
 * itself, or that is no object there: its own change says so.
 */
function without(schema: ListedSchema, other: ListedSchema): readonly Argument[] {
  if (!other.isWhole) return [];
  return [...schema.arguments.values()].filter(({ path }) => {
    if (other.arguments.has(pathKey(path))) return false;
    return path.length === 1 || other.arguments.get(pathKey(path.slice(0, -1)))?.hasParts === true;
  });
}

function aspectsOf(before: Argument, after: Argument): readonly ArgumentAspect[] {
  const aspects: ArgumentAspect[] = [];
  if (textOf([...before.types].sort()) !== textOf([...after.types].sort())) aspects.push('type');
  const values = valuesAspect(before.values, after.values);
  if (values !== undefined) aspects.push(values);
  if (boundsText(before) !== boundsText(after)) aspects.push('bounds');
  if (rangeText(before.elements) !== rangeText(after.elements)) aspects.push('elements');
  if (before.required !== after.required) aspects.push(after.required ? 'required' : 'optional');
  if (textOf(before.default) !== textOf(after.default)) aspects.push('default');
  if (before.description !== after.description) aspects.push('description');
  return aspects;
}

function valuesAspect(
  before: readonly JsonValue[] | undefined,
  after: readonly JsonValue[] | undefined,
): ArgumentAspect | undefined {
  if (before === undefined) return after === undefined ? undefined : 'fewer-values';
  if (after === undefined) return 'more-values';
  const [gone, fresh] = [withoutValues(before, after).length, withoutValues(after, before).length];
  if (gone > 0) return fresh > 0 ? 'other-values' : 'fewer-values';
  return fresh > 0 ? 'more-values' : undefined;
}

/** The values that the others are not. */
export function withoutValues(values: readonly JsonValue[], others: readonly JsonValue[]): readonly JsonValue[] {
  const texts = new Set(others.map(canonicalText));
  return values.filter((value) => !texts.has(canonicalText(value)));
}

function boundsText({ minimum, maximum, excludesMinimum, excludesMaximum, step }: Argument): string {
  return textOf([minimum, maximum, excludesMinimum, excludesMaximum, step].map((each) => each ?? null));
}

function rangeText(range: ValueRange | undefined): string {
  if (range === undefined) return '';
  const { types, values = null, minimum = null, maximum = null } = range;
  return textOf([[...types].sort(), values === null ? null : values.map(canonicalText).sort(), minimum, maximum]);
}

function textOf(value: JsonValue | undefined): string {
  return value === undefined ? '' : canonicalText(value);
}
