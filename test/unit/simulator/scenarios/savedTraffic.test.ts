import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scenarioInsertion } from '../../../../client/simulator/scenarios/scenarioText.ts';
import { burstsOf, scenarioOfWatch } from '../../../../client/simulator/scenarios/watchScenario.ts';
import { replay } from '../../../../server/decision/replay.ts';
import type { PolicyDocument } from '../../../../server/policy/policyDocument.ts';
import type { TrafficPlan } from '../../../../server/protocol/traffic.ts';
import { wholeRun } from '../../../../server/scenarios/runScenario.ts';
import { scenarioRuns } from '../../../../server/scenarios/scenarioFile.ts';
import type { StepResult } from '../../../../server/scenarios/stepResult.ts';
import { callResult } from '../../../../server/simulation/simulation.ts';
import { scenariosOf } from '../../../markedScenarios.ts';
import { listed, plans, policies } from '../../simulation/anyTraffic.ts';
import { compiled, runOf } from '../../simulation/trafficPlans.ts';

const target = { policy: 'policy.json', isPolicy: (path: string) => path === 'policy.json' };

/** The text of a file with the scenario of watched traffic, of which so many calls are expected to be allowed. */
function saved(document: PolicyDocument, plan: TrafficPlan, allowed: number): string {
  const results = replay(compiled(document), burstsOf(plan) ?? [], plan.windows).map((each) =>
    callResult(each, document),
  );
  const subject = { kind: 'traffic', plan } as const;
  const made = scenarioOfWatch({ id: 0, name: 'Traffic', subject, expected: { kind: 'traffic', allowed } }, results);
  assert.ok('scenario' in made, 'problem' in made ? made.problem : '');
  const insertion = scenarioInsertion('', target, [made]);
  assert.ok('text' in insertion);
  return insertion.text;
}

function runSaved(text: string, policy: PolicyDocument): StepResult[] {
  const file = scenariosOf(text, policy.text.getText());
  const [run] = scenarioRuns(file);
  assert.ok(run !== undefined && run.blocked === undefined, run?.blocked?.message);
  return wholeRun(run.steps());
}

/** When each call of a run was made, of which tool, and what came of it. */
function madeIn(document: PolicyDocument, steps: readonly StepResult[], { windows }: TrafficPlan): unknown[] {
  const calls = steps.flatMap(({ step }) =>
    step.kind === 'traffic'
      ? listed(document, step.plan).map(({ call }) => call)
      : Array.from({ length: step.call.times }, () => ({ ...step.call, times: 1 })),
  );
  return replay(compiled(document), calls, windows).map(({ decision }, place) => {
    const { tool, at, grant, upstream } = calls[place] ?? {};
    return [tool, at, grant, upstream, decision.outcome, decision.rule];
  });
}

/** Calls by tool and outcome, as a run of the scenario counted them. */
function countsByTool(steps: readonly StepResult[]): ReadonlyMap<string, readonly number[]> {
  const counts = new Map<string, readonly number[]>();
  for (const result of steps) {
    const tallies =
      result.kind === 'calls'
        ? [{ tool: result.step.call.tool, tally: result.tally }]
        : result.step.plan.streams.map(({ tool }, stream) => ({ tool, tally: result.streams[stream] }));
    for (const { tool, tally } of tallies) {
      const [allowed = 0, denied = 0, approval = 0] = counts.get(tool) ?? [];
      const { allowed: more = 0, denied: moreDenied = 0, approval: moreApproval = 0 } = tally ?? {};
      counts.set(tool, [allowed + more, denied + moreDenied, approval + moreApproval]);
    }
  }
  return counts;
}

const watched = plans.filter(({ streams }) => streams.length > 0);

suite('Traffic that is saved as a scenario', () => {
  test('makes the very calls of the run, with the same decisions, and passes where the watch does', () => {
    fc.assert(
      fc.property(policies, watched, (document, plan) => {
        const run = runOf(document, plan);
        const steps = runSaved(saved(document, plan, run.allowed), document);
        const expected = listed(document, plan).map(({ call, outcome, rule }) => [
          call.tool,
          call.at,
          call.grant,
          call.upstream,
          outcome,
          rule,
        ]);
        assert.deepEqual(madeIn(document, steps, plan), expected);
        const byTool = countsByTool(steps);
        for (const { name, allowed, denied, approval } of run.byTool) {
          assert.deepEqual(byTool.get(name) ?? [0, 0, 0], [allowed, denied, approval]);
        }
        assert.deepEqual(
          steps.flatMap(({ failures }) => failures),
          [],
        );
      }),
    );
  });

  test('fails where the watch does: it expects what was pinned', () => {
    fc.assert(
      fc.property(policies, watched, fc.integer({ min: 1, max: 9 }), (document, plan, more) => {
        const { allowed } = runOf(document, plan);
        for (const expected of [allowed + more, ...(allowed < more ? [] : [allowed - more])]) {
          const steps = runSaved(saved(document, plan, expected), document);
          const failures = steps.flatMap((step) => step.failures);
          assert.deepEqual(
            failures.map((failure) => [failure.expectation.expected, failure.actual]),
            [[expected, allowed]],
          );
        }
      }),
    );
  });
});
