import assert from 'node:assert/strict';
import { toolAroundCursor } from '../../../../client/simulator/editor/toolAroundCursor.ts';

const names = new Set(['pay', 'refund', 'delete_account', '__proto__']);

function toolAt(marked: string): string | undefined {
  const lines = marked.replace('|', '').split('\n');
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const cursor = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return toolAroundCursor((line) => lines[line] ?? '', cursor, names);
}

const policy = (tool: string, limit: string, all: string) => `{
  "hide": ["delete_account"],
  "all_tools": {
    "limits": [{ "counter": "all", ${all}"max": 1 }]
  },
  "tools": {
    "pay"${tool}: {
      "limits": [

        { "counter": "pay_rate", "max": ${limit}1 }
      ]
    },
    "refund": {}
  }
}`;

suite('The tool that the cursor comes to', () => {
  const cases: Readonly<Record<string, readonly [string, string | undefined]>> = {
    'is the one whose name it is on': [policy('|', '', ''), 'pay'],
    'is the one whose rules it is in': [policy('', '|', ''), 'pay'],
    'is none in what holds for all tools, whatever stands above': [policy('', '', '|'), undefined],
    'is the hidden one it is on': ['{\n  "hide": ["pay", "dele|te_account"]\n}', 'delete_account'],
    'is the one before it on a line with several': ['{"tools": {"pay": {}, "refund": {"lim|its": []}}}', 'refund'],
    'is the first on the line before any': ['|{"tools": {"pay": {}, "refund": {}}}', 'pay'],
    'is none outside of everything': ['|\n{\n  "tools": {}\n}', undefined],
    'is found in text that is broken at the moment': ['{\n  "tools": {\n    "pay": {\n      "deny_if": [ { |', 'pay'],
    'is a name like any other': ['{\n  "__proto__": {\n    "limits": [|]\n  }\n}', '__proto__'],
    'is none for a list that opens on the line above': ['{\n  "hide": ["pay",\n    "x|"\n  ]\n}', undefined],
  };
  for (const [words, [marked, expected]] of Object.entries(cases)) {
    test(words, () => assert.equal(toolAt(marked), expected));
  }
});
