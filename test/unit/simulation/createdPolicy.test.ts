import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { addingMissingTools } from '../../../server/analysis/missingTools.ts';
import { findings } from '../../../server/language/findings.ts';
import { replaced } from '../../../server/policy/edits/replacement.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { wholeRun } from '../../../server/scenarios/runScenario.ts';
import { scenarioRuns } from '../../../server/scenarios/scenarioFile.ts';
import { createdPolicy } from '../../../server/simulation/createdPolicy.ts';
import type { ToolKnowledge } from '../../../server/tools/knowledge.ts';
import type { RiskClass } from '../../../server/tools/risk.ts';
import { riskIn } from '../../../server/tools/riskOverrides.ts';
import type { ToolList } from '../../../server/tools/tool.ts';
import { scenariosOf } from '../../markedScenarios.ts';
import { freshTools } from '../../toolLists.ts';
import { knownLists } from '../tools/lists.ts';

function created(knowledge: ToolKnowledge): string {
  const result = createdPolicy(knowledge);
  assert.ok('text' in result);
  return result.text;
}

function documentOf(text: string) {
  return parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
}

/** What the catalogue's starter rule of each class is to do, as steps of a scenario. */
function steps(tool: string, riskClass: RiskClass): object[] {
  const rate = { outcome: 'denied', rule: `/tools/${tool}/limits/${tool}_rate` };
  switch (riskClass) {
    case 'read':
      return [{ tool, times: 200, expect: { allowed: 200 } }];
    case 'write':
      return [
        { tool, times: 30, expect: { allowed: 30 } },
        { tool, expect: rate },
      ];
    case 'execute':
      return [
        { tool, times: 10, expect: { allowed: 10 } },
        { tool, expect: rate },
      ];
    case 'destructive':
      return [{ tool, expect: { outcome: 'denied', rule: '(hidden)' } }];
    case 'financial':
      return [{ tool, expect: { outcome: 'denied', message: 'Requires human approval.' } }];
  }
}

/** The scenarios that say what the policy is to do, a case for each tool, and one for a tool that nobody knows. */
function scenarios(list: ToolList, knowledge: ToolKnowledge): object[] {
  const riskOf = riskIn(knowledge);
  return [
    ...list.tools.map((tool) => ({ name: tool.name, steps: steps(tool.name, riskOf(tool).class) })),
    { name: 'unknown', steps: [{ tool: 'tool_of_tomorrow', expect: { outcome: 'denied', rule: '(default deny)' } }] },
  ];
}

function failures(policy: string, cases: readonly object[]): string[] {
  const file = scenariosOf(JSON.stringify({ policy: 'policy.json', scenarios: cases }), policy);
  const runs = scenarioRuns(file);
  assert.equal(runs.length, cases.length);
  return runs.flatMap((run) => {
    if (run.blocked !== undefined) return [`${run.case.name}: ${run.blocked.message}`];
    return wholeRun(run.steps()).flatMap((step) => step.failures.map(({ message }) => `${run.case.name}: ${message}`));
  });
}

const validate = new Ajv({ strict: false, discriminator: true }).compile(
  JSON.parse(readFileSync('schemas/policy.schema.json', 'utf8')),
);

suite('Policies that are created from a server', () => {
  for (const [server, list] of knownLists) {
    const knowledge: ToolKnowledge = { state: 'fresh', list };
    const policy = created(knowledge);

    test(`${server}: canonical, valid, and nothing is to be said of it`, () => {
      assert.equal(policy, `${JSON.stringify(JSON.parse(policy), undefined, 2)}\n`);
      assert.ok(validate(JSON.parse(policy)), JSON.stringify(validate.errors));
      const loud = findings(documentOf(policy), knowledge).filter(({ severity }) => severity !== 'hint');
      assert.deepEqual(
        loud.map(({ code, message }) => `${code}: ${message}`),
        [],
      );
    });

    test(`${server}: does with each of its ${list.tools.length} tools what its class asks for`, () => {
      assert.deepEqual(failures(policy, scenarios(list, knowledge)), []);
    });

    test(`${server}: a policy without tools becomes the same by adding those that are missing`, () => {
      const empty = documentOf('{\n  "version": "1",\n  "default": "deny"\n}\n');
      const fix = addingMissingTools(empty, knowledge);
      assert.ok(fix !== undefined);
      const text = replaced(empty.text.getText(), fix.edits);
      assert.deepEqual(JSON.parse(text), JSON.parse(policy));
      assert.deepEqual(failures(text, scenarios(list, knowledge)), []);
      assert.equal(addingMissingTools(documentOf(text), knowledge), undefined);
    });
  }

  test('what people chose counts, there and for what is missing', () => {
    const risks = {
      settings: new Map([['get_a', 'destructive'] as const]),
      snapshot: new Map([['drop_b', 'read'] as const]),
    };
    const fresh = freshTools('get_a', 'drop_b');
    assert.ok(fresh.state === 'fresh');
    const knowledge = { ...fresh, risks };
    const expected = { version: '1', default: 'deny', hide: ['get_a'], tools: { drop_b: {} } };
    assert.deepEqual(JSON.parse(created(knowledge)), expected);
    const missing = addingMissingTools(documentOf('{ "version": "1", "default": "deny" }'), knowledge);
    assert.deepEqual(JSON.parse(replaced('{ "version": "1", "default": "deny" }', missing?.edits ?? [])), expected);
    assert.deepEqual(failures(created(knowledge), scenarios(fresh.list, knowledge)), []);
  });

  test('two tools of one name are one entry, and one without a name is none', () => {
    assert.deepEqual(Object.keys(JSON.parse(created(freshTools('get_a', 'get_a', '', 'get_b'))).tools), [
      'get_a',
      'get_b',
    ]);
  });

  test('names that are longer than any file make none, and no quick fix either', () => {
    const knowledge = freshTools(...Array.from({ length: 2_000 }, (_, index) => `${index}${'x'.repeat(900)}`));
    const result = createdPolicy(knowledge);
    assert.ok('problem' in result);
    assert.match(result.problem.what, /are too long together for a policy that an editor opens/);
    assert.equal(addingMissingTools(documentOf('{"version": "1", "tools": {}}'), knowledge), undefined);
  });

  test('without tools there is none, and it is said what to do', () => {
    assert.deepEqual(createdPolicy({ state: 'unknown' }), {
      problem: {
        what: 'No tools are known.',
        remedy: 'Connect to the MCP server, or import a tool list, and try again.',
      },
    });
    const problem = { what: 'It did not answer.', remedy: 'Start it.' };
    assert.deepEqual(createdPolicy({ state: 'unknown', problem }), { problem });
    assert.ok('problem' in createdPolicy(freshTools()));
  });
});
