import { visibleLine } from '../policy/visibleText.ts';
import { savedSnapshot } from '../tools/savedSnapshot.ts';
import { parseSnapshot, type Snapshot, stringifySnapshot } from '../tools/snapshot.ts';
import { type Terminal, UnreadableInput } from './terminal.ts';

/** Writes a list into a snapshot, which keeps what people chose in it; says what is in it now. */
export async function writeSnapshot(file: string, { list, riskClasses }: Snapshot, terminal: Terminal): Promise<void> {
  const saved = savedSnapshot(list, await existing(file, terminal));
  const chosen = new Map([...saved.riskClasses, ...riskClasses]);
  await terminal.write(file, stringifySnapshot({ list: saved.list, riskClasses: chosen }));
  const count = `${list.tools.length} ${list.tools.length === 1 ? 'tool' : 'tools'}`;
  terminal.print(`${visibleLine(`${file}: ${count} of ${list.server}`)}\n`);
}

/**
 * What the file says so far. One that is no snapshot is replaced, and it says so; what a link leads to is not: whoever wrote
 * the folder chose where.
 */
async function existing(file: string, terminal: Terminal): Promise<Snapshot | undefined> {
  const text = await terminal.read(file).catch((error: unknown) => {
    if (error instanceof UnreadableInput) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const reading = parseSnapshot(text);
  if (!('problem' in reading)) return reading;
  if (await terminal.isLink(file)) {
    throw new UnreadableInput(
      visibleLine(
        `${file} is a link to a file that is no snapshot, so nothing was written over it. Remove the link, or name another file.`,
      ),
    );
  }
  terminal.complain(visibleLine(`${file} was no snapshot and is replaced: ${reading.problem}`));
  return undefined;
}
