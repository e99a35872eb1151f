import { namedWindows } from '../../decision/counting/windows.ts';
import { groupedNumber } from '../../policy/groupedNumber.ts';
import { shownLine } from '../../policy/shownName.ts';
import { turnInWords } from './limitInWords.ts';
import { reachOf } from './limitReach.ts';
import type { ReadableLimit } from './readableLimit.ts';

const longestArgument = 40;

/**
 * What a limit comes to over longer times, as plain text: `≤ 1,800/hour, 43,200/day`; of a limit for an hour the day and
 * what passes where two hours meet, of one for a day where two days meet. `undefined` when nobody can tell.
 */
export function limitInShort(limit: ReadableLimit): string | undefined {
  if (limit.assumptions.includes('shared-counter')) return undefined;
  const [first, second] = figuresOf(limit);
  const units = limit.weight === undefined ? '' : ` units of ${shownLine(limit.weight, longestArgument)}`;
  const others = second === undefined ? '' : `, ${second.join('')}`;
  return `≤ ${first[0]}${units}${first[1]}${others}${limit.countedBy === 'session' ? ' per session' : ''}`;
}

type Figure = readonly [amount: string, when: string];

function figuresOf(limit: ReadableLimit): readonly [Figure, Figure?] {
  const reach = reachOf(limit);
  const perDay: Figure = [groupedNumber(reach.day), '/day'];
  const atTurn: Figure = [groupedNumber(reach.turn), ` ${turnInWords(limit)}`];
  if (isShorter(limit, 'hour')) return [[groupedNumber(reach.hour), '/hour'], perDay];
  return isShorter(limit, 'day') ? [perDay, atTurn] : [atTurn];
}

function isShorter({ window }: ReadableLimit, named: string): boolean {
  return window.length < (namedWindows.get(named)?.length ?? 0);
}
