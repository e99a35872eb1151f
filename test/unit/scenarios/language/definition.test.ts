import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { scenarioDefinition } from '../../../../server/scenarios/language/definition.ts';
import { rulesById } from '../../../../server/scenarios/policyIds.ts';
import { scenariosOf, testedPolicyText } from '../../../markedScenarios.ts';

/** Where the name under `|` leads: the file, and the beginning of what is there. */
function leads(marked: string, policy = testedPolicyText): string[] {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0);
  const file = scenariosOf(marked.slice(0, offset) + marked.slice(offset + 1), policy);
  const own = file.document.text;
  const policyText = TextDocument.create('file:///policy.json', 'json', 1, policy);
  return scenarioDefinition(file, own.positionAt(offset)).map(({ targetUri, targetSelectionRange, targetRange }) => {
    const text = targetUri === own.uri ? own : policyText;
    assert.ok(text.offsetAt(targetRange.start) <= text.offsetAt(targetSelectionRange.start));
    return `${targetUri.replace('file:///', '')}: ${text.getText(targetSelectionRange).replaceAll(/\s+/g, ' ').slice(0, 40)}`;
  });
}

const inStep = (step: string, more = ''): string =>
  `{"policy": "policy.json", "fixtures": {"small": {}}, "scenarios": [{"name": "\${t}", ${more}"steps": [{${step}}]}]}`;

const places: { what: string; at: string; to: string[] }[] = [
  { what: 'the policy', at: '{"policy": "polic|y.json"}', to: ['policy.json: '] },
  { what: 'a tool', at: inStep('"tool": "create|_charge"'), to: ['policy.json: "create_charge"'] },
  { what: 'a hidden tool', at: inStep('"tool": "delete|_account"'), to: ['policy.json: "delete_account"'] },
  { what: 'a tool that is not listed', at: inStep('"tool": "|other"'), to: ['policy.json: "default"'] },
  {
    what: 'a tool of traffic',
    at: inStep('"traffic": [{"tool": "ref|und", "perMinute": 1}], "for": "1m"'),
    to: ['policy.json: "refund"'],
  },
  {
    what: 'a rule',
    at: inStep('"expect": {"rule": "/tools/create_charge/deny_if/args.amount|-gt"}'),
    to: ['policy.json: { "conditions": [ { "path": "args.amount'],
  },
  {
    what: 'a limit that is expected to deny',
    at: inStep('"expect": {"rule": "/all_tools/limits/calls-per|-minute"}'),
    to: ['policy.json: { "counter": "calls-per-minute", "window'],
  },
  {
    what: "a limit's counter",
    at: inStep('"expect": {"counters": {"/tools/search/rate|_limit": 1}}'),
    to: ['policy.json: { "max": 10, "window": 60 }'],
  },
  { what: 'the default', at: inStep('"expect": {"rule": "(default |deny)"}'), to: ['policy.json: "deny"'] },
  { what: 'a fixture', at: inStep('"fixture": "sm|all"'), to: ['policy.policytest.json: "small"'] },
  {
    what: 'a placeholder, in any text',
    at: inStep('"tool": "${t}", "args": {"a": "x ${|t}"}', '"matrix": [{"t": "refund"}, {"t": "search"}, {}], '),
    to: ['policy.policytest.json: "t"', 'policy.policytest.json: "t"'],
  },
  {
    what: 'a value of the matrix that is a tool',
    at: inStep('"tool": "${t}"', '"matrix": [{"t": "ref|und"}], '),
    to: ['policy.json: "refund"'],
  },
  {
    what: 'a value of the matrix that is a fixture',
    at: inStep('"fixture": "${t}"', '"matrix": [{"t": "sma|ll"}], '),
    to: ['policy.policytest.json: "small"'],
  },
  { what: 'nowhere: a value that names nothing', at: inStep('"grant": "refun|d"'), to: [] },
  { what: 'nowhere: an argument', at: inStep('"args": {"tool": "refu|nd"}'), to: [] },
  { what: 'nowhere: a rule that there is not', at: inStep('"expect": {"rule": "/tools/no|ne"}'), to: [] },
  { what: 'nowhere: a policy that is not there', at: '{"policy": "no|ne.json"}', to: [] },
  { what: 'nowhere: a placeholder without a matrix', at: inStep('"grant": "${|t}"'), to: [] },
  { what: 'nowhere: between the texts', at: inStep('"tool": | "refund"'), to: [] },
];

suite('Definitions in scenario files', () => {
  for (const { what, at, to } of places) {
    test(what, () => assert.deepEqual(leads(at), to));
  }

  for (const example of ['p402', 'poolparty-airtime', 'studiosphere-pulse', 'token-pilot', 'toofi-dental-planning']) {
    test(`every id that a decision of ${example} can name leads to its place`, () => {
      const policy = readFileSync(join(__dirname, '../../../../examples', example, 'policy.json'), 'utf8');
      const { tested } = scenariosOf('{"policy": "policy.json"}', policy);
      assert.ok(tested?.state === 'ready');
      const ids = [...rulesById(tested.policy).keys()].filter((id) => id !== '(hidden)');
      assert.ok(ids.length > 1);
      const steps = ids.map((id) => `{"expect": {"rule": ${JSON.stringify(id)}}}`);
      const file = scenariosOf(`{"policy": "policy.json", "scenarios": [{"steps": [\n${steps.join(',\n')}]}]}`, policy);
      for (const [index, id] of ids.entries()) {
        const inRule = { line: index + 1, character: '{"expect": {"rule": "'.length };
        assert.equal(scenarioDefinition(file, inRule).length, 1, id);
      }
    });
  }

  test('a policy that cannot be decided on still has its tools', () => {
    const broken = '{"version": "1", "tools": {"refund": {}}}';
    assert.deepEqual(leads(inStep('"tool": "refun|d"'), broken), ['policy.json: "refund"']);
  });
});
