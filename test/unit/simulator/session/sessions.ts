import { replaysOf } from '../../../../client/simulator/session/replays.ts';
import { newSession, type Session, type SessionEvent, update } from '../../../../client/simulator/session/session.ts';
import type { PanelForm } from '../../../../server/protocol/panel.ts';
import type { SimulationResult } from '../../../../server/protocol/simulation.ts';
import { allowed, decided, formFor } from '../simulated.ts';

export const empty = newSession(formFor('pay'));

export function after(...events: readonly SessionEvent[]): Session {
  return events.reduce(update, empty);
}

export function answered(session: Session, ...given: readonly SimulationResult[]): Session {
  const allAllowed = replaysOf(session).map((calls) => decided(...calls.map(() => allowed)));
  const answers = given.length === 0 ? allAllowed : given;
  return update(session, { type: 'answered', revision: session.revision, answers });
}

/** The session once the page has told the host of that form. */
export function typed(session: Session, change: Partial<PanelForm>): Session {
  return update(session, {
    type: 'formTyped',
    formRevision: session.formRevision,
    form: { ...session.form, ...change },
  });
}
