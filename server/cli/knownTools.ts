import { dirname } from 'node:path';
import { visibleLine } from '../policy/visibleText.ts';
import { isSnapshotName } from '../serverConfig/snapshots/snapshotName.ts';
import { nothingKnown, type ToolKnowledge } from '../tools/knowledge.ts';
import { provenance } from '../tools/provenance.ts';
import { knowledgeFromSnapshot } from './snapshotFile.ts';
import { snapshotOfPolicy } from './snapshotOfPolicy.ts';
import type { Terminal } from './terminal.ts';

/** `--tools <snapshot>`, `--no-tools` as `false`; without either (`true`) the snapshot that belongs to the policy. */
export interface ToolsOption {
  readonly tools?: string | boolean;
}

/** What is known of the tools behind a policy, and the snapshot that says so. */
export interface KnownTools {
  readonly knowledge: ToolKnowledge;
  readonly snapshot?: string;
}

/** Asked for each policy of a command: what is known of its server's tools. Rejects with an `UnreadableInput`. */
export type ToolsOfPolicy = (policy: string) => Promise<KnownTools>;

/**
 * The tools of policies by the option, or by the snapshots that lie beside them. Each snapshot is read once, one that is
 * named at once; that another one is used is said, once, on standard error.
 */
export async function toolsOfPolicies({ tools }: ToolsOption, terminal: Terminal): Promise<ToolsOfPolicy> {
  const read = new Map<string, Promise<KnownTools>>();
  const remarked = new Set<string>();

  function known(snapshot: string, isNamed: boolean): Promise<KnownTools> {
    const before = read.get(snapshot);
    if (before !== undefined) return before;
    const reading = knowledgeFromSnapshot(snapshot, terminal, !isNamed).then((knowledge) => {
      if (!isNamed)
        terminal.complain(visibleLine(`${snapshot} is used: ${wordsOf(knowledge)}. --no-tools leaves it out.`));
      return { knowledge, snapshot };
    });
    read.set(snapshot, reading);
    return reading;
  }

  if (typeof tools === 'string') await known(tools, true);
  return async (policy) => {
    if (tools === false) return { knowledge: nothingKnown };
    if (typeof tools === 'string') return known(tools, true);
    const found = await snapshotOf(policy, terminal);
    if (found !== undefined && 'path' in found) return known(found.path, false);
    if (found !== undefined && !remarked.has(found.folder)) {
      terminal.complain(
        visibleLine(`None of the ${found.count} snapshots in ${found.folder} is used: --tools names one.`),
      );
      remarked.add(found.folder);
    }
    return { knowledge: nothingKnown };
  };
}

type Found = { readonly path: string } | { readonly folder: string; readonly count: number };

/** Which server a policy belongs to is not known here. */
async function snapshotOf(policy: string, terminal: Terminal): Promise<Found | undefined> {
  if (policy === '-') return undefined;
  const path = await snapshotOfPolicy(policy, undefined, terminal);
  if (path !== undefined) return { path };
  const folder = dirname(policy);
  const count = (await terminal.names(folder)).filter(isSnapshotName).length;
  return count === 0 ? undefined : { folder, count };
}

function wordsOf(knowledge: ToolKnowledge): string {
  const count = knowledge.state === 'unknown' ? 0 : knowledge.list.tools.length;
  return `${count} ${count === 1 ? 'tool' : 'tools'} of ${provenance(knowledge)}`;
}
