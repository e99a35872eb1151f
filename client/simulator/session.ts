import {
  argumentsText,
  hasRoomFor,
  isJsonObject,
  type PanelForm,
  type ResultAge,
} from '../../server/protocol/panel.ts';
import type { CallResult, SimulatedCall, SimulationResult } from '../../server/protocol/simulation.ts';

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
  readonly selected?: number;
  /** Grows whenever there is something new to decide; an answer to an older revision is late. */
  readonly revision: number;
  /** The answer to the call in the form, while the history is empty. */
  readonly preview?: { readonly call: SimulatedCall; readonly result: CallResult };
  readonly age: ResultAge;
}

export type SessionEvent =
  /** The page's own form. */
  | { readonly type: 'formTyped'; readonly form: PanelForm }
  /** A form that the page does not have yet. */
  | { readonly type: 'formSet'; readonly form: PanelForm }
  | { readonly type: 'called'; readonly call: SimulatedCall }
  | { readonly type: 'removed'; readonly entry: number }
  | { readonly type: 'selected'; readonly entry: number }
  | { readonly type: 'reset'; readonly at: number }
  | { readonly type: 'policyEdited' }
  | { readonly type: 'answered'; readonly revision: number; readonly result: SimulationResult }
  | { readonly type: 'unanswered'; readonly revision: number; readonly reason: string };

/** True when the event changes what is worth keeping beyond the window's life: the form or the calls. */
export function isKept(event: SessionEvent): boolean {
  return ['formTyped', 'formSet', 'called', 'removed', 'reset'].includes(event.type);
}

export function newSession(form: PanelForm, calls: readonly SimulatedCall[] = []): Session {
  const history = calls.map((call, entry) => ({ entry, call }));
  const last = history.at(-1);
  return {
    form,
    formRevision: 1,
    history,
    nextEntry: history.length,
    ...(last === undefined ? {} : { selected: last.entry }),
    revision: 1,
    age: { state: 'pending' },
  };
}

/** The call that the form stands for, made once; `undefined` while its arguments are not a JSON object. */
export function callInForm(form: PanelForm): SimulatedCall | undefined {
  const { tool, at, grant, session, upstream } = form;
  if (tool === '') return undefined;
  try {
    const args: unknown = JSON.parse(argumentsText(form));
    return isJsonObject(args) ? { tool, args, at, grant, session, upstream, times: 1 } : undefined;
  } catch {
    // Half-typed arguments are the page's to report; there is just nothing to preview.
    return undefined;
  }
}

/**
 * What the policy has to be asked: the whole history, or, as long as there is none, the call in the form. While that is
 * half typed it is the call as it was before, so that the panel does not empty itself at every keystroke.
 */
export function callsToDecide({ history, form, preview }: Session): readonly SimulatedCall[] {
  if (history.length > 0) return history.map(({ call }) => call);
  const call = callInForm(form) ?? preview?.call;
  return call === undefined ? [] : [call];
}

/** The session after an event. It is the same object when the event changes nothing. */
export function update(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case 'formTyped':
      return withForm(session, event.form);
    case 'formSet':
      return { ...withForm(session, event.form), formRevision: session.formRevision + 1 };
    case 'called':
      return withCall(session, event.call);
    case 'removed':
      return withoutEntry(session, event.entry);
    case 'selected':
      return session.history.some(({ entry }) => entry === event.entry)
        ? { ...session, selected: event.entry }
        : session;
    case 'reset': {
      const { selected: _selected, preview: _preview, ...rest } = session;
      const form = { ...session.form, at: event.at };
      return toDecide({ ...rest, form, formRevision: session.formRevision + 1, history: [] });
    }
    case 'policyEdited':
      return toDecide(session);
    case 'answered':
      return event.revision === session.revision ? withAnswer(session, event.result) : session;
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
  const changed = { ...session, form };
  if (session.history.length > 0) return changed;
  const call = callInForm(form);
  if (form.tool === session.form.tool) return isSameCall(call, session) ? changed : toDecide(changed);
  const { preview: _preview, ...rest } = changed;
  return toDecide(rest);
}

/** True when there is nothing new to preview. */
function isSameCall(call: SimulatedCall | undefined, { form, preview }: Session): boolean {
  return call === undefined || JSON.stringify(call) === JSON.stringify(callInForm(form) ?? preview?.call);
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

function withAnswer(session: Session, answer: SimulationResult): Session {
  if (answer.state === 'undecidable') return { ...session, age: { state: 'old', reason: answer.reason } };
  const asked = callsToDecide(session);
  if (answer.results.length !== asked.length) {
    const reason = `The language server decided ${answer.results.length} of ${asked.length} calls.`;
    return { ...session, age: { state: 'old', reason } };
  }
  const { preview: _preview, ...rest } = session;
  const [call] = asked;
  const [first] = answer.results;
  const previewed = session.history.length === 0 && call !== undefined && first !== undefined;
  return {
    ...rest,
    age: { state: 'current' },
    history: session.history.map((shown, index) => {
      const result = answer.results[index];
      return result === undefined ? shown : { ...shown, result };
    }),
    ...(previewed ? { preview: { call, result: first } } : {}),
  };
}
