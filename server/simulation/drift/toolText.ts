import type { JsonObject } from '../../policy/json.ts';
import { visibleLine, visibleText } from '../../policy/visibleText.ts';
import type { Argument } from '../../tools/arguments/argument.ts';
import { codeUnitOrder } from '../../tools/drift/codeUnitOrder.ts';
import { listedSchema } from '../../tools/drift/listedSchema.ts';
import { orderedJson } from '../../tools/drift/orderedJson.ts';
import { shortened } from '../../tools/shortened.ts';
import type { Tool } from '../../tools/tool.ts';

/**
 * A tool as a text to be compared side by side with another state of it: a line for each thing that can change, arguments by
 * their names, the description with its own line breaks. Characters that do not show are written out.
 * @param longest in UTF-16 code units; the end is cut
 * @param withSchema adds the schema itself, for what its arguments do not tell
 */
export function toolText(tool: Tool, longest: number, withSchema: boolean): string {
  const { name, title, description, annotations = {} } = tool;
  const lines = [
    `Name: ${visibleLine(name)}`,
    ...(title === undefined ? [] : [`Title: ${visibleLine(title)}`]),
    '',
    'Description',
    ...(description === undefined ? ['(none)'] : linesOf(description.slice(0, longest))).map(inset),
    '',
    'Arguments',
    ...argumentLines(tool.inputSchema),
    '',
    'What the server claims of it',
    ...claimLines({ ...annotations }),
    ...(withSchema ? ['', 'Schema', ...schemaLines(tool.inputSchema, longest)] : []),
  ];
  return `${shortened(lines.join('\n'), longest)}\n`;
}

function inset(line: string): string {
  return line === '' ? '' : `  ${line}`;
}

function argumentLines(inputSchema: JsonObject): string[] {
  const { arguments: listed, isWhole } = listedSchema(inputSchema);
  const sorted = [...listed.values()].sort((left, right) => codeUnitOrder(left.path.join('.'), right.path.join('.')));
  const lines = sorted.flatMap(argumentLine);
  if (!isWhole) lines.push('(and more than could be read)');
  return (lines.length === 0 ? ['(none)'] : lines).map(inset);
}

function argumentLine({ path, type, required, description, default: usual }: Argument): string[] {
  const notes = [
    ...(required ? ['required'] : []),
    ...(usual === undefined ? [] : [`${visibleLine(JSON.stringify(usual))} by default`]),
  ];
  return [
    [`${visibleLine(path.join('.'))}: ${visibleLine(type)}`, ...notes].join(', '),
    ...(description === undefined ? [] : visibleText(description).split(/\r?\n/).map(inset)),
  ];
}

function claimLines(annotations: Readonly<Record<string, string | boolean>>): string[] {
  const lines = Object.entries(annotations)
    .sort(([left], [right]) => codeUnitOrder(left, right))
    .map(([claim, value]) => `${claim}: ${visibleLine(String(value))}`);
  return (lines.length === 0 ? ['(nothing)'] : lines).map(inset);
}

function linesOf(text: string): readonly string[] {
  return visibleText(text.replaceAll('\r\n', '\n')).split('\n');
}

function schemaLines(inputSchema: JsonObject, longest: number): string[] {
  return linesOf(orderedJson(inputSchema, longest)).map(inset);
}
