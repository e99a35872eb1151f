import assert from 'node:assert/strict';
import { toolNearCursor } from '../../../../client/simulator/editor/toolNearCursor.ts';

suite('The tool the person is looking at', () => {
  const policy = [
    '{',
    '  "hide": ["delete_account"],',
    '  "tools": {',
    '    "create_charge": {',
    '      "limits": [',
    '        { "counter": "create_charge", "max": 30 }',
    '      ]',
    '    },',
    '    "__proto__": { "broken": "\\q"',
  ];
  const names = new Set(['create_charge', 'delete_account', '__proto__', 'other']);
  const cases: readonly (readonly [line: number, tool: string | undefined])[] = [
    [0, undefined],
    [1, 'delete_account'],
    [2, 'delete_account'],
    [3, 'create_charge'],
    [6, 'create_charge'],
    [8, '__proto__'],
  ];
  for (const [line, tool] of cases) {
    test(`with the cursor in line ${line + 1} it is ${tool ?? 'none'}`, () => {
      assert.equal(
        toolNearCursor((each) => policy[each] ?? '', line, names),
        tool,
      );
    });
  }
});
