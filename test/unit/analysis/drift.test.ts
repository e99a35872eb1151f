import assert from 'node:assert/strict';
import { findings } from '../../../server/language/findings.ts';
import { fixesOf } from '../../../server/language/quickFixes.ts';
import { replaced } from '../../../server/policy/edits/replacement.ts';
import { type Problem, type ProblemCode, problemCodes } from '../../../server/policy/problems/problem.ts';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { codesExpectedIn, type MarkedPolicy, markedDrift, markersOf, withMarkers } from '../../markedPolicy.ts';
import { documentOfText } from './trapsGenerated.ts';

/** The policy with markers for everything that was found in it. */
function markedByFindings({ text, knowledge, baseline }: MarkedPolicy): string {
  const document = documentOfText(text);
  return withMarkers(text, markersOf(findings(document, knowledge, baseline), document));
}

const policies = markedDrift();

function policyCalled(name: string): MarkedPolicy {
  const found = policies.find((policy) => policy.name === name);
  assert.ok(found, name);
  return found;
}

function problemsIn({ text, knowledge, baseline }: MarkedPolicy, code: ProblemCode): Problem[] {
  return findings(documentOfText(text), knowledge, baseline).filter((problem) => problem.code === code);
}

/** The policy after the first fix of that title. */
function fixed(policy: MarkedPolicy, code: ProblemCode, title: string): MarkedPolicy {
  const fix = problemsIn(policy, code)
    .flatMap(fixesOf)
    .find((each) => each.title === title);
  assert.ok(
    fix,
    `${title} is none of: ${problemsIn(policy, code)
      .flatMap(fixesOf)
      .map((each) => each.title)
      .join(', ')}`,
  );
  return { ...policy, text: replaced(policy.text, fix.edits) };
}

const ofDrift: readonly ProblemCode[] = problemCodes.filter((code) => code.startsWith('tool-'));

suite('Drift: what a policy feels of a server that changed', () => {
  for (const policy of policies) {
    test(policy.name, () => assert.equal(markedByFindings(policy), withMarkers(policy.text, policy.expected)));
  }

  test('every kind of drift is in one of these texts', () => {
    const expected = codesExpectedIn(policies);
    assert.deepEqual(
      ofDrift.filter((code) => !expected.has(code)),
      [],
    );
  });

  test('every beginning of these texts is read, and marked inside of it', () => {
    for (const policy of policies) {
      for (let end = 0; end < policy.text.length; end += 7) {
        const document = documentOfText(policy.text.slice(0, end));
        for (const { code, span } of findings(document, policy.knowledge, policy.baseline)) {
          if (ofDrift.includes(code)) assert.ok(span.offset >= 0 && span.offset + span.length <= end);
        }
      }
    }
  });

  test('without a snapshot, or with a list that is not current, nothing is told of changes', () => {
    const { text, knowledge, baseline } = policyCalled('what the policy feels');
    assert.ok(knowledge.state === 'fresh' && baseline !== undefined);
    const codesWith = (known: ToolKnowledge, snapshot?: typeof baseline): Set<ProblemCode> =>
      new Set(
        findings(documentOfText(text), known, snapshot)
          .map(({ code }) => code)
          .filter((code) => ofDrift.includes(code)),
      );
    assert.deepEqual(codesWith(knowledge), new Set());
    assert.deepEqual(codesWith({ state: 'stale', list: knowledge.list }, baseline), new Set());
    assert.deepEqual(codesWith(nothingKnown, baseline), new Set());
  });

  test('a name that an earlier list has is not missing, although the snapshot does not have it', () => {
    const policy = policyCalled('a snapshot without a server');
    const { knowledge } = policyCalled('renamed tools');
    assert.ok(knowledge.state === 'fresh');
    const earlier: ToolKnowledge = { state: 'stale', list: knowledge.list };
    assert.equal(problemsIn(policy, 'tool-not-in-snapshot').length, 2);
    assert.equal(problemsIn({ ...policy, knowledge: earlier }, 'tool-not-in-snapshot').length, 1);
  });
});

