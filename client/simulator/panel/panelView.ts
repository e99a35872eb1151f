import type { CallTally, HistoryEntry, PanelPolicy, PanelView, ShownDecision } from '../../../server/protocol/panel.ts';
import type { ToolChoicesResult } from '../../../server/protocol/requests.ts';
import type { CallResult } from '../../../server/protocol/simulation.ts';
import type { Session, SessionEntry } from '../session/session.ts';

/** A policy that is shown, as far as the language server has told of it. */
export interface Shown {
  readonly policy: PanelPolicy;
  readonly choices?: ToolChoicesResult;
  readonly session?: Session;
  /** Why there are no tools, in the server's words. */
  readonly failure?: string;
}

/** What the page is told: only one decision with its chain, since a history of long ones would be sent at every keystroke. */
export function viewOf(shown: Shown | undefined, trusted: boolean): PanelView {
  if (shown === undefined) return { state: 'noPolicy' };
  const { policy, choices, session, failure } = shown;
  if (failure !== undefined) return { state: 'failed', policy, reason: failure };
  if (choices === undefined || session === undefined) return { state: 'loading', policy };
  const { form, formRevision, history, selected, age } = session;
  const decision = decisionOf(session);
  return {
    state: 'ready',
    policy,
    form,
    formRevision,
    history: history.map(rowOf),
    ...(selected === undefined ? {} : { selected }),
    ...(decision === undefined ? {} : { decision }),
    age,
    knowledge: choices.knowledge,
    trusted,
  };
}

function decisionOf({ history, selected, preview }: Session): ShownDecision | undefined {
  if (selected === undefined) return preview;
  const shown = history.find(({ entry }) => entry === selected);
  return shown?.result === undefined ? undefined : { entry: selected, call: shown.call, result: shown.result };
}

function rowOf({ entry, call, result }: SessionEntry): HistoryEntry {
  return result === undefined ? { entry, call } : { entry, call, tally: tallyOf(result) };
}

function tallyOf({ outcome, allowed, denied, approval }: CallResult): CallTally {
  return { outcome, allowed, denied, approval };
}
