/** The server talks without end. Every word of it takes time from what else is to be done here. */
export class Flood extends Error {
  constructor(what: string) {
    super(`more than ${what} came within a second`);
    this.name = 'Flood';
  }
}

/** What comes without being asked for. */
type Kind = 'notifications' | 'requests' | 'faults' | 'lines';

/**
 * No server has so much to say; a log of everything is some hundreds. Of its requests there may be more: one that does not read
 * the answers is noticed by that, which says more. A large list may be written over many lines, line ends counted twice.
 */
const limits: Readonly<Record<Kind, { readonly most: number; readonly words: string }>> = {
  notifications: { most: 10_000, words: 'messages that nobody asked for' },
  requests: { most: 50_000, words: 'messages that nobody asked for' },
  faults: { most: 1_000, words: 'messages that are none' },
  lines: { most: 500_000, words: 'lines' },
};

const second = 1_000;

/** Counts what a server says without being asked. */
export class FloodGauge {
  #begun = Number.NEGATIVE_INFINITY;
  #counts = new Map<Kind, number>();

  /** So many more; the flood that they make with those before, if they do. */
  add(kind: Kind, count = 1): Flood | undefined {
    const now = performance.now();
    if (now - this.#begun >= second) {
      this.#begun = now;
      this.#counts.clear();
    }
    const sum = (this.#counts.get(kind) ?? 0) + count;
    this.#counts.set(kind, sum);
    const { most, words } = limits[kind];
    return sum > most ? new Flood(`${most} ${words}`) : undefined;
  }
}
