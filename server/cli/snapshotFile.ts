import { visibleLine } from '../policy/visibleText.ts';
import { nothingKnown, type ToolKnowledge } from '../tools/knowledge.ts';
import { noOverrides, withRiskOverrides } from '../tools/riskOverrides.ts';
import { parseSnapshot, type Snapshot } from '../tools/snapshot.ts';
import type { ToolList } from '../tools/tool.ts';
import { type Terminal, UnreadableInput } from './terminal.ts';

/** The tools of a snapshot; see {@link readWholeSnapshot}. */
export async function readSnapshot(file: string, terminal: Terminal): Promise<ToolList> {
  return (await readWholeSnapshot(file, terminal)).list;
}

/**
 * Reads a snapshot; says on standard error which of its tools are too malformed to use.
 * @param isFound nobody named it: it lies where a policy's snapshot is looked for
 */
export async function readWholeSnapshot(file: string, terminal: Terminal, isFound = false): Promise<Snapshot> {
  const reading = parseSnapshot(await (isFound ? terminal.readFound(file) : terminal.read(file)));
  if ('problem' in reading) throw new UnreadableInput(visibleLine(`${file}: ${reading.problem}`));
  for (const { name, position, reason } of reading.list.skipped) {
    terminal.complain(visibleLine(`${file}: tool ${name ?? `number ${position + 1}`} was left out: ${reason}`));
  }
  return reading;
}

/**
 * The tools of a snapshot, with what people chose of their risks; without a file nothing is known.
 *
 * On the command line the snapshot is what its author wants the policy checked against, so it proves as much as a fresh
 * list does in the editor.
 */
export async function knowledgeFromSnapshot(
  file: string | undefined,
  terminal: Terminal,
  isFound = false,
): Promise<ToolKnowledge> {
  if (file === undefined) return nothingKnown;
  const { list, riskClasses } = await readWholeSnapshot(file, terminal, isFound);
  return withRiskOverrides({ state: 'fresh', list }, { ...noOverrides, snapshot: riskClasses });
}
