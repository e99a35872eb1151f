import assert from 'node:assert/strict';
import { listedArguments } from '../../../../server/tools/arguments/listedArguments.ts';
import { found, toolOf } from './schemas.ts';

suite('Arguments of a list', () => {
  const list = {
    server: 'S',
    tools: [
      { name: 'a', inputSchema: toolOf({ type: 'string' }) },
      { name: 'a', inputSchema: toolOf({ type: 'integer' }) },
      { name: '__proto__', inputSchema: toolOf({ type: 'boolean' }) },
    ],
    skipped: [],
  };

  test('are those of the first tool of the name', () => {
    const lookUp = listedArguments(list);
    assert.deepEqual(found(lookUp('a', 'args.x') ?? { kind: 'open' }).types, ['string']);
    assert.deepEqual(found(lookUp('__proto__', 'args.x') ?? { kind: 'open' }).types, ['boolean']);
  });

  test('are nothing for another tool and for what is no path', () => {
    assert.equal(listedArguments(list)('constructor', 'args.x'), undefined);
    assert.equal(listedArguments(list)('a', 'args.'), undefined);
  });

  test('are looked up once', () => {
    assert.equal(listedArguments(list)('a', 'args.x'), listedArguments(list)('a', 'args.x'));
  });

  test('are open when the steps are used up, whether they were looked up before or not', () => {
    assert.equal(listedArguments(list)('a', 'args.x')?.kind, 'found');
    const lookUp = listedArguments(list, 3);
    assert.deepEqual(
      ['args.x', 'args.x', 'args.y'].map((path) => lookUp('a', path)?.kind),
      ['found', 'open', 'open'],
    );
  });

  test('are open for a path that no person writes', () => {
    const path = `args.${'x.next.'.repeat(1_000)}value`;
    assert.equal(listedArguments(list)('a', path)?.kind, 'open');
  });
});
