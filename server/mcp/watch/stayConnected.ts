import type { ReadyDefinition } from '../../serverConfig/definition/readyDefinition.ts';
import type { ToolList } from '../../tools/tool.ts';
import { rpcError, StepFailure } from '../faults/stepFailure.ts';
import { sessionTools } from '../listing/sessionTools.ts';
import { NoToolList } from '../listing/toolPages.ts';
import type { Authorization } from '../oauth/authorization.ts';
import { openSession } from '../openSession.ts';
import type { Session } from '../session.ts';
import { Bell } from './bell.ts';
import { changeChannel } from './changeChannel.ts';
import type { Clock } from './clock.ts';
import { ConnectionLost } from './connectionLost.ts';
import { withDeadline } from './deadline.ts';

interface Staying {
  readonly timeoutMilliseconds: number;
  readonly authorization?: Authorization;
}

interface Events {
  /** The connection stands and gave its first list. */
  readonly onConnected: () => void;
  readonly onList: (list: ToolList) => void;
  /** The server refused to list its tools again, and the connection is kept. */
  readonly onFailedListing: (failure: StepFailure) => void;
}

/** How often somebody looks where the server does not say when its tools changed, and after a failed listing. */
const lookEvery = 60_000;

/** A server that does not confirm a subscription within this time is looked after instead. */
const subscribePatience = 5_000;

/**
 * Holds one connection for as long as it lasts, and lists the tools anew whenever the server says that they changed.
 * Resolves when the connection is closed and its processes are gone, with what ended it. Never rejects.
 */
export async function stayConnected(
  definition: ReadyDefinition,
  { timeoutMilliseconds, authorization }: Staying,
  clock: Clock,
  signal: AbortSignal,
  events: Events,
): Promise<unknown> {
  const lost = new AbortController();
  const bell = new Bell(clock);
  const stay = { onLost: () => lost.abort(new ConnectionLost()), onGap: () => bell.ring() };
  let session: Session | undefined;
  try {
    const opened = await withDeadline(timeoutMilliseconds, signal, (patience) =>
      openSession(definition, {
        signal: patience,
        timeoutMilliseconds,
        stay,
        ...(authorization !== undefined && { authorization }),
      }),
    );
    session = opened;
    const over = AbortSignal.any([signal, lost.signal]);
    const channel = changeChannel(opened, () => bell.ring());
    const list = async () => {
      const { name, secrets } = definition;
      const tools = await withDeadline(timeoutMilliseconds, over, (patience) =>
        sessionTools(opened, { name, secrets, signal: patience, timeoutMilliseconds }),
      );
      // Only now, and by a clock of its own: a subscription that nobody confirms costs no list.
      channel.open(over, subscribePatience);
      return tools;
    };
    const first = await list();
    if (!over.aborted) {
      events.onList(first);
      events.onConnected();
    }
    await keepListing(list, { bell, hears: channel.isOpen, over, events });
    throw new StepFailure('watch', over.reason, opened.evidence());
  } catch (error) {
    return error;
  } finally {
    // A server that is still there is told goodbye; with one that was lost nobody talks any more.
    await session?.end(signal.aborted && !lost.signal.aborted);
  }
}

interface Keeping {
  readonly bell: Bell;
  readonly hears: () => boolean;
  readonly over: AbortSignal;
  readonly events: Events;
}

/** Resolves when the connection is over. Rejects when a listing fails in a way that leaves no connection. */
async function keepListing(list: () => Promise<ToolList>, { bell, hears, over, events }: Keeping): Promise<void> {
  let isStale = false;
  for (;;) {
    const reason = await bell.burst(lookEvery, over);
    if (over.aborted) return;
    if (reason === 'quiet' && hears() && !isStale) continue;
    bell.answer();
    try {
      events.onList(await list());
      isStale = false;
    } catch (error) {
      if (over.aborted) return;
      if (!(error instanceof StepFailure) || !isAnswered(error)) throw error;
      isStale = true;
      events.onFailedListing(error);
    }
    bell.looked();
  }
}

/** The server lives and answers; it just does not list. */
function isAnswered({ cause }: StepFailure): boolean {
  return rpcError(cause) !== undefined || cause instanceof NoToolList;
}
