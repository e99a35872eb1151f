import { shownName } from '../shownName.ts';
import { elements, type Node, property, valueAt } from '../syntax/syntaxTree.ts';
import type { InterceptTool } from './interceptTool.ts';

/** What the canonical form says otherwise, or no longer says. */
export interface Remark {
  /** A part of a sentence. */
  readonly text: string;
  /** False when every call is decided as before, with the same words to the agent, and only names of rules are gone. */
  readonly isLoss: boolean;
}

/** What changes when a tool's rules are written in the canonical form. */
export function remarksOn(tool: InterceptTool, definition: Node): Remark[] {
  const remarks: Remark[] = [];
  const note = (text: string): number => remarks.push({ text, isLoss: false });
  const loss = (text: string): number => remarks.push({ text, isLoss: true });
  const messages = tool.limits.flatMap(({ onDeny }) => onDeny ?? []);
  if (messages.length > 0) loss(`a limit has no message of its own, so ${listed(messages)} is lost`);
  if (tool.isCutShort) loss('what stands behind "action": "deny" is never reached and left out');
  if (tool.idle.length > 0) loss(`${listed(tool.idle)} has no effect and is left out`);
  if (isDescribed(definition)) loss('"description" is left out');
  for (const { folded, max } of tool.limits) {
    if (folded !== undefined) note(`${max} calls instead of ${folded.bound} by steps of ${folded.increment}`);
  }
  if (isNamed(definition)) note('"name" is left out');
  return remarks;
}

/** What changes for rules that hold for every tool, besides. */
export function remarksOnEveryTool(
  { requirements, denial }: InterceptTool,
  isAllowed: boolean,
  isAnotherTool: boolean,
): Remark[] {
  const remarks: Remark[] = [];
  const holdsTools = requirements.length > 0 || denial !== undefined;
  if (holdsTools && isAllowed) {
    remarks.push({ text: 'a tool that is not listed is no longer held to the rules', isLoss: true });
  }
  if (requirements.length > 0 && isAnotherTool) {
    remarks.push({ text: "the rules then come before those that a tool has in Intercept's dialect", isLoss: true });
  }
  return remarks;
}

const mostShown = 3;

function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, mostShown).map(shownName);
  const more = texts.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function isDescribed(definition: Node): boolean {
  return isWritten('description', definition);
}

function isNamed(definition: Node): boolean {
  return isWritten('name', definition);
}

/** In the tool itself or in one of its rules. */
function isWritten(key: string, definition: Node): boolean {
  const places = [definition, ...elements(valueAt(definition, 'rules'))];
  return places.some((place) => property(place, key) !== undefined);
}
