import { stripVTControlCharacters } from 'node:util';

/** A test, or a hook, that failed. */
export type TestFailure = {
  /** Its suites and its own title, the outermost first. */
  title: string;
  /** What was thrown, without colours: as many lines as tell what is wrong. */
  message: string;
  /** Where it was thrown: the first places of the stack, the innermost first. */
  stack: string[];
};

const mostLines = 12;
const mostPlaces = 4;

export function testFailure(titles: readonly string[], thrown: unknown): TestFailure {
  const error = thrown instanceof Error ? thrown : undefined;
  const text = error === undefined ? String(thrown) : error.message || error.name;
  const lines = stripVTControlCharacters(text).trimEnd().split('\n');
  const left = lines.length > mostLines ? ['…'] : [];
  return {
    title: titles.filter((title) => title !== '').join(' › '),
    message: [...lines.slice(0, mostLines), ...left].join('\n'),
    stack: placesIn(error?.stack ?? ''),
  };
}

/** A failing test as text, indented under the line of its step. */
export function failureLines({ title, message, stack }: TestFailure): string[] {
  return [
    `  ✖ ${title}`,
    ...message.split('\n').map((line) => `      ${line}`),
    ...stack.map((place) => `        ${place}`),
  ];
}

/** What Node and the test runner do between them says nothing of the test. */
function placesIn(stack: string): string[] {
  const places = stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .*:\d+/.test(line));
  const own = places.filter((place) => !/\(node:|at node:|node_modules/.test(place));
  return (own.length > 0 ? own : places).slice(0, mostPlaces);
}
