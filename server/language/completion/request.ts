import type { JsonValue } from '../../policy/json.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { jsonValueOf, type Node, property } from '../../policy/syntax/syntaxTree.ts';
import { findTool, type ToolKnowledge } from '../../tools/knowledge.ts';
import type { Tool } from '../../tools/tool.ts';
import { containerOf, type Slot } from './slot.ts';

/** What is asked: which texts fit into a slot of a policy, by what is known of its tools. */
export interface CompletionRequest {
  readonly document: PolicyDocument;
  readonly knowledge: ToolKnowledge;
  readonly slot: Slot;
}

/** The name of the tool whose rules the slot is in; `undefined` outside of `tools`. */
export function toolNameOf({ slot }: CompletionRequest): string | undefined {
  const [list, name] = slot.path;
  return list === 'tools' && name !== undefined ? String(name) : undefined;
}

/** The tool whose rules the slot is in, when it is known. */
export function toolOf(request: CompletionRequest): Tool | undefined {
  const name = toolNameOf(request);
  return name === undefined ? undefined : findTool(request.knowledge, name);
}

/** The text beside the slot in the same object, under another key. */
export function textBeside({ slot }: CompletionRequest, key: string): string | undefined {
  return textUnder(containerOf(slot), key);
}

/** An object's text under a key; `undefined` when it is missing or not a text. */
export function textUnder(object: Node | undefined, key: string): string | undefined {
  const value: unknown = property(object, key)?.value?.value;
  return typeof value === 'string' ? value : undefined;
}

/** The elements of the slot's list that are written already, without the one that is being written. */
export function elementsBeside({ slot }: CompletionRequest): readonly JsonValue[] {
  const list = containerOf(slot);
  return (list?.children ?? []).filter((element) => element !== slot.over).map(jsonValueOf);
}
