import type { CompiledLimit } from '../compile/compiledPolicy.ts';
import type { Window } from './windows.ts';

/*
 * A window that slides, reckoned from two aligned ones: what Cloudflare, Upstash and others do, since it needs no memory of
 * single calls. It takes the calls of the window before as spread evenly over it.
 */

/**
 * How much of the count of the window before still reaches into the one that slides: all of it when the aligned window
 * begins, half of it in its middle. A part of a call counts as a whole one, so that no limit of one call lets two pass within
 * a moment.
 * @param elapsed milliseconds since the aligned window began
 */
export function reachingIn(previous: number, elapsed: number, window: Window): number {
  if (previous === 0) return 0;
  const product = previous * (window.length - elapsed);
  // Multiplied first, whole numbers give exact results; weights can be too large for that.
  return Math.ceil(Number.isFinite(product) ? product / window.length : previous * (1 - elapsed / window.length));
}

/** The two aligned windows at a moment: when the later one began, what it counted, and the count of the one before. */
export interface AlignedCounts {
  readonly start: number;
  readonly used: number;
  readonly previous: number;
}

/**
 * When the limit has room again for a call of that amount, if no other comes before it. Where it has room already, and where
 * it never will: when nothing of what was counted reaches in any more. In milliseconds since the Unix epoch.
 */
export function slidingReset(
  counts: AlignedCounts,
  at: number,
  limit: Pick<CompiledLimit, 'max' | 'window'>,
  amount: number,
): number {
  const { start, used, previous } = counts;
  const room = limit.max - amount;
  const fits = used + reachingIn(previous, at - start, limit.window) <= room;
  return (fits ? undefined : fitsAt(counts, limit.window, room)) ?? forgottenAt(counts, limit.window);
}

function fitsAt({ start, used, previous }: AlignedCounts, window: Window, room: number): number | undefined {
  const inThis = used <= room ? elapsedUntil(previous, room - used, window) : window.length;
  if (inThis < window.length) return start + inThis;
  return room < 0 ? undefined : start + window.length + elapsedUntil(used, room, window);
}

function forgottenAt({ start, used }: AlignedCounts, window: Window): number {
  return start + (used === 0 ? 1 : 2) * window.length;
}

/** How long after a window's beginning no more than `room` of the count before it reaches in: whole milliseconds. */
function elapsedUntil(previous: number, room: number, window: Window): number {
  return previous <= room ? 0 : window.length - Math.floor((Math.floor(room) * window.length) / previous);
}
