import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { findings } from '../../../server/language/findings.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { decidablePolicy } from '../../../server/simulation/decidablePolicy.ts';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { freshTools } from '../../toolLists.ts';

/** Why calls cannot be decided against the text; `undefined` when they can. */
function reason(text: string, knowledge: ToolKnowledge = nothingKnown): string | undefined {
  const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
  const decidable = decidablePolicy(document, findings(document, knowledge));
  return 'reason' in decidable ? decidable.reason : undefined;
}

const policy = (tools: string): string => `{"version": "1", "default": "deny",\n"tools": {${tools}}}`;
const sameTool = Array.from({ length: 1500 }, () => '"pay": {}').join(', ');

const cases: { what: string; text: string; knowledge?: ToolKnowledge; reason: RegExp | undefined }[] = [
  { what: 'a sound policy', text: policy('"pay": {}'), reason: undefined },
  { what: 'a tool listed twice, of which the last counts', text: policy('"pay": {}, "pay": {}'), reason: undefined },
  { what: 'shorthand', text: policy('"pay": {"action": "deny"}'), reason: undefined },
  { what: 'a mistake, by its line', text: policy('"pay": {"limits": 5}'), reason: /^Line 2: "limits" must be a list/ },
  { what: 'broken text before what it seems to lack', text: '{', reason: /^Line 1: A closing } is missing/ },
  { what: 'an empty file', text: '', reason: /The file is empty/ },
  { what: "another product's policy", text: '{"Version": "2012-10-17", "Statement": []}', reason: /another product/ },
  { what: "Intercept's dialect", text: policy('"pay": {"rules": [{"rate_limit": "5/hour"}]}'), reason: undefined },
  {
    what: "Intercept's dialect where it is not understood, by its line",
    text: policy('"pay": {"rules": [{"rate_limit": "5/second"}]}'),
    reason: /^Line 2: "5\/second" is not understood/,
  },
  {
    what: 'so many duplicates that a mistake behind them is cut from the list',
    text: policy(`${sameTool}, "refund": {"limits": 5}`),
    reason: /too many errors to see them all/,
  },
  {
    what: 'as many warnings, before which every error is kept',
    text: policy(Array.from({ length: 1500 }, (_, index) => `"tool_${index}": {}`).join(', ')),
    knowledge: freshTools('pay'),
    reason: undefined,
  },
];

suite('Whether calls can be decided against a policy', () => {
  for (const { what, text, knowledge, reason: expected } of cases) {
    test(`${expected === undefined ? 'they can' : 'they cannot'}: ${what}`, () => {
      if (expected === undefined) assert.equal(reason(text, knowledge), undefined);
      else assert.match(reason(text, knowledge) ?? '', expected);
    });
  }
});
