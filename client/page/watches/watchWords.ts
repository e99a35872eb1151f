import {
  longestWatchName,
  type WatchActual,
  type WatchExpectation,
  type WatchRow,
  type WatchState,
  type WatchSubject,
  watchState,
} from '../../../server/protocol/watchesPanel.ts';
import { durationInWords } from '../traffic/durations.ts';
import { patternInWords } from '../traffic/patterns.ts';
import { grouped, outcomes, type Sign } from '../words.ts';

export const watchStates: Readonly<Record<WatchState, Sign & { readonly style: string }>> = {
  passes: { icon: 'pass-filled', word: 'passes', style: 'sign-allowed' },
  fails: { icon: 'error', word: 'fails', style: 'sign-denied' },
  undecidable: { icon: 'question', word: 'not decidable', style: 'sign-approval' },
  waiting: { icon: 'circle-large-outline', word: 'waiting', style: '' },
};

/** A name to start from: what is called, and what of it is not as usual. */
export function watchName(subject: WatchSubject): string {
  const name = subject.kind === 'call' ? callName(subject) : trafficName(subject);
  return name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`;
}

const longestName = Math.min(100, longestWatchName);
/** An argument's value beyond this says nothing more in a list. */
const longestValue = 24;

function callName({ call }: Extract<WatchSubject, { kind: 'call' }>): string {
  const { tool, args, grant, upstream, times } = call;
  const parts = [
    ...Object.entries(args).map(([name, value]) => `${name} ${shortValue(value)}`),
    ...(grant === 'default' ? [] : [`grant ${grant}`]),
    ...(upstream === 'ok' ? [] : [`answer ${upstream.replace('_', ' ')}`]),
  ];
  return `${tool}${times === 1 ? '' : ` ×${grouped(times)}`}${parts.length === 0 ? '' : `, ${parts.join(', ')}`}`;
}

function shortValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= longestValue ? text : `${text.slice(0, longestValue - 1)}…`;
}

function trafficName({ plan }: Extract<WatchSubject, { kind: 'traffic' }>): string {
  const [first, ...others] = plan.streams;
  if (first === undefined) return 'No calls';
  const tools = [...new Set(plan.streams.map(({ tool }) => tool))].join(' and ');
  const pattern = patternInWords(first.pattern);
  const what = others.length === 0 ? pattern : `${plan.streams.length} streams`;
  return `${tools}: ${what}, ${durationInWords(plan.duration)}`;
}

/** `Denied`, `Denied, 30 of 31 allowed`; of traffic `300 allowed`. */
export function expectationInWords(expected: WatchExpectation, subject: WatchSubject): string {
  if (expected.kind === 'traffic') return `${grouped(expected.allowed)} allowed`;
  const { word } = outcomes[expected.outcome];
  const times = subject.kind === 'call' ? subject.call.times : 1;
  return expected.allowed === undefined ? word : `${word}, ${grouped(expected.allowed)} of ${grouped(times)} allowed`;
}

export function actualInWords(actual: WatchActual, subject: WatchSubject): string {
  if (actual.kind === 'traffic') return `${grouped(actual.allowed)} of ${grouped(actual.calls)} allowed`;
  const { word } = outcomes[actual.outcome];
  const times = subject.kind === 'call' ? subject.call.times : 1;
  return times === 1 ? word : `${word}, ${grouped(actual.allowed)} of ${grouped(times)} allowed`;
}

export function watchCount(count: number): string {
  return count === 1 ? '1 watch' : `${grouped(count)} watches`;
}

export function failingCount(rows: readonly WatchRow[]): number {
  return rows.filter((row) => watchState(row) === 'fails').length;
}

/** `2 of 5 watches fail`, `5 watches pass`; while not all are decided, that too. */
export function watchesInWords(rows: readonly WatchRow[]): string {
  const count = (state: WatchState) => rows.filter((row) => watchState(row) === state).length;
  const [fail, open, waiting] = [count('fails'), count('undecidable'), count('waiting')];
  const all = watchCount(rows.length);
  const undecided = open === 0 ? [] : [`${grouped(open)} not decidable`];
  const asked = waiting === 0 ? [] : [`${grouped(waiting)} waiting`];
  const passing = rows.length - fail - open - waiting;
  if (fail > 0)
    return [`${grouped(fail)} of ${all} ${fail === 1 ? 'fails' : 'fail'}`, ...undecided, ...asked].join(', ');
  if (passing === rows.length) return `${all} ${rows.length === 1 ? 'passes' : 'pass'}`;
  return [`${grouped(passing)} of ${all} ${passing === 1 ? 'passes' : 'pass'}`, ...undecided, ...asked].join(', ');
}

/** Why what is shown is from before, where that is so of any watch. */
export function oldReason(rows: readonly WatchRow[]): string | undefined {
  return rows.find(({ old }) => old !== undefined)?.old;
}

/** What a screen reader says of the list when it changes. */
export function watchesAnnouncement(rows: readonly WatchRow[]): string {
  if (rows.length === 0) return '';
  const old = oldReason(rows);
  return `${old === undefined ? '' : 'Out of date. '}${watchesInWords(rows)}.`;
}