suite('Drift: one click mends the policy', () => {
  test('a renamed tool gets its new name wherever the policy names it', () => {
    const policy = policyCalled('renamed tools');
    const mended = fixed(policy, 'tool-renamed', 'Rename "cancel_order" to "annul_order" everywhere');
    assert.match(mended.text, /"hide": \["erase_customer", "annul_order"\]/);
    assert.match(mended.text, /"annul_order": \{\}/);
    assert.deepEqual(
      problemsIn(mended, 'tool-renamed').map(({ message }) => /tool ("\w+")/.exec(message)?.[1]),
      ['"erase_customer"'],
    );
  });

  test('no tool is renamed to one that the policy names already', () => {
    const [problem] = problemsIn(policyCalled('a renamed tool that is listed already'), 'tool-renamed');
    assert.ok(problem);
    assert.deepEqual(
      fixesOf(problem).map(({ title }) => title),
      ['Remove "cancel_order"'],
    );
  });

  test('a renamed argument gets its new name in every rule of the tool, from the tool and from each rule', () => {
    const policy = policyCalled('a renamed argument');
    const title = 'Change "args.amount" to "args.amount_cents" in the rules of this tool';
    for (const code of ['tool-schema-changed', 'unknown-argument'] as const) {
      const mended = fixed(policy, code, title);
      assert.equal(mended.text.match(/"args\.amount_cents"/g)?.length, 2);
      assert.deepEqual(problemsIn(mended, 'unknown-argument'), []);
      assert.deepEqual(
        problemsIn(mended, 'tool-schema-changed').map(({ severity }) => severity),
        ['information'],
      );
    }
  });

  test('a limit and a part of a renamed argument follow it', () => {
    const mended = fixed(
      policyCalled('what the policy feels'),
      'tool-schema-changed',
      'Change "args.amount" to "args.amount_cents" in the rules of this tool',
    );
    assert.match(mended.text, /"increment_from": "args\.amount_cents"/);
  });

  for (const title of ['Add "purge_customers", with a starter rule', 'Hide "purge_customers"']) {
    test(`${title}: nothing is let through unseen`, () => {
      const mended = fixed(policyCalled('what the policy feels'), 'tool-added-unseen', title);
      assert.deepEqual(problemsIn(mended, 'tool-added-unseen'), []);
    });
  }

  test('nothing of it is evident, but a name that only is joined otherwise', () => {
    const evident = (policy: MarkedPolicy): boolean[] =>
      findings(documentOfText(policy.text), policy.knowledge, policy.baseline)
        .filter(({ code }) => ofDrift.includes(code))
        .flatMap(fixesOf)
        .map(({ isEvident }) => isEvident);
    for (const policy of policies) assert.ok(!evident(policy).includes(true), policy.name);
    const list = { server: 'S', skipped: [], tools: [{ name: 'getPage', inputSchema: {} }] };
    const now = { ...list, tools: [{ name: 'get_page', inputSchema: {} }] };
    const text = '{"version": "1", "default": "deny", "tools": {"getPage": {}}}';
    const [problem] = findings(documentOfText(text), { state: 'fresh', list: now }, list);
    assert.equal(problem?.code, 'tool-renamed');
    assert.deepEqual(
      fixesOf(problem).map(({ isEvident }) => isEvident),
      [true, false],
    );
  });
});

suite('Drift: nothing is told twice', () => {
  test('a condition that came to match nothing says what changed, with the way to the tool', () => {
    const policy = policyCalled('a renamed argument');
    const at = policy.text.indexOf('"place_order"');
    const related = problemsIn(policy, 'unknown-argument').map((problem) => problem.related);
    assert.equal(related.length, 2);
    for (const each of related) {
      assert.equal(each?.span.offset, at);
      assert.match(each?.message ?? '', /^"amount" became "amount_cents"\. Compared with the snapshot: Shop 1\.0/);
    }
  });

  test('what was wrong before the server changed is not said to be its change', () => {
    const policy = policyCalled('a renamed argument');
    const text = policy.text.replace('"args.sku"', '"args.amuont"');
    const [, , typo] = problemsIn({ ...policy, text }, 'unknown-argument');
    assert.match(typo?.message ?? '', /no argument "amuont"/);
    assert.equal(typo?.related, undefined);
  });
});
