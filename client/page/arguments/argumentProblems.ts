import { isJsonObject, type JsonObject, type JsonValue } from '../../../server/protocol/panel.ts';
import type { Extent, ToolParameter, ValueRange } from '../../../server/protocol/simulation.ts';
import { type ArgumentPath, canonicalText } from './argumentText.ts';

/** What the tool's schema would not accept of a call's arguments. */
export interface ArgumentProblem {
  /** To the argument: to the missing or unknown one itself. */
  readonly path: ArgumentPath;
  /** At the field, where the argument's name stands already. */
  readonly short: string;
  /** A sentence of its own. */
  readonly full: string;
}

/** What a tool, or an object among its arguments, may have as parts. */
export interface Expected {
  readonly parameters: readonly ToolParameter[];
  readonly takesOthers: boolean;
}

/**
 * Compares arguments with what is known of the schema: which there are, their types, choices, bounds, steps and lengths, two
 * levels deep. Patterns, which would have to be trusted to run here, and what goes deeper are the server's to check.
 */
export function argumentProblems(
  args: JsonObject,
  expected: Expected,
  path: ArgumentPath = [],
): readonly ArgumentProblem[] {
  const { parameters, takesOthers } = expected;
  const missing = parameters
    .filter(({ name, required }) => required && !Object.hasOwn(args, name))
    .map(({ name }) => problem([...path, name], 'required', (words) => `${words} is required.`));
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const odd = Object.entries(args).flatMap(([name, value]) => {
    const parameter = byName.get(name);
    if (parameter !== undefined) return valueProblems(parameter, value, [...path, name]);
    return takesOthers ? [] : [unknownName(path, name)];
  });
  return [...missing, ...odd];
}

function unknownName(path: ArgumentPath, name: string): ArgumentProblem {
  const full = path.length === 0 ? `The tool has no parameter “${name}”.` : `${quoted(path)} has no part “${name}”.`;
  return { path: [...path, name], short: 'not in the schema', full };
}

function valueProblems(parameter: ToolParameter, value: JsonValue, path: ArgumentPath): readonly ArgumentProblem[] {
  const { type, elements, parts, takesOthers, step } = parameter;
  const own = rangeProblem(parameter, value, type);
  if (own !== undefined) return [problem(path, own.short, own.full)];
  if (step !== undefined && typeof value === 'number' && !isMultiple(value, step)) {
    return [problem(path, `multiple of ${step}`, (words) => `${words} is a multiple of ${step} in the tool’s schema.`)];
  }
  const size = sizeProblem(parameter, value);
  if (size !== undefined) return [problem(path, size, (words) => `${words} has ${size} in the tool’s schema.`)];
  if (Array.isArray(value) && elements !== undefined) return elementProblems(elements, value, path);
  if (!isJsonObject(value) || parts === undefined) return [];
  return argumentProblems(value, { parameters: parts, takesOthers: takesOthers === true }, path);
}

/** Of many elements that do not fit the first is told of. */
function elementProblems(elements: ValueRange, value: readonly JsonValue[], path: ArgumentPath) {
  const type = elements.types.join(' | ');
  const found = value.map((element) => rangeProblem(elements, element, type));
  const place = found.findIndex((each) => each !== undefined);
  const first = found[place];
  if (first === undefined) return [];
  const full = (words: string) => first.full(`Element ${place + 1} of ${words}`);
  return [problem(path, `element ${place + 1}: ${first.short}`, full)];
}

interface RangeProblem {
  readonly short: string;
  readonly full: (words: string) => string;
}

function rangeProblem(range: ValueRange, value: JsonValue, type: string): RangeProblem | undefined {
  const { types, values } = range;
  if (values !== undefined) {
    const text = canonicalText(value);
    if (values.some((each) => canonicalText(each) === text)) return undefined;
    return { short: 'not one of its values', full: (words) => `${words} is one of ${listed(values)}.` };
  }
  if (types.length > 0 && !types.some((each) => isOfType(value, each))) {
    const full = (words: string) => `${words} is ${type} in the tool’s schema, and this is ${kindInWords(value)}.`;
    return { short: `must be ${types.join(' or ')}`, full };
  }
  return typeof value === 'number' ? boundProblem(range, value) : undefined;
}

function boundProblem(range: ValueRange, value: number): RangeProblem | undefined {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = range;
  const { excludesMinimum = false, excludesMaximum = false } = range;
  const bound = (short: string): RangeProblem => ({
    short,
    full: (words) => `${words} is ${short} in the tool’s schema.`,
  });
  if (excludesMinimum ? value <= minimum : value < minimum) {
    return bound(`${excludesMinimum ? 'more than' : 'at least'} ${minimum}`);
  }
  if (excludesMaximum ? value >= maximum : value > maximum) {
    return bound(`${excludesMaximum ? 'less than' : 'at most'} ${maximum}`);
  }
  return undefined;
}

/** What a text or a list has too little or too much of. */
function sizeProblem({ characters, count }: ToolParameter, value: JsonValue): string | undefined {
  if (typeof value === 'string') return extentProblem(characters, [...value].length, 'character');
  return Array.isArray(value) ? extentProblem(count, value.length, 'element') : undefined;
}

function extentProblem({ least = 0, most }: Extent = {}, size: number, unit: string): string | undefined {
  const amount = (count: number) => `${count} ${unit}${count === 1 ? '' : 's'}`;
  if (size < least) return `at least ${amount(least)}`;
  return most !== undefined && size > most ? `at most ${amount(most)}` : undefined;
}

function problem(path: ArgumentPath, short: string, full: (words: string) => string): ArgumentProblem {
  return { path, short, full: full(quoted(path)) };
}

function quoted(path: ArgumentPath): string {
  return `“${path.join('.')}”`;
}

/** With room for what floating point loses: 0.3 is a multiple of 0.1. */
function isMultiple(value: number, step: number): boolean {
  const quotient = value / step;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9 * Math.max(1, Math.abs(quotient));
}

function listed(values: readonly JsonValue[]): string {
  const words = values.slice(0, 8).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  return `${words.join(', ')}${values.length > 8 ? ', …' : ''}`;
}

function isOfType(value: JsonValue, type: string): boolean {
  if (type === 'integer') return typeof value === 'number' && Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isJsonObject(value);
  if (type === 'null') return value === null;
  return typeof value === type;
}

/** What a value is, in words: `a string`, `an array`, `true`. */
export function kindInWords(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'boolean' ? String(value) : `a ${typeof value}`;
}
