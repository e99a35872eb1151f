import { CodeActionKind } from 'vscode-languageserver-types';
import { withElement, withProperty } from '../../policy/edits/insertion.ts';
import { toolKeys } from '../../policy/edits/keyOrder.ts';
import { indentationUnit, lineIndentation } from '../../policy/edits/textLayout.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { shownName } from '../../policy/shownName.ts';
import { jsonValueOf, type Node, property } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenRule, WrittenTool } from '../../policy/writtenPolicy.ts';
import { lookUpArgument } from '../../tools/arguments/lookUpArgument.ts';
import { knownTools, type ToolKnowledge } from '../../tools/knowledge.ts';
import type { Tool } from '../../tools/tool.ts';
import type { OfferedAction } from './offeredAction.ts';

/** More than these nobody reads in a menu. */
const mostOffered = 10;
/** Tools that are looked at for one menu, in the order of the text. */
const mostExamined = 300;

/**
 * The rule under the cursor, for each other listed tool that lacks it: those that take the arguments that its conditions
 * look at, or all of them while no tool of the server is known.
 */
export function copyConditions(document: PolicyDocument, knowledge: ToolKnowledge, offset: number): OfferedAction[] {
  const rule = ruleAt(document, offset);
  const paths = rule && argumentPaths(rule);
  if (rule === undefined || paths === undefined) return [];
  const known = new Map(knownTools(knowledge).map((tool) => [tool.name, tool]));
  const conditions = written(rule);
  const offered: OfferedAction[] = [];
  for (const target of document.written.tools.slice(0, mostExamined)) {
    if (offered.length === mostOffered) break;
    if (target.name === rule.tool || target.name === '' || target.value?.type !== 'object') continue;
    if (knowledge.state !== 'unknown' && !takes(known.get(target.name), paths)) continue;
    if (target.rules.some((each) => each.kind === rule.kind && written(each) === conditions)) continue;
    offered.push(...applying(document, rule, target));
  }
  return offered;
}

function ruleAt({ written: { tools } }: PolicyDocument, offset: number): WrittenRule | undefined {
  const holds = ({ offset: start, length }: Node): boolean => start <= offset && offset <= start + length;
  return tools.find(({ node }) => holds(node))?.rules.find(({ node }) => holds(node));
}

/** The arguments that a rule's conditions look at, by their names; `undefined` unless it has conditions and all are paths. */
function argumentPaths({ conditions = [] }: WrittenRule): string[][] | undefined {
  const paths = conditions.flatMap(({ path }) => {
    const [root, ...names] = typeof path?.value === 'string' ? path.value.split('.') : [];
    return root === 'args' && names.length > 0 ? [names] : [];
  });
  return paths.length === 0 || paths.length < conditions.length ? undefined : paths;
}

function takes(tool: Tool | undefined, paths: readonly (readonly string[])[]): boolean {
  return tool !== undefined && paths.every((path) => lookUpArgument(tool.inputSchema, path).kind === 'found');
}

/** A rule's conditions, to be compared. */
function written({ node }: WrittenRule): string {
  const conditions = property(node, 'conditions')?.value;
  return conditions === undefined ? '' : JSON.stringify(jsonValueOf(conditions));
}

function applying({ text }: PolicyDocument, rule: WrittenRule, { name, value: rules }: WrittenTool): OfferedAction[] {
  const source = text.getText();
  const list = property(rules, rule.kind)?.value;
  if (rules === undefined || (list !== undefined && list.type !== 'array')) return [];
  const copied = outdented(source, rule.node);
  const edit =
    list === undefined
      ? withProperty(source, rules, rule.kind, newList(copied, source), toolKeys)
      : withElement(source, list, copied);
  return [
    { title: `Apply these conditions to ${shownName(name)}`, kind: CodeActionKind.RefactorRewrite, edits: [edit] },
  ];
}

/** A node's text with the indentation of its first line taken off the others. */
function outdented(source: string, { offset, length }: Node): string {
  const indentation = lineIndentation(source, offset);
  return source
    .slice(offset, offset + length)
    .split(/\r?\n/)
    .map((line, index) => (index > 0 && line.startsWith(indentation) ? line.slice(indentation.length) : line))
    .join('\n');
}

function newList(element: string, source: string): string {
  if (!element.includes('\n')) return `[${element}]`;
  const unit = indentationUnit(source);
  return `[\n${unit}${element.replaceAll('\n', `\n${unit}`)}\n]`;
}
