import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { shownName } from '../../policy/shownName.ts';
import { type CounterName, limitsBeside, type ToolName } from './nameAt.ts';
import { isClosed } from './stringContent.ts';

/** Why what stands there cannot get another name yet; `undefined` when it can. */
export function unnameableProblem(
  { name, node }: ToolName | CounterName,
  { text }: PolicyDocument,
): string | undefined {
  // The rest of the line would be taken for a part of the name and be lost.
  if (!isClosed(text.getText(), node)) return 'The name has no closing quote yet. Close it, then rename.';
  return name === '' ? 'There is no name yet that could be changed. Write one between the quotes.' : undefined;
}

/** Why the tool or counter cannot get that name; `undefined` when it can. */
export function newNameProblem(
  renamed: ToolName | CounterName,
  newName: string,
  document: PolicyDocument,
): string | undefined {
  return renamed.kind === 'tool' ? toolProblem(newName, document) : counterProblem(renamed, newName, document);
}

function toolProblem(newName: string, { written }: PolicyDocument): string | undefined {
  if (newName.trim() === '') return 'The new name is empty. Type the name by which the server lists the tool.';
  if (newName === '*') return '"*" stands for every tool and is not the name of one. Type the name of a single tool.';
  const isTaken = written.tools.some(({ name }) => name === newName);
  const isHidden = written.hide.some(({ value }) => value === newName);
  if (!isTaken && !isHidden) return undefined;
  const place = isTaken ? 'listed under "tools"' : 'hidden';
  return `Tool ${shownName(newName)} is already ${place}, so the two would become one tool. Choose another name, or remove that entry first.`;
}

function counterProblem(renamed: CounterName, newName: string, document: PolicyDocument): string | undefined {
  if (newName.trim() === '') return 'The new name is empty, and a counter needs one. Type a name.';
  if (!limitsBeside(renamed, document).some(({ counter }) => counter?.value === newName)) return undefined;
  return `Another limit of this list already counts in ${shownName(newName)}, so the two would share one counter. Choose another name.`;
}
