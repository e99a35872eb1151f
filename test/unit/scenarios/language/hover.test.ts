import assert from 'node:assert/strict';
import { MarkupContent } from 'vscode-languageserver-types';
import { scenarioHover } from '../../../../server/scenarios/language/hover.ts';
import { scenariosOf } from '../../../markedScenarios.ts';

/** What is shown where `|` stands. */
function shown(marked: string): string | undefined {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0);
  const file = scenariosOf(marked.slice(0, offset) + marked.slice(offset + 1));
  const contents = scenarioHover(file, file.document.text.positionAt(offset))?.contents;
  assert.ok(contents === undefined || MarkupContent.is(contents));
  return contents?.value;
}

/** The first line, which says what is decided. */
function decided(steps: string, more = ''): string | undefined {
  return shown(`{"policy": "policy.json", "scenarios": [{"name": "n", ${more}"steps": [${steps}]}]}`)?.split(
    '\n\n**',
  )[0];
}

const charge = '"tool": "create_charge", "args": {"amount": 5, "currency": "usd"}';

suite('Hover in scenario files', () => {
  const decisions: { what: string; steps: string; more?: string; line: string }[] = [
    {
      what: 'a call that is allowed',
      steps: `{${charge.replace('create_charge', 'create|_charge')}}`,
      line: '**allowed**',
    },
    {
      what: 'a call that is denied, with the reason',
      steps: '{"tool|": "delete_account"}',
      line: '**denied by \\(hidden\\)\\: Tool "delete\\_account" is hidden by policy**',
    },
    {
      what: 'how many of several calls pass',
      steps: `{${charge}, "times": 31, "exp|ect": {"allowed": 30}}`,
      line: '30 of 31 allowed; the last is **denied by /tools/create\\_charge/limits/create\\_charge\\_rate\\: Rate limit of 30 per minute reached\\. Try again later\\.** ✓ as expected',
    },
    {
      what: 'that it is not as expected, on an expectation',
      steps: '{"tool": "refund", "expect": {"outcome": "all|owed"}}',
      line: '**approval required by /tools/refund/action\\: A person refunds\\.** ✕ not as expected',
    },
    {
      what: 'a step after those before it',
      steps: `{${charge}, "times": 30}, {"tool": |"create_charge", "args": {"amount": 5, "currency": "usd"}}`,
      line: '**denied by /tools/create\\_charge/limits/create\\_charge\\_rate\\: Rate limit of 30 per minute reached\\. Try again later\\.**',
    },
    {
      what: 'each case of a matrix',
      steps: '{"tool": "${t|}"}',
      more: '"matrix": [{"t": "refund"}, {"t": "list_charges"}, {"t": 1}], ',
      line: '- t\\: "refund": **approval required by /tools/refund/action\\: A person refunds\\.**\n- t\\: "list\\_charges": **allowed**\n- t\\: 1: Cannot be decided: "tool" must be a string, in double quotes',
    },
    {
      what: 'how many calls of traffic pass, and what refuses most of the others',
      steps: `{"traffic": [{${charge}, "burst": 40|}], "for": "1m", "expect": {"denied": 10}}`,
      line: '**30 of 40 allowed; 10 denied by /tools/create\\_charge/limits/create\\_charge\\_rate\\: Rate limit of 30 per minute reached\\. Try again later\\.** ✓ as expected',
    },
  ];
  for (const { what, steps, more, line } of decisions) {
    test(`on a step: ${what}`, () => assert.equal(decided(steps, more), line));
  }

  test('on a key: what the schema says of it', () => {
    assert.match(shown('{"win|dows": "sliding"}') ?? '', /^\*\*windows\*\* · Windows\n\nHow the windows of limits lie/);
    assert.match(shown('{"windows": "sli|ding"}') ?? '', /^\*\*windows\*\* · Windows/);
    assert.match(shown('{"scenarios": [{"steps": [{"answered|After": "1s"}]}]}') ?? '', /^\*\*answeredAfter\*\*/);
    assert.match(
      shown('{"scenarios": [{"steps": [{"traffic": [{"per|Minute": 1}]}]}]}') ?? '',
      /\*\*perMinute\*\* · Per minute/,
    );
  });

  test('on a name or a value of its own: nothing', () => {
    assert.equal(shown('{"fixtures": {"my| charge": {}}}'), undefined);
    assert.equal(shown('{"scenarios": [{"steps": [{"args": {"am|ount": 1}}]}]}'), undefined);
    assert.equal(shown('|'), undefined);
  });

  test('more calls than a hover may make are not made', () => {
    const steps = Array.from({ length: 11 }, () => '{"tool": "list_charges", "times": 10000}').join(', ');
    assert.match(decided(`${steps}, {"tool": "list_|charges"}`) ?? '', /^Too many calls/);
    const traffic = '{"tra|ffic": [{"tool": "list_charges", "perMinute": 1000000}], "for": "10m"}';
    assert.match(decided(traffic) ?? '', /^Too many calls/);
  });

  test('a name that means something in Markdown is shown as it is', () => {
    assert.match(
      decided('{"tool": |"[x](https://evil.example)<b>"}') ?? '',
      /\\\[x\\\]\\\(https\\:\/\/evil\\\.example\\\)&lt;b&gt;/,
    );
  });
});
