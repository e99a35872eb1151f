import type { JsonObject } from '../../policy/json.ts';
import { canonicalText } from '../schema/keyword.ts';
import type { Tool, ToolAnnotations } from '../tool.ts';

/*
 * What a tool is, apart from its name, as texts that are equal exactly when the contents are, whatever the order of a
 * schema's keys. They are not shortened to a digest: a short one could be made to collide by whoever swaps the texts.
 */

/** What the server says of the tool to people and models. */
export function saidText({ title, description }: Tool): string {
  return canonicalText([title ?? null, description ?? null]);
}

export function schemaText({ inputSchema }: Tool): string {
  return canonicalText(inputSchema);
}

/** What the server claims of the tool's behaviour. */
export function claimsText({ annotations }: Tool): string {
  return canonicalText(claims(annotations));
}

/** What a tool is recognised by under any name: titles often only repeat the name. */
export function purposeText(tool: Tool): string {
  return `${canonicalText(tool.description ?? null)}\n${schemaText(tool)}`;
}

function claims(annotations: ToolAnnotations = {}): JsonObject {
  return { ...annotations };
}
