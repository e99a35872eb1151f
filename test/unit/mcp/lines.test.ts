import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { LastLines } from '../../../server/mcp/faults/lastLines.ts';
import { redactor } from '../../../server/mcp/redaction.ts';
import { clientInfo } from '../../../server/mcp/session.ts';
import { LineSplitter, LineTooLong } from '../../../server/mcp/transport/lineSplitter.ts';

suite('Lines out of a stream', () => {
  test('are the same however the stream is cut into chunks', () => {
    const text = fc
      .array(fc.constantFrom('a', 'é', '🎈', '\n', '{"x":1}\n'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(80), { maxLength: 10 }), (whole, cuts) => {
        const bytes = Buffer.from(whole);
        const places = [
          0,
          ...cuts.filter((cut) => cut < bytes.length).sort((left, right) => left - right),
          bytes.length,
        ];
        const splitter = new LineSplitter(1_000);
        const lines = places.slice(1).flatMap((end, index) => splitter.push(bytes.subarray(places[index], end)));
        assert.deepEqual([...lines, splitter.rest()], whole.split('\n'));
      }),
    );
  });

  test('are bounded: a line that never ends is given up', () => {
    const splitter = new LineSplitter(10);
    splitter.push(Buffer.from('12345'));
    assert.throws(() => splitter.push(Buffer.from('678901')), LineTooLong);
  });

  test('the last ones are kept, shortened, without empty ones', () => {
    const last = new LastLines(redactor([]));
    for (let line = 1; line <= 30; line += 1) last.add(Buffer.from(`line ${line}\n\n`));
    last.add(Buffer.from('x'.repeat(1_000)));
    last.end();
    assert.equal(last.lines.length, 12);
    assert.equal(last.lines[0], 'line 20');
    assert.equal(last.lines.at(-1), `${'x'.repeat(300)}…`);
  });

  test('a line that is too long is passed over whole, however it is cut, and costs no other line', () => {
    const last = new LastLines(redactor([]));
    for (const chunk of [`before\n${'x'.repeat(5_000)}`, 'y'.repeat(5_000), 'end of it', '\nafter\n']) {
      last.add(Buffer.from(chunk));
    }
    last.add(Buffer.from(`${'z'.repeat(9_000)}\nlast\n`));
    assert.deepEqual(last.lines, ['before', '(a very long line)', 'after', '(a very long line)', 'last']);
  });

  test('a secret is taken out before a line is shortened', () => {
    const last = new LastLines(redactor([{ name: 'KEY', value: 'canary-0123456789' }]));
    last.add(Buffer.from(`${'p'.repeat(290)}canary-0123456789\n`));
    assert.equal(last.lines[0], `${'p'.repeat(290)}‹KEY›`);
  });

  test('the client introduces itself with the version of the package', () => {
    assert.equal(clientInfo.version, JSON.parse(readFileSync('package.json', 'utf8')).version);
  });
});
