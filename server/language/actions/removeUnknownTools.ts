import { type Replacement, withoutElements, withoutProperties } from '../../policy/edits/replacement.ts';
import { isForEveryTool } from '../../policy/intercept/dialectKeys.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { shownLine } from '../../policy/shownName.ts';
import { property } from '../../policy/syntax/syntaxTree.ts';
import { knownNames, provesAbsence, type ToolKnowledge } from '../../tools/knowledge.ts';
import type { OfferedAction } from './offeredAction.ts';

/**
 * Takes every tool that the server does not have out of `tools` and `hide`. Only offered when the server's list proves
 * that they do not exist.
 * @param kind under which it is offered
 * @param atLeast so many of them
 */
export function removeUnknownTools(
  document: PolicyDocument,
  knowledge: ToolKnowledge,
  kind: string,
  atLeast = 1,
): OfferedAction[] {
  if (knowledge.state === 'unknown' || !provesAbsence(knowledge)) return [];
  const { root, written } = document;
  const names = knownNames(knowledge);
  const tools = property(root, 'tools')?.value;
  const hide = property(root, 'hide')?.value;
  const listed = written.tools.filter(({ name, value }) => !names.has(name) && !isForEveryTool(name, value));
  const hidden = written.hide.filter(({ value }) => value !== '*' && !names.has(String(value)));
  const count = new Set([...listed.map(({ name }) => name), ...hidden.map(({ value }) => value)]).size;
  if (count < atLeast || count === 0) return [];
  const edits: Replacement[] = [
    ...(tools === undefined ? [] : withoutProperties(listed, tools)),
    ...(hide === undefined ? [] : withoutElements(hidden, hide)),
  ];
  const server = shownLine(knowledge.list.server, 120);
  const what = count === 1 ? 'the tool' : `the ${count} tools`;
  return [{ title: `Remove ${what} that ${server} does not have`, kind, edits }];
}
