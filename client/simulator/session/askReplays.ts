import type { SimulateResult } from '../../../server/protocol/requests.ts';
import type { CallServer } from '../languageServer.ts';
import { replaysOf } from './replays.ts';
import { type Session, windowsOf } from './session.ts';

/**
 * Asks for all replays of a session at once. Should the text change between two of them, the notice of that is on its way
 * and both are asked for again.
 */
export function askReplays(
  server: Pick<CallServer, 'simulate'>,
  uri: string,
  session: Session,
  signal: AbortSignal,
): Promise<readonly SimulateResult[]> {
  const windows = windowsOf(session.form) === 'aligned' ? {} : { windows: windowsOf(session.form) };
  return Promise.all(replaysOf(session).map((calls) => server.simulate({ uri, calls, ...windows }, signal)));
}
