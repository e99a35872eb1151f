import type { CountedBranch, CountedStatement } from './coveragePlaces.ts';
import type { Coverage } from './coverageRecorder.ts';

/** How much of what can be exercised was: a statement counts once, a branch once for each way. */
export interface CoverageFigures {
  readonly exercised: number;
  readonly all: number;
}

/** Something of the policy that no call exercised. */
export interface Unexercised {
  readonly place: CountedStatement | CountedBranch;
  /** What did not happen, e.g. `never called`, `never reached`. */
  readonly what: string;
}

export function coverageFigures({ statements, branches }: Coverage): CoverageFigures {
  const executed = statements.filter((statement) => statement.executed > 0).length;
  const ways = branches.reduce((sum, { heldTrue, heldFalse }) => sum + way(heldTrue) + way(heldFalse), 0);
  return { exercised: executed + ways, all: statements.length + 2 * branches.length };
}

function way(count: number): number {
  return count > 0 ? 1 : 0;
}

/** In per cent, cut to one decimal so that only all of it is 100; 100 for a policy with nothing to exercise. */
export function percentOf({ exercised, all }: CoverageFigures): number {
  return all === 0 ? 100 : Math.floor((1000 * exercised) / all) / 10;
}

const never = { tool: 'never called', rule: 'never asked', limit: 'never charged' } as const;
const neverTrue = { rule: 'never matched', condition: 'never held', limit: 'never reached' } as const;
const neverFalse = { rule: 'never passed', condition: 'never failed', limit: 'never had room' } as const;

/** In the order of the text. Of a statement that nothing came to, its branches are not said as well. */
export function unexercised({ statements, branches }: Coverage): Unexercised[] {
  const found: Unexercised[] = [];
  for (const place of statements) if (place.executed === 0) found.push({ place, what: never[place.kind] });
  for (const place of branches) {
    if (place.statement.executed === 0) continue;
    if (place.heldTrue === 0) found.push({ place, what: neverTrue[place.kind] });
    if (place.heldFalse === 0) found.push({ place, what: neverFalse[place.kind] });
  }
  return found.sort((a, b) => a.place.span.offset - b.place.span.offset);
}

/** Both added up, place by place: of the same version of the same policy. */
export function addCoverage(to: Coverage, more: Coverage): void {
  for (const [index, statement] of to.statements.entries()) statement.executed += more.statements[index]?.executed ?? 0;
  for (const [index, branch] of to.branches.entries()) {
    branch.heldTrue += more.branches[index]?.heldTrue ?? 0;
    branch.heldFalse += more.branches[index]?.heldFalse ?? 0;
  }
}
