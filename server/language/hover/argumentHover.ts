import { shownValue } from '../../decision/explanation/shownValue.ts';
import type { JsonValue } from '../../policy/json.ts';
import type { Argument } from '../../tools/arguments/argument.ts';
import { argumentsBelow } from '../../tools/arguments/argumentsBelow.ts';
import { lookUpArgument } from '../../tools/arguments/lookUpArgument.ts';
import { findTool, type ToolKnowledge } from '../../tools/knowledge.ts';
import type { Tool } from '../../tools/tool.ts';
import { markdownText } from '../untrustedText.ts';
import { markdownCode } from '../words/markdownCode.ts';
import { argumentOf } from '../words/writtenCondition.ts';
import { descriptionText, paragraphs } from './paragraphs.ts';
import { provenance } from './provenance.ts';

const longestPath = 200;
const mostNames = 20;

/** What the tool's schema says of the argument that a path such as `args.customer.email` leads to. */
export function explainArgument(
  toolName: string,
  path: string | undefined,
  knowledge: ToolKnowledge,
): string | undefined {
  const argument = path === undefined ? undefined : argumentOf(path);
  const tool = findTool(knowledge, toolName);
  if (argument === undefined || tool === undefined) return undefined;
  return paragraphs(...wordsOf(tool, argument.split('.')), provenance(knowledge));
}

function wordsOf(tool: Tool, names: readonly string[]): (string | undefined)[] {
  const found = lookUpArgument(tool.inputSchema, names);
  switch (found.kind) {
    case 'found':
      return argumentInWords(found.argument, tool);
    case 'unknown':
      return [unknownInWords(names, found.depth, found.names)];
    case 'list':
      return [`${pathOf(names.slice(0, found.depth))} is a list, and a condition cannot look into a list.`];
    case 'scalar':
      return [`${pathOf(names.slice(0, found.depth))} is no object, so there is nothing below it.`];
    case 'open':
      return [`The server does not say what ${pathOf(names)} is.`];
  }
}

function argumentInWords(argument: Argument, tool: Tool): (string | undefined)[] {
  const { path, type, required, description, values, hasParts } = argument;
  const details = `${markdownText(type)}${required ? ', required' : ''}`;
  const parts = hasParts ? argumentsBelow(tool.inputSchema, path).map((part) => part.path.at(-1) ?? '') : [];
  return [
    `**args\\.${markdownText(path.join('.').slice(0, longestPath))}** (${details})`,
    descriptionText(description),
    values === undefined ? undefined : valuesBeyond(values, type),
    argument.default === undefined ? undefined : `Default: ${valueText(argument.default)}.`,
    parts.length === 0 ? undefined : `Its parts: ${listed(parts.map((name) => markdownCode(name)))}.`,
  ];
}

/** The only values that there are, unless the words for the type name them all. */
function valuesBeyond(values: readonly JsonValue[], type: string): string | undefined {
  const first = values.slice(0, mostNames);
  if (first.length === values.length && first.every((value) => type.includes(shownValue(value)))) return undefined;
  return `One of ${listed(first.map(valueText), values.length)}.`;
}

function unknownInWords(names: readonly string[], depth: number, known: readonly string[]): string {
  const around = depth === 0 ? 'The tool' : pathOf(names.slice(0, depth));
  const has = known.length === 0 ? 'It has none.' : `It has ${listed(known.map((name) => markdownCode(name)))}.`;
  const missing = markdownCode(names[depth] ?? '');
  return `${around} has no ${depth === 0 ? 'argument' : 'part'} ${missing}, so a condition on it never finds anything. ${has}`;
}

function pathOf(names: readonly string[]): string {
  return markdownCode(['args', ...names].join('.'), longestPath);
}

function valueText(value: JsonValue): string {
  return markdownCode(shownValue(value));
}

function listed(texts: readonly string[], count = texts.length): string {
  const left = count - mostNames;
  return `${texts.slice(0, mostNames).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
