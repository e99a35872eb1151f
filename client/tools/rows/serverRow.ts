import { messageLine, messageText } from '../../../server/protocol/messageText.ts';
import type { ShownServer } from '../../../server/protocol/toolsOverview.ts';
import { age } from './age.ts';
import { plainMarkdown } from './markdown.ts';

/** The row of the server. Its texts may be shown as they are. */
export interface ServerRow {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly colour: string | undefined;
  /** Words, one for each thing that is true: `server listed watched`. */
  readonly context: string;
  readonly spoken: string;
  /** Markdown. */
  readonly tooltip: string;
}

/** @param now milliseconds since the epoch */
export function serverRow(server: ShownServer, now: number): ServerRow {
  const label = messageLine(server.name ?? server.definition ?? 'No MCP server');
  const notesWith = (listed: string) => [
    stateInWords(server),
    ...(server.state === 'unknown' ? [] : [`${server.toolCount} ${server.toolCount === 1 ? 'tool' : 'tools'}`]),
    ...(server.fetchedAt === undefined ? [] : [`${listed}${age(server.fetchedAt, now)}`]),
    ...(server.watch === undefined ? [] : [watchInWords(server.watch, now)]),
    ...(server.cutShort === undefined ? [] : ['not the whole list']),
    ...(server.skipped.length === 0 ? [] : [`${server.skipped.length} left out`]),
  ];
  const notes = notesWith('listed ');
  return {
    label,
    // A side bar is narrow: the age stands for itself there.
    description: notesWith('').join(' · '),
    ...iconOf(server),
    context: [
      'server',
      ...(server.state === 'unknown' ? [] : ['listed']),
      ...(server.watch === undefined ? [] : ['watched']),
      ...(server.snapshot === undefined ? [] : ['snapshot']),
    ].join(' '),
    spoken: messageText(['MCP server', label, ...notes].join(', ')),
    tooltip: tooltip(server, label, notes),
  };
}

function stateInWords({ state, from, problem, definition, name }: ShownServer): string {
  if (state === 'fresh') return 'current';
  if (state === 'unknown') {
    if (problem !== undefined) return 'cannot be reached';
    return definition === undefined && name === undefined ? 'connect to see its tools' : 'not connected';
  }
  if (from === 'snapshot') return 'from the snapshot';
  return from === 'earlier' ? 'from an earlier session' : 'not current';
}

function watchInWords(watch: NonNullable<ShownServer['watch']>, now: number): string {
  if (watch.state === 'connected') return 'watched';
  const seconds = Math.max(0, Math.ceil((watch.retryAt - now) / 1000));
  return `connection lost, tried again ${seconds === 0 ? 'now' : `in ${seconds} s`}`;
}

function iconOf({ state, watch }: ShownServer): Pick<ServerRow, 'icon' | 'colour'> {
  if (watch?.state === 'connected') return { icon: 'eye', colour: 'charts.green' };
  if (state === 'fresh') return { icon: 'vm-active', colour: 'charts.green' };
  if (state === 'stale') return { icon: 'history', colour: 'list.warningForeground' };
  return { icon: 'debug-disconnect', colour: undefined };
}

function tooltip(server: ShownServer, label: string, notes: readonly string[]): string {
  const { definition, problem, cutShort, skipped, snapshot } = server;
  const lines = [
    `**${plainMarkdown(label)}**${definition === undefined || definition === server.name ? '' : ` (${plainMarkdown(definition)})`}`,
    plainMarkdown(notes.join(', ')),
    ...(problem === undefined ? [] : [plainMarkdown(`${problem.what} ${problem.remedy}`)]),
    ...(cutShort === undefined ? [] : [plainMarkdown(cutShort)]),
    ...(skipped.length === 0 ? [] : [plainMarkdown(`Left out: ${skipped.slice(0, 10).join('; ')}`)]),
    ...(snapshot === undefined ? [] : [`Compared with ${plainMarkdown(snapshot)}`]),
  ];
  return lines.join('\n\n');
}
