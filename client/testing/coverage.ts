import type { CoveredBranch, ScenarioCoverage } from '../../server/protocol/scenarios.ts';
import type { SourceRange } from '../../server/protocol/simulation.ts';

/** What all scenarios of a run exercised of each policy: several files may be about the same one. */
export function coverageByPolicy(runs: readonly ScenarioCoverage[]): readonly ScenarioCoverage[] {
  const byPolicy = new Map<string, ScenarioCoverage>();
  for (const run of runs) {
    const before = byPolicy.get(run.policyUri);
    byPolicy.set(run.policyUri, before === undefined ? run : added(before, run));
  }
  return [...byPolicy.values()];
}

/** When the policy was edited between the two, their places differ and only the later one says something of the text. */
function added(before: ScenarioCoverage, later: ScenarioCoverage): ScenarioCoverage {
  if (!samePlaces(before.statements, later.statements) || !samePlaces(before.branches, later.branches)) return later;
  return {
    policyUri: later.policyUri,
    statements: later.statements.map((statement, index) => ({
      ...statement,
      executed: statement.executed + (before.statements[index]?.executed ?? 0),
    })),
    branches: later.branches.map((branch, index) => ({
      ...branch,
      heldTrue: branch.heldTrue + (before.branches[index]?.heldTrue ?? 0),
      heldFalse: branch.heldFalse + (before.branches[index]?.heldFalse ?? 0),
    })),
  };
}

interface Placed {
  readonly kind: string;
  readonly name: string;
  readonly range: SourceRange;
}

function samePlaces(some: readonly Placed[], others: readonly Placed[]): boolean {
  return some.length === others.length && some.every((place, index) => isSamePlace(place, others[index]));
}

function isSamePlace({ kind, name, range }: Placed, other: Placed | undefined): boolean {
  return other?.kind === kind && other.name === name && isSameRange(range, other.range);
}

function isSameRange(one: SourceRange, other: SourceRange): boolean {
  return (['start', 'end'] as const).every(
    (side) => one[side].line === other[side].line && one[side].character === other[side].character,
  );
}

export interface CoverageCount {
  readonly covered: number;
  readonly total: number;
}

/** Tools that were called, rules that were asked, limits that were charged. */
export function statementCount({ statements }: ScenarioCoverage): CoverageCount {
  return { covered: statements.filter(({ executed }) => executed > 0).length, total: statements.length };
}

/** Each way that something can come out is one. */
export function branchCount({ branches }: ScenarioCoverage): CoverageCount {
  const ways = branches.flatMap(({ heldTrue, heldFalse }) => [heldTrue, heldFalse]);
  return { covered: ways.filter((times) => times > 0).length, total: ways.length };
}

export interface ShownStatement {
  readonly range: SourceRange;
  readonly executed: number;
  readonly branches: readonly ShownBranch[];
}

export interface ShownBranch {
  /** Completes a sentence such as “Branch … was not covered”. */
  readonly label: string;
  readonly range: SourceRange;
  readonly executed: number;
}

/** What VS Code marks in the policy: each statement with the branches in it. */
export function shownStatements({ statements, branches }: ScenarioCoverage): readonly ShownStatement[] {
  const byStatement = statements.map((): ShownBranch[] => []);
  for (const branch of branches) byStatement[branch.statement]?.push(...waysOf(branch));
  return statements.map(({ range, executed }, index) => ({ range, executed, branches: byStatement[index] ?? [] }));
}

const ways = {
  rule: ['matches', 'does not match'],
  condition: ['holds', 'does not hold'],
  limit: ['is reached', 'has room'],
} as const;

function waysOf({ kind, name, range, heldTrue, heldFalse }: CoveredBranch): ShownBranch[] {
  const [yes, no] = ways[kind];
  return [
    { label: `${name} ${yes}`, range, executed: heldTrue },
    { label: `${name} ${no}`, range, executed: heldFalse },
  ];
}
