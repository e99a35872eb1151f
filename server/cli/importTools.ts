import { basename } from 'node:path';
import { visibleLine } from '../policy/visibleText.ts';
import { snapshotEnding } from '../serverConfig/snapshots/snapshotName.ts';
import { readImportedList } from '../tools/imported/importedList.ts';
import { type ExitCode, type Terminal, UnreadableInput } from './terminal.ts';
import { sayWhatIsMissing } from './tools.ts';
import { writeSnapshot } from './writeSnapshot.ts';

export interface ImportOptions {
  /** A `tools/list` answer that was captured elsewhere; `-` reads standard input. */
  readonly import: string;
  readonly out: string;
  /** The server's name, when the capture does not say it; else that of the snapshot's file. */
  readonly server?: string;
}

/** `mcp-policy tools --import`: a snapshot of what somebody captured. Nothing is started. */
export async function importTools(options: ImportOptions, terminal: Terminal): Promise<ExitCode> {
  const name =
    options.server ??
    basename(options.out)
      .replace(snapshotEnding, '')
      .replace(/\.json$/, '');
  const reading = readImportedList(await terminal.read(options.import), name);
  if ('problem' in reading) throw new UnreadableInput(visibleLine(`${options.import}: ${reading.problem}`));
  sayWhatIsMissing(reading.list, terminal);
  await writeSnapshot(options.out, reading, terminal);
  return 0;
}
