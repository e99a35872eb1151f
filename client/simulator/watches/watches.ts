import type { CallResult } from '../../../server/protocol/simulation.ts';
import type { TrafficRun } from '../../../server/protocol/traffic.ts';
import {
  type CallActual,
  type KeptWatch,
  maximumWatches,
  type TrafficActual,
  type WatchActual,
  type WatchExpectation,
  type WatchRow,
  type WatchSubject,
} from '../../../server/protocol/watchesPanel.ts';
import { unsavable } from '../scenarios/watchScenario.ts';

/** A watch, and what the policy last said of it. */
export interface Watch extends KeptWatch {
  readonly actual?: WatchActual;
  /** Why that is from before, or why there is none. */
  readonly old?: string;
  /** The revision that was answered last, with a decision or with a reason for none. */
  readonly settled?: number;
}

/** One policy's watches. */
export interface Watches {
  /** In the order in which they were made. */
  readonly watches: readonly Watch[];
  readonly nextId: number;
  /** Grows with every edit of the policy; an answer to an older revision is late. */
  readonly revision: number;
}

/** What the policy says of one watch, or why it says nothing. */
export type WatchAnswer = { readonly watch: number } & ({ readonly actual: WatchActual } | { readonly reason: string });

export type WatchesEvent =
  /** `actual`: what the policy as it is says, where that is known already. */
  | { readonly type: 'pinned'; readonly name: string; readonly subject: WatchSubject; readonly actual?: WatchActual }
  | { readonly type: 'removed'; readonly watch: number }
  | { readonly type: 'renamed'; readonly watch: number; readonly name: string }
  | { readonly type: 'expected'; readonly watch: number; readonly expected: WatchExpectation }
  | { readonly type: 'accepted'; readonly watch: number }
  | { readonly type: 'policyEdited' }
  | { readonly type: 'answered'; readonly revision: number; readonly answers: readonly WatchAnswer[] };

export function newWatches(kept: readonly KeptWatch[] = []): Watches {
  const nextId = kept.reduce((highest, { id }) => Math.max(highest, id), -1) + 1;
  return { watches: kept.map(keptWatch), nextId, revision: 1 };
}

/** What is kept beyond the window's life. What the policy said is not: it is asked again. */
export function keptWatches({ watches }: Watches): readonly KeptWatch[] {
  return watches.map(keptWatch);
}

function keptWatch({ id, name, subject, expected }: KeptWatch): KeptWatch {
  return { id, name, subject, ...(expected === undefined ? {} : { expected }) };
}

/** What the page is told. */
export function watchRows({ watches }: Watches): readonly WatchRow[] {
  return watches.map(({ settled: _settled, ...row }) => {
    const reason = unsavable(row);
    return reason === undefined ? row : { ...row, unsavable: reason };
  });
}

/** The watches of which the policy as it is has not been asked. */
export function watchesToAsk({ watches, revision }: Watches): readonly Watch[] {
  return watches.filter(({ settled }) => settled !== revision);
}

/** The watches after an event. It is the same object when the event changes nothing. */
export function changedWatches(watches: Watches, event: WatchesEvent): Watches {
  switch (event.type) {
    case 'pinned':
      return withWatch(watches, event);
    case 'removed':
      return watches.watches.some(({ id }) => id === event.watch)
        ? { ...watches, watches: watches.watches.filter(({ id }) => id !== event.watch) }
        : watches;
    case 'renamed':
      return withChange(watches, event.watch, (watch) => ({ ...watch, name: event.name.trim() }));
    case 'expected':
      return withChange(watches, event.watch, (watch) =>
        watch.subject.kind === event.expected.kind ? { ...watch, expected: event.expected } : watch,
      );
    case 'accepted':
      return withChange(watches, event.watch, (watch) =>
        watch.actual === undefined ? watch : { ...watch, expected: expectationOf(watch.actual, watch.subject) },
      );
    case 'policyEdited':
      return { ...watches, revision: watches.revision + 1 };
    case 'answered':
      return event.revision === watches.revision ? withAnswers(watches, event.answers) : watches;
  }
}

function withWatch(watches: Watches, { name, subject, actual }: Extract<WatchesEvent, { type: 'pinned' }>): Watches {
  if (watches.watches.length >= maximumWatches) return watches;
  const { nextId: id, revision } = watches;
  const watch: Watch = { id, name: name.trim(), subject };
  const pinned = actual === undefined ? watch : { ...decided(watch, actual), settled: revision };
  return { ...watches, watches: [...watches.watches, pinned], nextId: id + 1 };
}

function withChange(watches: Watches, id: number, change: (watch: Watch) => Watch): Watches {
  const changed = watches.watches.map((watch) => (watch.id === id ? change(watch) : watch));
  return changed.every((watch, place) => watch === watches.watches[place]) ? watches : { ...watches, watches: changed };
}

function withAnswers(watches: Watches, answers: readonly WatchAnswer[]): Watches {
  const byWatch = new Map(answers.map((answer) => [answer.watch, answer]));
  return {
    ...watches,
    watches: watches.watches.map((watch) => {
      const answer = byWatch.get(watch.id);
      if (answer === undefined) return watch;
      const answered = 'actual' in answer ? decided(watch, answer.actual) : { ...watch, old: answer.reason };
      return { ...answered, settled: watches.revision };
    }),
  };
}

/** What the policy says first of a watch is what is expected from then on. */
function decided({ old: _old, ...watch }: Watch, actual: WatchActual): Watch {
  return { ...watch, actual, expected: watch.expected ?? expectationOf(actual, watch.subject) };
}

/** The expectation that holds when this is what the policy says. */
function expectationOf(actual: WatchActual, subject: WatchSubject): WatchExpectation {
  if (actual.kind === 'traffic') return { kind: 'traffic', allowed: actual.allowed };
  const { outcome, rule, allowed } = actual;
  const isRepeated = subject.kind === 'call' && subject.call.times > 1;
  return {
    kind: 'call',
    outcome,
    ...(rule === undefined ? {} : { rule }),
    ...(isRepeated ? { allowed } : {}),
  };
}

/** What a replay of the call alone says of its watch. */
export function callActual({ outcome, allowed, rule, range, steps }: CallResult): CallActual {
  const deciding = steps.find(({ verdict }) => verdict !== 'passed');
  const place = deciding?.range ?? range;
  return {
    kind: 'call',
    outcome,
    allowed,
    ...(rule === undefined ? {} : { rule }),
    ...(deciding === undefined ? {} : { detail: deciding.detail }),
    ...(place === undefined ? {} : { range: place }),
  };
}

/** What a run of the traffic says of its watch. */
export function trafficActual({ allowed, calls, byRule, marks }: TrafficRun): TrafficActual {
  const rule = byRule[0]?.name;
  const range = marks.find((mark) => mark.rule === rule)?.range;
  return {
    kind: 'traffic',
    allowed,
    calls,
    ...(rule === undefined ? {} : { rule }),
    ...(range === undefined ? {} : { range }),
  };
}
