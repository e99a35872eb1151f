import { isJsonObject, type JsonObject, type JsonValue } from '../policy/json.ts';
import { orList, quoted } from '../policy/problems/didYouMean.ts';
import { shownName } from '../policy/shownName.ts';
import type { Span } from '../policy/syntax/span.ts';
import { elements, jsonValueOf, type Node, spanOf, valueAt } from '../policy/syntax/syntaxTree.ts';
import { readDuration, readMoment } from './moment.ts';
import { keysIn, onlyKeyIn, replaced, replacedText } from './placeholders.ts';
import type { ScenarioProblem, ScenarioProblemCode } from './scenarioProblem.ts';
import { textIn } from './writtenScenarios.ts';

/** Calls a minute: always as many, or those at the beginning and at the end. */
export type Rates = readonly [first: number, last?: number];

/** The values of a file as one case of a scenario has them. What is missing or wrong is `undefined`; what is wrong is reported. */
export interface ValueReader {
  text(node: Node | undefined, key: string): string | undefined;
  object(node: Node | undefined, key: string): JsonObject | undefined;
  /** A whole number within bounds, both included. */
  count(node: Node | undefined, key: string, least: number, most: number): number | undefined;
  /** A number from 0, or a list of two of them. */
  rates(node: Node | undefined, key: string, most: number): Rates | undefined;
  oneOf<Word extends string>(node: Node | undefined, key: string, words: readonly Word[]): Word | undefined;
  /** Milliseconds since the Unix epoch. */
  moment(node: Node | undefined, key: string): number | undefined;
  /** Milliseconds. */
  duration(node: Node | undefined, key: string): number | undefined;
  /** Where the whole value of a node is written: there, or in the matrix; `undefined` when it is put together of both. */
  sourceOf(node: Node): Span | undefined;
  /** A text of the file with its placeholders replaced. */
  filled(text: string): string;
  report(node: Node, code: ScenarioProblemCode, message: string, replacements?: readonly string[]): undefined;
  readonly problems: readonly ScenarioProblem[];
}

/** @param matrixCase the object with the values; none without a matrix */
export function valueReader(matrixCase: Node | undefined): ValueReader {
  const values = valuesOf(matrixCase);
  const problems: ScenarioProblem[] = [];

  function valueIn(node: Node): JsonValue {
    return replaced(jsonValueOf(node), values);
  }

  /** A value that the matrix gives is wrong there. */
  function placeOf(node: Node): Span {
    const key = onlyKeyIn(textIn(node) ?? '');
    return spanOf((key === undefined ? undefined : valueAt(matrixCase, key)) ?? node);
  }

  function report(node: Node, code: ScenarioProblemCode, message: string, replacements?: readonly string[]): undefined {
    const span = placeOf(node);
    problems.push({ code, severity: 'error', span, message, ...(replacements !== undefined && { replacements }) });
  }

  function read<Read>(
    node: Node | undefined,
    key: string,
    wanted: string,
    accept: (value: JsonValue) => Read | undefined,
    code: ScenarioProblemCode = 'scenario-wrong-value',
  ): Read | undefined {
    if (node === undefined) return undefined;
    return accept(valueIn(node)) ?? report(node, code, `${shownName(key)} must be ${wanted}`);
  }

  return {
    problems,
    report,
    sourceOf: (node) =>
      keysIn(textIn(node) ?? '').length > 0 && placeOf(node).offset === node.offset ? undefined : placeOf(node),
    filled: (text) => replacedText(text, values),
    text: (node, key) => read(node, key, 'a string, in double quotes', (value) => textOf(value)),
    object: (node, key) => read(node, key, 'an object, in { }', (value) => (isJsonObject(value) ? value : undefined)),
    count: (node, key, least, most) =>
      read(node, key, numberInWords(least, most), (value) =>
        typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined,
      ),
    rates(node, key, most) {
      if (node?.type !== 'array') {
        return read(node, key, 'a number from 0, or two of them, in [ ]', (value) => ratesOf(value, most));
      }
      const each = elements(node).map((rate) =>
        read(rate, key, 'numbers from 0', (value) => (isRate(value, most) ? value : undefined)),
      );
      return ratesOf(each, most);
    },
    oneOf: (node, key, words) =>
      read(node, key, orList(words.map(quoted)), (value) => words.find((word) => word === value)),
    moment: (node, key) =>
      read(
        node,
        key,
        'a time that the calendar has, such as "2026-03-01T10:31:00Z"',
        (value) => (typeof value === 'string' ? readMoment(value) : undefined),
        'scenario-time',
      ),
    duration: (node, key) =>
      read(
        node,
        key,
        'a duration such as "90s", "1m" or "2h30m", of less than ten years',
        (value) => (typeof value === 'string' ? readDuration(value) : undefined),
        'scenario-time',
      ),
  };
}

function valuesOf(matrixCase: Node | undefined): JsonObject {
  const values = matrixCase && jsonValueOf(matrixCase);
  return isJsonObject(values) ? values : {};
}

function ratesOf(value: JsonValue | readonly (number | undefined)[], most: number): Rates | undefined {
  if (isRate(value, most)) return [value];
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [first, last]: readonly unknown[] = value;
  return isRate(first, most) && isRate(last, most) ? [first, last] : undefined;
}

function isRate(value: unknown, most: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= most;
}

function textOf(value: JsonValue): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberInWords(least: number, most: number): string {
  if (least === Number.MIN_SAFE_INTEGER) return 'a whole number';
  return most === Number.MAX_SAFE_INTEGER ? `a whole number from ${least}` : `a whole number from ${least} to ${most}`;
}
