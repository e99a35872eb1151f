import { hasRoomFor, type PanelForm, type ResultAge } from '../../../server/protocol/panel.ts';
import type { CallResult, SimulatedCall, SimulationResult, WindowMode } from '../../../server/protocol/simulation.ts';
import { callInForm, isSameCall } from './formCall.ts';
import { withAnswers } from './replays.ts';

/** A call of the history and, once the policy has been asked, the answer. */
export interface SessionEntry {
  /** Names the entry for as long as it exists; never used again. */
  readonly entry: number;
  readonly call: SimulatedCall;
  readonly result?: CallResult;
}

/** One policy's simulation: what was called, and what the policy last said to it. */
export interface Session {
  readonly form: PanelForm;
  /** Grows whenever the form is set by anyone but the page. */
  readonly formRevision: number;
  /** In the order of the clock, which is the order in which the proxy would see the calls. */
  readonly history: readonly SessionEntry[];
  readonly nextEntry: number;
  /** The entry whose decision is shown; absent when it is that of the call in the form. */
  readonly selected?: number;
  /** The call that the form stands for, made once; `undefined` when it stands for none. */
  readonly call: SimulatedCall | undefined;
  /** Grows whenever there is something new to decide; an answer to an older revision is late. */
  readonly revision: number;
  /** What the policy would say to the call in the form on top of the history, while no entry is selected. */
  readonly preview?: { readonly call: SimulatedCall; readonly result: CallResult };
  readonly age: ResultAge;
}

export type SessionEvent =
  /** The page's own form. One that was made from an older revision than the session's is late. */
  | { readonly type: 'formTyped'; readonly formRevision: number; readonly form: PanelForm }
  /** A form that the page does not have yet. */
  | { readonly type: 'formSet'; readonly form: PanelForm }
  /** A form that the page does not have yet, and that the person wants to see decided. */
  | { readonly type: 'previewed'; readonly form: PanelForm }
  | { readonly type: 'called'; readonly call: SimulatedCall }
  | { readonly type: 'removed'; readonly entry: number }
  | { readonly type: 'selected'; readonly entry: number }
  | { readonly type: 'reset'; readonly at: number }
  | { readonly type: 'policyEdited' }
  | { readonly type: 'answered'; readonly revision: number; readonly answers: readonly SimulationResult[] }
  | { readonly type: 'unanswered'; readonly revision: number; readonly reason: string };

/** True when the event changes what is worth keeping beyond the window's life: the form or the calls. */
export function isKept(event: SessionEvent): boolean {
  return ['formTyped', 'formSet', 'previewed', 'called', 'removed', 'reset'].includes(event.type);
}

export function newSession(form: PanelForm, calls: readonly SimulatedCall[] = []): Session {
  const history = calls.map((call, entry) => ({ entry, call }));
  const call = callInForm(form);
  const shown = history.findLast((made) => isSameCall(made.call, call));
  return {
    form,
    formRevision: 1,
    history,
    nextEntry: history.length,
    ...(shown === undefined ? {} : { selected: shown.entry }),
    call,
    revision: 1,
    age: { state: 'pending' },
  };
}

/** The session after an event. It is the same object when the event changes nothing. */
export function update(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case 'formTyped':
      return event.formRevision === session.formRevision ? withForm(session, event.form) : session;
    case 'formSet':
      return { ...withForm(session, event.form), formRevision: session.formRevision + 1 };
    case 'previewed': {
      const next = withForm(session, event.form);
      const shown = next.selected === undefined ? next : previewing(next);
      return { ...shown, formRevision: session.formRevision + 1 };
    }
    case 'called':
      return withCall(session, event.call);
    case 'removed':
      return withoutEntry(session, event.entry);
    case 'selected':
      return withSelected(session, event.entry);
    case 'reset': {
      const { selected: _selected, preview: _preview, ...rest } = session;
      const { answeredAfter: _answeredAfter, ...unanswered } = session.form;
      const form: PanelForm = { ...unanswered, at: event.at, upstream: 'ok' };
      const call = callInForm(form, session.call);
      return toDecide({ ...rest, form, call, formRevision: session.formRevision + 1, history: [] });
    }
    case 'policyEdited':
      return toDecide(session);
    case 'answered':
      return event.revision === session.revision ? withAnswers(session, event.answers) : session;
    case 'unanswered':
      return event.revision === session.revision
        ? { ...session, age: { state: 'old', reason: event.reason } }
        : session;
  }
}

/** What is shown meanwhile is what was good last, its reason included: a broken policy does not blink while it is edited. */
function toDecide(session: Session): Session {
  const age: ResultAge = session.age.state === 'old' ? session.age : { state: 'pending' };
  return { ...session, revision: session.revision + 1, age };
}

function withForm(session: Session, form: PanelForm): Session {
  const call = callInForm(form, session.call);
  const isOtherWindows = windowsOf(form) !== windowsOf(session.form);
  const changed = isOtherWindows ? toDecide({ ...session, form, call }) : { ...session, form, call };
  return isSameCall(call, session.call) ? changed : previewing(changed);
}

/** The decision belongs to the call in the form: to its entry where that is selected, else to its preview. */
function previewing(session: Session): Session {
  const shown = session.history.find(({ entry }) => entry === session.selected);
  if (shown !== undefined && isSameCall(shown.call, session.call)) return session;
  const { selected: _selected, preview: _preview, ...rest } = session;
  return toDecide(rest);
}

function withSelected(session: Session, entry: number): Session {
  if (!session.history.some((made) => made.entry === entry)) return session;
  if (session.selected !== undefined) return { ...session, selected: entry };
  // Asked anew, so that the answer with the preview is late.
  const { preview: _preview, ...rest } = session;
  return toDecide({ ...rest, selected: entry });
}

function withCall(session: Session, call: SimulatedCall): Session {
  if (!hasRoomFor(session.history, call.times)) return session;
  const entry = session.nextEntry;
  const later = session.history.findIndex((other) => other.call.at > call.at);
  const place = later === -1 ? session.history.length : later;
  const { preview: _preview, ...rest } = session;
  return toDecide({
    ...rest,
    history: session.history.toSpliced(place, 0, { entry, call }),
    nextEntry: entry + 1,
    selected: entry,
  });
}

function withoutEntry(session: Session, entry: number): Session {
  const place = session.history.findIndex((other) => other.entry === entry);
  if (place === -1) return session;
  const history = session.history.toSpliced(place, 1);
  const { selected, ...rest } = session;
  const next = selected === entry ? (history[place] ?? history.at(-1))?.entry : selected;
  return toDecide({ ...rest, history, ...(next === undefined ? {} : { selected: next }) });
}

/** How windows lie on the clock in this form: by the UTC clock, unless the person chose otherwise. */
export function windowsOf({ windows }: PanelForm): WindowMode {
  return windows ?? 'aligned';
}
