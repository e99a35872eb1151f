import assert from 'node:assert/strict';
import { branchCount, coverageByPolicy, shownStatements, statementCount } from '../../../client/testing/coverage.ts';
import type { ScenarioCoverage } from '../../../server/protocol/scenarios.ts';
import { lineRange } from './recordedRun.ts';

function coverage(tool: number, rule: number, heldTrue: number, heldFalse: number, policyUri = 'a'): ScenarioCoverage {
  return {
    policyUri,
    statements: [
      { kind: 'tool', name: 'pay', range: lineRange(1), executed: tool },
      { kind: 'rule', name: '/tools/pay/deny_if/args.amount-gt', range: lineRange(2), executed: rule },
    ],
    branches: [{ kind: 'condition', name: 'args.amount gt', range: lineRange(3), heldTrue, heldFalse, statement: 1 }],
  };
}

suite('What scenarios exercised of a policy', () => {
  test('several files about one policy add up', () => {
    assert.deepEqual(coverageByPolicy([coverage(1, 1, 1, 0), coverage(2, 0, 0, 2), coverage(0, 0, 0, 0, 'b')]), [
      coverage(3, 1, 1, 2),
      coverage(0, 0, 0, 0, 'b'),
    ]);
  });

  test('a policy that was edited between two files: the later numbers count, for they are about its text', () => {
    const later = coverage(1, 0, 0, 1);
    const edited = { ...later, statements: later.statements.map((one) => ({ ...one, range: lineRange(9) })) };
    assert.deepEqual(coverageByPolicy([coverage(5, 5, 5, 5), edited]), [edited]);
  });

  test('tools, rules and limits are counted once; whatever can come out both ways, twice', () => {
    const half = coverage(4, 0, 3, 0);
    assert.deepEqual(statementCount(half), { covered: 1, total: 2 });
    assert.deepEqual(branchCount(half), { covered: 1, total: 2 });
  });

  test('VS Code is shown each statement with the ways that it came out', () => {
    assert.deepEqual(shownStatements(coverage(4, 3, 1, 2)), [
      { range: lineRange(1), executed: 4, branches: [] },
      {
        range: lineRange(2),
        executed: 3,
        branches: [
          { label: 'args.amount gt holds', range: lineRange(3), executed: 1 },
          { label: 'args.amount gt does not hold', range: lineRange(3), executed: 2 },
        ],
      },
    ]);
  });
});
