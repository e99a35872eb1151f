import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import type { ScenarioFailure } from '../../../server/protocol/scenarios.ts';
import { failure, outcome, recordedRun, scenarioFile } from './recordedRun.ts';

suite('What a run prints', () => {
  const file = scenarioFile({ large: { steps: ['ask', 'pay'] } });
  async function printed(failures: readonly ScenarioFailure[]): Promise<string> {
    const run = await recordedRun(file, { outcomes: [outcome('large', ['ask', 'pay'], failures)], problems: [] });
    return run.output;
  }

  test('the scenario, its steps, and under a step that failed why, with the chain', async () => {
    const chain = { ...failure('large/pay'), actual: 'hide passed\ndeny_if denied\n' };
    assert.deepEqual(stripVTControlCharacters(await printed([chain])).split('\r\n'), [
      'a.policytest.json',
      '✗ large (6.0 ms)',
      '  ✓ ask — allowed',
      '  ✗ pay — allowed',
      '      Expected outcome "allowed", but it was "denied"',
      '      hide passed',
      '      deny_if denied',
      '',
      '',
    ]);
  });

  test('the chain of several expectations of a step is printed once', async () => {
    const output = await printed([failure('large/pay'), failure('large/pay', 'Expected rule "a", but it was "b"')]);
    assert.equal(output.split('outcome: denied').length, 2);
  });

  test('every line ends as a terminal wants it', async () => {
    const output = await printed([{ ...failure('large/pay'), actual: 'one\ntwo\r\nthree\rfour' }]);
    assert.equal(output.replaceAll('\r\n', '').search(/[\r\n]/), -1);
  });

  test('nothing in a name or a text drives the terminal', async () => {
    const hostile = '\u001b[2J\u001b]0;title\u0007\u202Eevil';
    const read = scenarioFile({ [hostile]: { steps: ['ask'] } });
    const failed = { ...failure(`${hostile}/ask`, hostile), actual: hostile };
    const { output } = await recordedRun(read, { outcomes: [outcome(hostile, ['ask'], [failed])], problems: [] });
    const colours = [1, 2, 22, 31, 32, 39].map((code) => `\u001b[${code}m`);
    const plain = colours.reduce((text, colour) => text.replaceAll(colour, ''), output);
    assert.doesNotMatch(plain.replaceAll('\r\n', ''), /[\p{Cc}\p{Cf}]/u);
    assert.match(output, /<U\+001B>\[2J/);
  });
});
