/** What an object or a list of a scenario file is. */
export type ScenarioRole =
  | 'file'
  | 'fixtures'
  | 'scenarios'
  | 'scenario'
  | 'matrix'
  | 'values'
  | 'steps'
  | 'step'
  | 'traffic'
  | 'stream'
  | 'expect'
  | 'counters'
  /** A call's arguments, or an object inside of them. */
  | 'arguments';

/** Which role stands where in another: by key, or the same for every key or index. */
const roles: Record<ScenarioRole, ReadonlyMap<string, ScenarioRole> | ScenarioRole | undefined> = {
  file: new Map([
    ['fixtures', 'fixtures'],
    ['scenarios', 'scenarios'],
  ]),
  fixtures: 'arguments',
  scenarios: 'scenario',
  scenario: new Map([
    ['matrix', 'matrix'],
    ['steps', 'steps'],
  ]),
  matrix: 'values',
  steps: 'step',
  step: new Map([
    ['args', 'arguments'],
    ['traffic', 'traffic'],
    ['expect', 'expect'],
  ]),
  traffic: 'stream',
  stream: new Map([['args', 'arguments']]),
  expect: new Map([['counters', 'counters']]),
  arguments: 'arguments',
  values: undefined,
  counters: undefined,
};

/** The role of the object or list that the path leads to; `undefined` where a scenario file has none. */
export function scenarioRoleOf(path: readonly (string | number)[]): ScenarioRole | undefined {
  let role: ScenarioRole | undefined = 'file';
  for (const segment of path) {
    if (role === undefined) return undefined;
    const next: ReadonlyMap<string, ScenarioRole> | ScenarioRole | undefined = roles[role];
    role = typeof next === 'object' ? next.get(String(segment)) : next;
  }
  return role;
}
