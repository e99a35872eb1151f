import type { ToolKnowledge } from './knowledge.ts';

/** The latest moment that JavaScript's dates know. */
const latest = 8.64e15;

/**
 * Which server the knowledge is from and how old it is: `Toofi 1.2, listed 2026-11-20 15:04 UTC (not current)`. Empty
 * when nothing is known. The names in it are the server's own and untrusted.
 */
export function provenance(knowledge: ToolKnowledge): string {
  if (knowledge.state === 'unknown') return '';
  const { server, version, fetchedAt } = knowledge.list;
  const from = version === undefined ? server : `${server} ${version}`;
  const when = fetchedAt === undefined || !(Math.abs(fetchedAt) <= latest) ? '' : `, listed ${minuteOf(fetchedAt)} UTC`;
  return `${from}${when}${standing(knowledge)}`;
}

function standing(knowledge: Exclude<ToolKnowledge, { state: 'unknown' }>): string {
  if (knowledge.state === 'fresh') return '';
  return knowledge.from === 'snapshot' ? ' (from a snapshot)' : ' (not current)';
}

function minuteOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 16).replace('T', ' ');
}
