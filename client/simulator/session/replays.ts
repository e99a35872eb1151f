import type { SimulatedCall, SimulationResult } from '../../../server/protocol/simulation.ts';
import type { Session } from './session.ts';

/**
 * What the policy has to be asked: lists of calls, each replayed from empty counters. The first starts with the whole
 * history. As long as no entry is selected the last list ends with the call in the form, behind all that come before it
 * on the clock; that is a list of its own when there are later entries, which must be decided without it.
 */
export function replaysOf({ history, selected, call }: Session): readonly (readonly SimulatedCall[])[] {
  const past = history.map((made) => made.call);
  if (selected !== undefined || call === undefined) return [past];
  const before = past.filter(({ at }) => at <= call.at);
  const previewed = [...before, call];
  return before.length === past.length ? [previewed] : [past, previewed];
}

/** The session with one answer for each of its {@link replaysOf}. An answer that does not fit changes no result. */
export function withAnswers(session: Session, answers: readonly SimulationResult[]): Session {
  const asked = replaysOf(session);
  const replays = asked.map((calls, index) => {
    const answer = answers[index];
    if (answer?.state === 'undecidable') return { reason: answer.reason };
    const results = answer?.results ?? [];
    if (results.length === calls.length) return { results };
    return { reason: `The language server decided ${results.length} of ${calls.length} calls.` };
  });
  const failed = replays.find(({ reason }) => reason !== undefined);
  if (failed?.reason !== undefined) return { ...session, age: { state: 'old', reason: failed.reason } };

  const { preview: _preview, ...rest } = session;
  const past = replays[0]?.results;
  const previewed = replays.at(-1)?.results?.at(-1);
  const { selected, call } = session;
  return {
    ...rest,
    age: { state: 'current' },
    history: session.history.map((made, index) => {
      const result = past?.[index];
      return result === undefined ? made : { ...made, result };
    }),
    ...(selected === undefined && call !== undefined && previewed !== undefined
      ? { preview: { call, result: previewed } }
      : {}),
  };
}
