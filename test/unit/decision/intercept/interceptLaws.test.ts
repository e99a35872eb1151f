import assert from 'node:assert/strict';
import fastCheck from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompiledPolicy } from '../../../../server/decision/compile/compiledPolicy.ts';
import { Counters } from '../../../../server/decision/counting/counters.ts';
import { decide } from '../../../../server/decision/decide.ts';
import type { ToolCall } from '../../../../server/decision/decision.ts';
import { evaluate } from '../../../../server/decision/evaluate.ts';
import { compatible, replaced } from '../../../../server/policy/edits/replacement.ts';
import { interceptProblems } from '../../../../server/policy/intercept/interceptProblems.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../../../server/policy/policyDocument.ts';
import { policyProblems } from '../../../../server/policy/problems/policyProblems.ts';
import type { Problem } from '../../../../server/policy/problems/problem.ts';
import { policyOf, policyOfText } from '../decided.ts';
import { callsInOrder } from '../generated.ts';
import { interceptPolicies, mixedPolicies } from './generatedIntercept.ts';
import { NaiveIntercept } from './naiveIntercept.ts';

function problemsOf(text: string): Problem[] {
  return interceptProblems(parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text)));
}

/** Everything that a caller learns, and how the counters stand. */
function told(policy: CompiledPolicy, calls: readonly ToolCall[]): unknown[] {
  const counters = new Counters();
  return calls.map((one) => {
    const { outcome, rule, message, counters: readings } = decide(policy, counters, one);
    const named = rule?.replace('/tools/*/', `/tools/${one.tool}/`);
    return {
      outcome,
      rule: named,
      message,
      counters: readings.map(({ id, used, max, window }) => ({ id, used, max, window })),
    };
  });
}

function errorsOf(document: PolicyDocument): Problem[] {
  return policyProblems(document).filter(({ severity }) => severity === 'error');
}

function outcomesOf(text: string, calls: readonly ToolCall[]): string[] {
  const policy = policyOfText(text);
  const counters = new Counters();
  return calls.map((one) => evaluate(policy, counters, one).outcome);
}

suite("Laws of Intercept's dialect", () => {
  test('a policy in the dialect decides as Intercept does', () => {
    fastCheck.assert(
      fastCheck.property(interceptPolicies, callsInOrder, (document, calls) => {
        const policy = policyOf(document);
        assert.deepEqual(policy.problems, []);
        const counters = new Counters();
        const naive = new NaiveIntercept(document);
        for (const one of calls.map((given): ToolCall => ({ ...given, upstream: 'ok' }))) {
          const verdict = evaluate(policy, counters, one);
          const words = verdict.rule === '(default deny)' ? 'not listed' : (verdict.message ?? 'allowed');
          assert.equal(words, naive.decide(one));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('an evident fix changes no decision, no word and no count', () => {
    let fixes = 0;
    fastCheck.assert(
      fastCheck.property(mixedPolicies, callsInOrder, (document, calls) => {
        const text = JSON.stringify(document);
        const before = told(policyOfText(text), calls);
        for (const fix of problemsOf(text).flatMap((problem) => problem.fixes ?? [])) {
          if (!fix.isEvident) continue;
          fixes++;
          assert.deepEqual(told(policyOfText(replaced(text, fix.edits)), calls), before);
        }
      }),
      { numRuns: 500 },
    );
    assert.ok(fixes > 100, `${fixes} fixes were tried`);
  });

  test('every fix removes its information and brings no error; only a tool that is not listed may be released', () => {
    fastCheck.assert(
      fastCheck.property(mixedPolicies, callsInOrder, (document, calls) => {
        const text = JSON.stringify(document);
        const listed = calls.filter(({ tool }) => Object.hasOwn(document.tools, tool));
        const problems = problemsOf(text);
        for (const problem of problems) {
          for (const { edits } of problem.fixes ?? []) {
            const fixed = replaced(text, edits);
            const parsed = parsePolicyDocument(TextDocument.create('file:///p.json', 'json', 1, fixed));
            assert.deepEqual(errorsOf(parsed), []);
            assert.equal(problemsOf(fixed).length, problems.length - 1);
            assert.deepEqual(outcomesOf(fixed, listed), outcomesOf(text, listed));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test("all evident fixes at once, the shorthand's among them, as often as there are any, change no outcome", () => {
    fastCheck.assert(
      fastCheck.property(mixedPolicies, callsInOrder, (document, calls) => {
        let text = JSON.stringify(document);
        const before = outcomesOf(text, calls);
        for (let round = 0; round < 9; round++) {
          const parsed = parsePolicyDocument(TextDocument.create('file:///p.json', 'json', 1, text));
          assert.deepEqual(errorsOf(parsed), []);
          const evident = policyProblems(parsed)
            .filter(({ code }) => code === 'intercept-dialect' || code === 'shorthand')
            .flatMap(({ fixes = [] }) => fixes.filter(({ isEvident }) => isEvident));
          if (evident.length === 0) return;
          text = replaced(text, compatible(evident.map(({ edits }) => edits)));
          assert.deepEqual(outcomesOf(text, calls), before);
        }
        assert.fail('the fixes find no end');
      }),
      { numRuns: 300 },
    );
  });
});
