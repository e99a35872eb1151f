/** The server talks without end. Every word of it takes time from what else is to be done here. */
export class Flood extends Error {
  constructor(most: number) {
    super(`more than ${most} messages that nobody asked for came within a second`);
    this.name = 'Flood';
  }
}

/**
 * No server has so much to say; a log of everything is some hundreds. Of its requests there may be more: one that does not read
 * the answers is noticed by that, which says more.
 */
const most = { notifications: 10_000, requests: 50_000 } as const;

const second = 1_000;

/** Counts what a server says without being asked. */
export class FloodGauge {
  #begun = Number.NEGATIVE_INFINITY;
  #counts = { notifications: 0, requests: 0 };

  /** One more message; the flood that it makes of them, if it does. */
  add(kind: keyof typeof most): Flood | undefined {
    const now = performance.now();
    if (now - this.#begun >= second) {
      this.#begun = now;
      this.#counts = { notifications: 0, requests: 0 };
    }
    this.#counts[kind] += 1;
    return this.#counts[kind] > most[kind] ? new Flood(most[kind]) : undefined;
  }
}
