import type { WatchesHostMessage, WatchRow, WatchSubject } from '../../../server/protocol/watchesPanel.ts';

/** Everything the Watches tab draws from. */
export interface WatchesTab {
  /** The URI of the policy whose watches these are. */
  readonly policy: string | undefined;
  readonly rows: readonly WatchRow[];
  /** The watch that has the list's one tab stop; `undefined`: the first. */
  readonly active: number | undefined;
  /** The watch whose name and expectation can be changed. */
  readonly open: number | undefined;
  /** The watch that was made last, until something else happens: it is told to whoever cannot see the button change. */
  readonly added: string | undefined;
}

export const emptyWatches: WatchesTab = {
  policy: undefined,
  rows: [],
  active: undefined,
  open: undefined,
  added: undefined,
};

export type WatchesEvent =
  | { readonly type: 'watchActive'; readonly watch: number }
  | { readonly type: 'watchToggled'; readonly watch: number };

/** The tab after an event. */
export function changedWatchesTab(tab: WatchesTab, { type, watch }: WatchesEvent): WatchesTab {
  if (type === 'watchActive') return tab.active === watch ? tab : { ...tab, active: watch };
  return { ...tab, active: watch, open: tab.open === watch ? undefined : watch };
}

/** The tab after a message from the host. */
export function receivedWatches(before: WatchesTab, { policy, watches: rows }: WatchesHostMessage): WatchesTab {
  const isSame = before.policy === policy;
  const tab = isSame ? before : { ...emptyWatches, policy };
  const added = isSame && rows.length > before.rows.length ? rows.at(-1)?.name : undefined;
  return { ...tab, rows, active: stillActive(tab, rows), added };
}

/** When the watch with the tab stop is gone, the one in its place has it. */
function stillActive({ active, rows: before }: WatchesTab, rows: readonly WatchRow[]): number | undefined {
  if (active === undefined || rows.some(({ id }) => id === active)) return active;
  const place = before.findIndex(({ id }) => id === active);
  return (rows[place] ?? rows.at(-1))?.id;
}

/** The watch of that very subject, if there is one. */
export function watchOf({ rows }: WatchesTab, subject: WatchSubject): WatchRow | undefined {
  const wanted = textOf(subject);
  return rows.find((row) => textOf(row.subject) === wanted);
}

/** The same text for the same subject, in whatever order its members stand. */
function textOf(subject: WatchSubject): string {
  if (subject.kind === 'traffic') {
    const { start, duration, windows, streams } = subject.plan;
    return JSON.stringify([start, duration, windows, streams]);
  }
  const { tool, args, at, grant, session, upstream, answeredAfter, times } = subject.call;
  return JSON.stringify([tool, args, at, grant, session, upstream, answeredAfter, times, subject.windows]);
}
