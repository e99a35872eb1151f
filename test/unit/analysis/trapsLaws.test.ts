import assert from 'node:assert/strict';
import fastCheck from 'fast-check';
import { fullEffort } from '../../../server/analysis/traps/effort.ts';
import { type Outlook, outlookOf } from '../../../server/analysis/traps/outlook.ts';
import { trapProblems } from '../../../server/analysis/traps/trapProblems.ts';
import type { CompiledPolicy, CompiledRule } from '../../../server/decision/compile/compiledPolicy.ts';
import { compilePolicy } from '../../../server/decision/compile/compilePolicy.ts';
import { Counters } from '../../../server/decision/counting/counters.ts';
import { evaluate } from '../../../server/decision/evaluate.ts';
import { replaced } from '../../../server/policy/edits/replacement.ts';
import type { JsonObject, JsonValue } from '../../../server/policy/json.ts';
import type { PolicyDocument } from '../../../server/policy/policyDocument.ts';
import type { Problem, ProblemCode } from '../../../server/policy/problems/problem.ts';
import type { WrittenRule } from '../../../server/policy/writtenPolicy.ts';
import { nothingKnown } from '../../../server/tools/knowledge.ts';
import { call } from '../decision/decided.ts';
import {
  callArguments,
  documentOf,
  documentOfText,
  toolOnOneArgument,
  toolWithRules,
  triedValues,
} from './trapsGenerated.ts';

const many = { numRuns: 1500 };
const calls = fastCheck.array(callArguments, { minLength: 20, maxLength: 40 });

function compiled({ root }: PolicyDocument): CompiledPolicy {
  if (root === undefined) throw new Error('The text holds no JSON value.');
  return compilePolicy(root);
}

function isAllowed(policy: CompiledPolicy, args: JsonObject): boolean {
  return evaluate(policy, new Counters(), call({ args })).outcome === 'allowed';
}

function outlookAt(document: PolicyDocument): Outlook {
  const [tool] = document.written.tools;
  if (tool === undefined) throw new Error('The policy lists no tool.');
  return outlookOf(tool, fullEffort());
}

function compiledRule(policy: CompiledPolicy, { node }: WrittenRule): CompiledRule {
  const rule = policy.tools.get('charge')?.rules.find(({ span }) => span.offset === node.offset);
  if (rule === undefined) throw new Error('The rule is not compiled.');
  return rule;
}

/** The document after the problem's fix of that title. */
function fixed(document: PolicyDocument, { fixes = [] }: Problem, title: RegExp): PolicyDocument {
  const fix = fixes.find((candidate) => title.test(candidate.title));
  if (fix === undefined) throw new Error(`There is no fix ${title}.`);
  return documentOfText(replaced(document.text.getText(), fix.edits));
}

function found(document: PolicyDocument, code: ProblemCode): Problem[] {
  return trapProblems(document, nothingKnown).filter((problem) => problem.code === code);
}

