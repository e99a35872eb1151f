import { maximumHistory, type PanelForm, type PanelTab, panelTabs } from '../../../server/protocol/panel.ts';
import { isPanelForm } from '../../../server/protocol/panelShape.ts';
import { isListOf, isOptional, isShape, isText } from '../../../server/protocol/shape.ts';
import type { SimulatedCall } from '../../../server/protocol/simulation.ts';
import { isSimulatedCall } from '../../../server/protocol/simulationShape.ts';
import { isKeptTraffic, type KeptTraffic } from '../../../server/protocol/trafficPanel.ts';
import { areKeptWatches, type KeptWatch } from '../../../server/protocol/watchesPanel.ts';
import type { Session } from './session.ts';

/** Where the sessions outlive the window: VS Code's `workspaceState` has this shape. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** What is kept of a session. Results are not: the policy may have changed, so they are decided again. */
export interface KeptSession {
  readonly policy: string;
  readonly form: PanelForm;
  readonly calls: readonly SimulatedCall[];
  /** Absent until the traffic was shown. */
  readonly traffic?: KeptTraffic | undefined;
  /** Absent where an older version wrote it. */
  readonly watches?: readonly KeptWatch[] | undefined;
}

const key = 'mcpPolicy.simulator.sessions';
const maximumSessions = 20;

const isKeptSession = isShape<KeptSession>({
  policy: isText(10_000),
  form: isPanelForm,
  calls: isListOf(isSimulatedCall, maximumHistory),
  traffic: isOptional(isKeptTraffic),
  watches: isOptional(areKeptWatches),
});

/** The kept sessions, the latest last. What cannot be read (an older version wrote it) is left out. */
function keptSessions(memory: Memory): readonly KeptSession[] {
  const kept = memory.get(key);
  return Array.isArray(kept) ? kept.filter(isKeptSession) : [];
}

export function recall(memory: Memory, policy: string): KeptSession | undefined {
  return keptSessions(memory).find((kept) => kept.policy === policy);
}

/** Keeps a session as the latest, and only as many as anyone comes back to. */
export function remember(
  memory: Memory,
  policy: string,
  session: Session,
  { traffic, watches }: Pick<KeptSession, 'traffic' | 'watches'> = {},
): PromiseLike<void> {
  const kept: KeptSession = {
    policy,
    form: session.form,
    calls: session.history.map(({ call }) => call),
    ...(traffic === undefined ? {} : { traffic }),
    ...(watches === undefined ? {} : { watches }),
  };
  const others = keptSessions(memory).filter((other) => other.policy !== policy);
  return memory.update(key, [...others.slice(1 - maximumSessions), kept]);
}

const tabKey = 'mcpPolicy.simulator.tab';

/** The tab that was shown last, whatever the policy; the first one where nothing is remembered. */
export function recallTab(memory: Memory): PanelTab {
  const kept = memory.get(tabKey);
  return panelTabs.find((tab) => tab === kept) ?? panelTabs[0];
}

export function rememberTab(memory: Memory, tab: PanelTab): PromiseLike<void> {
  return memory.update(tabKey, tab);
}
