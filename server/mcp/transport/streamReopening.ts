import type { Stay } from '../session.ts';
import { backOff } from '../watch/backOff.ts';

/** The optional stream of notifications is opened again when it ends; what happened meanwhile is a gap. */
export interface StreamReopening {
  /** The stream is open. */
  readonly opened: () => void;
  /** Decides, in place of the transport, when the stream is opened again; `failed` attempts were made since it ended. */
  readonly schedule: (reopen: () => void, delay: number, failed: number) => (() => void) | undefined;
}

/** A stream that lasted so long ended for a reason of its own, e.g. a proxy's patience, and not because it never works. */
const lasting = 20_000;

/**
 * A server may end the stream at any time, and proxies do after a minute of silence: that is no lost connection, and the
 * stream is opened again, later and later where it does not last. Where it does not open again the connection is lost.
 */
export function streamReopening(stay: Stay, random: () => number): StreamReopening {
  let opened = 0;
  let openedAt = 0;
  let shortLived = 0;
  return {
    opened() {
      opened += 1;
      openedAt = performance.now();
      if (opened > 1) stay.onGap();
    },
    schedule(reopen, _delay, failed) {
      if (failed > 0) {
        stay.onLost();
        return undefined;
      }
      shortLived = performance.now() - openedAt < lasting ? shortLived + 1 : 0;
      const timer = setTimeout(reopen, backOff(shortLived + 1, random));
      return () => clearTimeout(timer);
    },
  };
}
