import type { Clock } from './clock.ts';

/** How long the bell is left ringing before somebody goes to the door, in milliseconds. */
const pauses = { shortest: 250, longest: 30_000 } as const;

/**
 * Collects what a server says without being asked: a burst of it is one reason to look. Whoever rings again right after
 * each look is looked after more and more seldom, so that a server cannot keep this side busy.
 */
export class Bell {
  readonly #clock: Clock;
  #isRung = false;
  #wake: (() => void) | undefined;
  #pause: number = pauses.shortest;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  ring(): void {
    this.#isRung = true;
    this.#wake?.();
  }

  /** Resolves when the burst that begins with the next ring is over, after so many milliseconds, or at the signal. */
  async burst(milliseconds: number, signal: AbortSignal): Promise<'rung' | 'quiet'> {
    if (!this.#isRung) await this.#nextRing(milliseconds, signal);
    if (!this.#isRung || signal.aborted) return 'quiet';
    const isAnew = this.#clock.now() - this.#lookedAt > 4 * this.#pause;
    this.#pause = isAnew ? pauses.shortest : Math.min(this.#pause * 2, pauses.longest);
    await this.#clock.wait(this.#pause, signal);
    return 'rung';
  }

  /** What rang until now is about to be looked at. */
  answer(): void {
    this.#isRung = false;
  }

  /** The look is over. */
  looked(): void {
    this.#lookedAt = this.#clock.now();
  }

  async #nextRing(milliseconds: number, signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    await this.#clock.wait(milliseconds, AbortSignal.any([woken.signal, signal]));
    this.#wake = undefined;
  }
}
