import { messageLine, messageText } from '../../server/protocol/messageText.ts';
import type { ToolKnowledgeResult } from '../../server/protocol/requests.ts';
import { ageInWords } from './age.ts';

/** What the status item of a policy says of its server. Safe to show: what is a server's own is written out. */
export interface StatusWords {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'information' | 'warning' | 'error';
  /** What a click does, in a word. */
  readonly action: 'Connect' | 'Refresh';
}

/** @param now in milliseconds since the Unix epoch */
export function statusWords(knowledge: ToolKnowledgeResult, now: number): StatusWords {
  const { problem } = knowledge;
  const why = problem === undefined ? undefined : messageText(`${problem.what} ${problem.remedy}`);
  return knowledge.state === 'unknown' ? unknownWords(knowledge, why) : listWords(knowledge, why, now);
}

function unknownWords({ server }: ToolKnowledgeResult, why: string | undefined): StatusWords {
  const name = server === undefined ? undefined : messageLine(server);
  if (why !== undefined) {
    return { text: `${name ?? 'MCP server'} cannot be reached`, detail: why, severity: 'error', action: 'Connect' };
  }
  return {
    text: name === undefined ? 'No MCP server connected' : `${name}: not connected`,
    detail: 'Tool names are not known',
    severity: 'information',
    action: 'Connect',
  };
}

function listWords(knowledge: ToolKnowledgeResult, why: string | undefined, now: number): StatusWords {
  const { from, fetchedAt, toolCount } = knowledge;
  const age = fetchedAt === undefined ? undefined : ageInWords(fetchedAt, now);
  const tools = `${messageLine(knowledge.server ?? 'MCP server')}: ${toolCount} ${toolCount === 1 ? 'tool' : 'tools'}`;
  const cutShort = knowledge.cutShort && messageText(knowledge.cutShort);
  const detail = (...parts: (string | undefined)[]) => parts.filter(Boolean).join('; ');
  if (knowledge.state === 'fresh') {
    const { severity, words } = watchWords(knowledge, now);
    const listed = age === undefined ? undefined : `listed ${age}`;
    return { text: tools, detail: detail(listed, words, cutShort), severity, action: 'Refresh' };
  }
  const severity = why === undefined && from !== 'live' ? 'information' : 'warning';
  if (from === 'snapshot') {
    const saved = age === undefined ? 'from a snapshot' : `saved ${age}`;
    return {
      text: `${tools}, ${saved}`,
      detail: detail('From a snapshot file', why, cutShort),
      severity,
      action: 'Connect',
    };
  }
  const listed = age === undefined ? undefined : `listed ${age}`;
  const { words } = watchWords(knowledge, now);
  return { text: `${tools}, not current`, detail: detail(listed, words, why, cutShort), severity, action: 'Refresh' };
}

/** How a connection that is kept open stands. */
function watchWords(
  { watch }: ToolKnowledgeResult,
  now: number,
): { readonly words?: string; readonly severity: StatusWords['severity'] } {
  if (watch === undefined) return { severity: 'information' };
  if (watch.state === 'connected') return { words: 'kept up to date', severity: 'information' };
  const seconds = Math.max(0, Math.round((watch.retryAt - now) / 1000));
  const when = seconds === 0 ? 'now' : `in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  return { words: `the connection was lost and is tried again ${when}`, severity: 'warning' };
}
