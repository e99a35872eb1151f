import type { AssumptionId } from '../../decision/assumptions.ts';
import { groupedNumber } from '../../policy/groupedNumber.ts';
import { assumedNotes } from './assumedNotes.ts';
import { type LimitReach, reachOf, type TightestLimits } from './limitReach.ts';
import { markdownCode } from './markdownCode.ts';
import type { ReadableLimit } from './readableLimit.ts';

/** What a limit counts and for whom, as one sentence in Markdown. */
function limitSentence({ max, window, weight, countedBy, overAllTools }: ReadableLimit): string {
  const most = `${groupedNumber(max)} ${unitsOf(weight, max)}`;
  const often =
    countedBy === 'session' ? `every ${window.inWords}` : `${window.name === 'hour' ? 'an' : 'a'} ${window.name}`;
  const whose = countedBy === 'session' ? 'agent session' : 'grant';
  return `At most ${most} ${often}${overAllTools ? ' over all tools' : ''} for each ${whose}.`;
}

/**
 * A limit with its worst case, as Markdown: the sentence, what it comes to in an hour, in a day and where two windows
 * meet, and what is assumed. `tightest`: of all limits that charge the same calls, by what they count.
 */
export function limitInWords(
  limit: ReadableLimit,
  tightest: ReadonlyMap<string | undefined, TightestLimits> = new Map(),
): string {
  const sentence = limitSentence(limit);
  if (limit.assumptions.includes('shared-counter')) {
    const shared = `What it comes to cannot be told: another limit of the same list counts with ${markdownCode(limit.counter)}, too.`;
    return [`${sentence} ${shared}`, assumedNotes(limit.assumptions)].join('\n\n');
  }
  const windows: AssumptionId = limit.countedBy === 'session' ? 'session-windows' : 'aligned-windows';
  return [sentence, worstCase(limit, tightest).join('\n'), assumedNotes([windows, ...limit.assumptions])].join('\n\n');
}

function worstCase(limit: ReadableLimit, tightest: ReadonlyMap<string | undefined, TightestLimits>): string[] {
  const reach = reachOf(limit);
  // Limits that count calls say nothing about the units of another, and a session is not the whole grant.
  const others = limit.countedBy === 'session' ? undefined : tightest.get(limit.weight);
  const line = (what: string, stretch: keyof LimitReach): string => {
    const other = others?.[stretch];
    const bound =
      other !== undefined && other.most < reach[stretch]
        ? `; the tighter ${nameOf(other.limit)} allows ${groupedNumber(other.most)}`
        : '';
    return `- ${what}: ${groupedNumber(reach[stretch])}${bound}`;
  };
  const isShort = limit.countedBy === 'session' || limit.window.name === 'minute';
  return [
    ...(isShort ? [line('In an hour of the clock', 'hour')] : []),
    ...(isShort || limit.window.name === 'hour' ? [line('In a UTC day', 'day')] : []),
    line(`${turnInWords(limit).replace('w', 'W')}, within a moment (assumed)`, 'turn'),
    ...(limit.countedBy === 'session' ? ['- A new session begins at 0'] : []),
    ...(limit.weight === undefined ? [] : [weighing(limit.weight)]),
  ];
}

/** Where the counter starts again: `where two hours meet`. */
export function turnInWords({ window, countedBy }: ReadableLimit): string {
  return `where two ${countedBy === 'session' ? 'window' : window.name}s meet`;
}

function weighing(weight: string): string {
  const name = markdownCode(weight);
  return `- A call without a number as ${name} is denied, decimals are cut off, and a negative number lowers the count (assumed)`;
}

function nameOf({ counter, overAllTools }: ReadableLimit): string {
  return `${markdownCode(counter)}${overAllTools ? ' over all tools' : ''}`;
}

function unitsOf(weight: string | undefined, max: number): string {
  const one = weight === undefined ? 'call' : 'unit';
  return `${one}${max === 1 ? '' : 's'}${weight === undefined ? '' : ` of ${markdownCode(weight)}`}`;
}
