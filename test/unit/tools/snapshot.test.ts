import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parseSnapshot, type Snapshot, stringifySnapshot } from '../../../server/tools/snapshot.ts';
import type { ToolList } from '../../../server/tools/tool.ts';
import { knownLists } from './lists.ts';

const list: ToolList = {
  server: 'Shop',
  version: '1.2.0',
  fetchedAt: Date.UTC(2026, 0, 31, 12),
  tools: [
    { name: 'refund', inputSchema: { type: 'object' } },
    { name: 'charge', description: 'Charges.', inputSchema: { type: 'object' }, annotations: { readOnlyHint: false } },
  ],
  skipped: [{ name: 'odd', position: 2, reason: 'has no "inputSchema"' }],
  cutShort: 'Only the first 3 tools were read.',
};

/** As it was listed: nobody has said anything about risks. */
function unchosen(of: ToolList): Snapshot {
  return { list: of, riskClasses: new Map() };
}

const text = `{
  "server": "Shop",
  "version": "1.2.0",
  "fetchedAt": "2026-01-31T12:00:00.000Z",
  "cutShort": "Only the first 3 tools were read.",
  "tools": [
    {
      "name": "charge",
      "description": "Charges.",
      "inputSchema": {
        "type": "object"
      },
      "annotations": {
        "readOnlyHint": false
      }
    },
    {
      "name": "refund",
      "inputSchema": {
        "type": "object"
      }
    }
  ],
  "skipped": [
    {
      "name": "odd",
      "position": 2,
      "reason": "has no \\"inputSchema\\""
    }
  ]
}
`;

function assertFollowsSchema(written: string): void {
  const schema = JSON.parse(readFileSync('schemas/tool-snapshot.schema.json', 'utf8'));
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  assert.ok(validate(JSON.parse(written)), JSON.stringify(validate.errors));
}

suite('Tool snapshots', () => {
  test('are written with keys in a fixed order, tools by name, and a last line end', () => {
    assert.equal(stringifySnapshot(unchosen(list)), text);
  });

  test('what is read back is what was written', () => {
    const reading = parseSnapshot(text);
    assert.ok('list' in reading);
    assert.equal(stringifySnapshot(reading), text);
    assert.deepEqual(reading.list, { ...list, tools: [...list.tools].reverse() });
  });

  for (const [name, known] of knownLists) {
    test(`of ${name} are stable and follow the published schema`, () => {
      const once = stringifySnapshot(unchosen(known));
      const again = parseSnapshot(once);
      assert.ok('list' in again);
      assert.equal(stringifySnapshot(again), once);
      assertFollowsSchema(once);
    });
  }

  test('may be the plain result of a tools/list, with keys of their own, a byte order mark, a version of null', () => {
    const reading = parseSnapshot(
      '\uFEFF{"version":null,"notes":{},"tools":[{"name":"a","inputSchema":{"type":"object"},"execution":{}}]}',
    );
    assert.ok('list' in reading);
    assert.deepEqual(reading.list, {
      server: 'unnamed server',
      tools: [{ name: 'a', inputSchema: { type: 'object' } }],
      skipped: [],
    });
  });

  test('skip malformed tools as a live list does', () => {
    const reading = parseSnapshot('{"server":"x","tools":[{"name":"bad"}]}');
    assert.ok('list' in reading);
    assert.deepEqual(reading.list.skipped, [{ name: 'bad', position: 0, reason: 'has no "inputSchema"' }]);
  });

  const rated = `{
  "server": "Shop",
  "riskClasses": {
    "__proto__": "read",
    "charge": "financial",
    "constructor": "destructive"
  },
  "tools": []
}
`;

  test('keep what people said of tools, by any name, in the order of the names', () => {
    const riskClasses: Snapshot['riskClasses'] = new Map([
      ['constructor', 'destructive'],
      ['charge', 'financial'],
      ['__proto__', 'read'],
    ]);
    assert.equal(stringifySnapshot({ list: { server: 'Shop', tools: [], skipped: [] }, riskClasses }), rated);
    const reading = parseSnapshot(rated);
    assert.ok('list' in reading);
    assert.deepEqual([...reading.riskClasses].sort(), [...riskClasses].sort());
    assertFollowsSchema(rated);
  });

  test('leave out what is no risk class', () => {
    for (const odd of ['7', 'null', '[]', '"read"', '{"a": "harmless", "b": 7}']) {
      const reading = parseSnapshot(`{"tools": [], "riskClasses": ${odd}}`);
      assert.ok('list' in reading);
      assert.equal(reading.riskClasses.size, 0, odd);
    }
  });

  const faults: readonly (readonly [text: string, problem: RegExp])[] = [
    ['', /^The snapshot is not JSON: /],
    ['{"tools": [}', /^The snapshot is not JSON: .*/],
    ['[]', /^The snapshot is not a JSON object with a "tools" list\.$/],
    ['{}', /^The snapshot has no "tools" list\.$/],
    ['{"tools": {}}', /^The "tools" of the snapshot is not a list\.$/],
    ['{"server": 7, "tools": []}', /^The "server" of the snapshot is not a text\.$/],
    ['{"version": 7, "tools": []}', /^The "version" of the snapshot is not a text\.$/],
    ['{"fetchedAt": "yesterday", "tools": []}', /^The "fetchedAt" of the snapshot is not a time such as/],
    ['{"fetchedAt": 7, "tools": []}', /is not a time such as/],
  ];
  for (const [broken, problem] of faults) {
    test(`${broken === '' ? 'an empty file' : broken}: said in one sentence`, () => {
      const reading = parseSnapshot(broken);
      assert.ok('problem' in reading);
      assert.match(reading.problem, problem);
    });
  }

  test('what hides in a text is seen in a diff, and is the same when it is read again', () => {
    const name = 'pay\u202E\u200B';
    const list = {
      server: 's',
      tools: [{ name, description: 'a\u2066b ⚠️', inputSchema: { type: 'object' } }],
      skipped: [],
    };
    const text = stringifySnapshot({ list, riskClasses: new Map([[name, 'read']]) });
    assert.match(text, /"pay\\u202E\\u200B": "read"[\s\S]*"name": "pay\\u202E\\u200B"[\s\S]*"a\\u2066b ⚠️"/);
    const reading = parseSnapshot(text);
    assert.ok('list' in reading);
    assert.deepEqual(reading.list.tools, list.tools);
    assert.equal(reading.riskClasses.get(name), 'read');
  });
});
