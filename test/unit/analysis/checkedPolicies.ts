import { TextDocument } from 'vscode-languageserver-textdocument';
import { toolSchemaProblems } from '../../../server/analysis/toolSchemaProblems.ts';
import type { JsonObject, JsonValue } from '../../../server/policy/json.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import type { Problem } from '../../../server/policy/problems/problem.ts';
import type { ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { freshList } from '../../toolLists.ts';

export function parsed(text: string): PolicyDocument {
  return parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
}

/** A policy whose tool `t` has these rules and limits. */
export function policyOf(tool: JsonObject): string {
  return JSON.stringify({ version: '1', default: 'deny', tools: { t: tool } });
}

/** A policy whose tool `t` requires one condition. */
export function requiring(path: string, op: string, value: JsonValue): string {
  return policyOf({ require: [{ conditions: [{ path, op, value }] }] });
}

/** A server whose tool `t` takes these arguments. */
export function knowing(properties: JsonObject): ToolKnowledge {
  return freshList([{ name: 't', inputSchema: { type: 'object', properties } }]);
}

/** What is said of the policy by the schemas of the tools. */
export function problemsOf(text: string, knowledge: ToolKnowledge): Problem[] {
  return toolSchemaProblems(parsed(text), knowledge);
}