suite('What is said of rules is true of every call', () => {
  test('a rule that never matches never does, and where every call is denied none is allowed', () => {
    const seen = new Set<string>();
    fastCheck.assert(
      fastCheck.property(toolWithRules, calls, (tool, tried) => {
        const document = documentOf({ tools: { charge: tool } });
        const policy = compiled(document);
        const { findings, calls: outlook } = outlookAt(document);
        for (const { kind, rule } of findings) {
          seen.add(`${kind} ${rule.written.kind}`);
          if (kind !== 'never-matches') continue;
          const matches = rule.written.kind === 'require';
          const { denies } = compiledRule(policy, rule.written);
          for (const args of tried) assert.equal(denies(args), matches, JSON.stringify(args));
        }
        if (outlook === 'open') return;
        seen.add(outlook);
        for (const args of tried) assert.ok(!isAllowed(policy, args), JSON.stringify(args));
      }),
      many,
    );
    // A law about what never comes up would prove nothing.
    for (const kind of ['never-matches', 'always-denied', 'never-decides']) {
      for (const list of ['require', 'deny_if']) assert.ok(seen.has(`${kind} ${list}`), `no ${kind} in ${list}`);
    }
    for (const outlook of ['never', 'denied', 'never-reached deny_if']) assert.ok(seen.has(outlook), `no ${outlook}`);
  });

  test('without a rule that never decides, or is never reached, the same calls are allowed', () => {
    fastCheck.assert(
      fastCheck.property(toolWithRules, calls, (tool, tried) => {
        const document = documentOf({ tools: { charge: tool } });
        const policy = compiled(document);
        for (const problem of [...found(document, 'never-decides'), ...found(document, 'never-reached')]) {
          const without = compiled(fixed(document, problem, /^Take this rule out/));
          for (const args of tried)
            assert.equal(isAllowed(without, args), isAllowed(policy, args), JSON.stringify(args));
        }
      }),
      many,
    );
  });

  test('rules that leave few values of one argument, against every value that is tried', () => {
    const tried: readonly JsonObject[] = [{}, ...triedValues.map((a) => ({ a }))];
    fastCheck.assert(
      fastCheck.property(toolOnOneArgument, (tool) => {
        const document = documentOf({ tools: { charge: tool } });
        const policy = compiled(document);
        const { findings, calls: outlook } = outlookAt(document);
        for (const { kind, rule } of findings) {
          if (kind !== 'never-matches') continue;
          const { denies } = compiledRule(policy, rule.written);
          for (const args of tried) assert.equal(denies(args), rule.written.kind === 'require', JSON.stringify(args));
        }
        if (outlook === 'never') for (const args of tried) assert.ok(!isAllowed(policy, args), JSON.stringify(args));
      }),
      { numRuns: 6000 },
    );
  });

  suite('a tool that leaves one value alone is not said to deny every call', () => {
    const rule = (op: string, value: JsonValue, path = 'args.a') => ({ conditions: [{ path, op, value }] });
    const left: readonly (readonly [name: string, args: JsonObject, require: object[], denyIf: object[]])[] = [
      ['the number at both bounds', { a: 1 }, [rule('gte', 1)], [rule('gt', 1)]],
      ['the same from below', { a: 1 }, [rule('lte', 1)], [rule('lt', 1)]],
      ['0, written as -0', { a: -0 }, [rule('eq', 0), rule('neq', '0')], []],
      ['the same between two bounds', { a: -0 }, [rule('gte', 0), rule('lte', 0), rule('neq', '0')], []],
      ['null, which counts as missing', { a: null }, [rule('exists', false), rule('neq', 'x')], []],
      ['a list with that text', { a: ['x'] }, [rule('eq', '[x]'), rule('contains', 'x')], [rule('regex', 'x')]],
      ['a list, which no pattern matches', { a: ['x'] }, [rule('contains', 'x')], [rule('regex', 'x')]],
      ['an object with that text', { a: { b: 1 } }, [rule('eq', 'map[b:1]'), rule('eq', 1, 'args.a.b')], []],
      ['a missing argument', {}, [], [rule('exists', true), rule('neq', 'x')]],
      ['a text beside comparisons', { a: '1' }, [rule('exists', true)], [rule('gt', 0), rule('lte', 0)]],
    ];
    for (const [name, args, require, denyIf] of left) {
      test(name, () => {
        const document = documentOf({ tools: { charge: { require, deny_if: denyIf } } });
        assert.ok(isAllowed(compiled(document), args));
        assert.equal(outlookAt(document).calls, 'open');
      });
    }
  });

  test('a call that is allowed adds at least 1 to a weighted counter, or is 0, unless the weight is reported', () => {
    let guarded = 0;
    fastCheck.assert(
      fastCheck.property(toolWithRules, calls, (tool, tried) => {
        const limit = { counter: 'sum', window: 'day', max: 1e9, scope: 'grant', increment_from: 'args.a' };
        const document = documentOf({ tools: { charge: { ...tool, limits: [limit] } } });
        if (found(document, 'weight-trap').length > 0 || outlookAt(document).calls !== 'open') return;
        guarded++;
        const policy = compiled(document);
        for (const args of tried) {
          evaluate(policy, new Counters(), call({ args }), ({ amount }) => {
            const isWhole = amount === undefined || amount >= 1 || args.a === 0;
            assert.ok(isWhole, `${JSON.stringify(args)} adds ${amount}`);
          });
        }
      }),
      many,
    );
    assert.ok(guarded > 0);
  });
});
