import { momentText } from '../../decision/windows.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import { markdownText } from '../untrustedText.ts';

/** Which server said what stands above, when, and whether that is current; `undefined` when nothing is known. */
export function provenance(knowledge: ToolKnowledge): string | undefined {
  if (knowledge.state === 'unknown') return undefined;
  const { server, version, fetchedAt } = knowledge.list;
  const from = [server, version].filter((part) => part !== undefined).join(' ');
  const when = fetchedAt === undefined ? '' : `, listed ${minuteText(fetchedAt)}`;
  return `_${markdownText(from + when)}${knowledge.state === 'stale' ? ' \\(not current\\)' : ''}_`;
}

function minuteText(at: number): string {
  return momentText(at).replace(/^(.{10})T(.{5}).*$/, '$1 $2 UTC');
}
