import type { HostMessage, PageMessage, PanelAction } from '../../../server/protocol/panel.ts';
import type { SourceRange } from '../../../server/protocol/simulation.ts';
import type { SimulationServer } from '../languageServer.ts';
import type { ScenariosToSave } from '../scenarios/scenarioSteps.ts';
import type { Memory } from '../session/sessionMemory.ts';

/** What a state offers and only VS Code can do. */
export type HostAction = Exclude<PanelAction, 'retry'>;

/** A place of a policy that the person is looking at in the panel. */
export interface PointedPlace {
  readonly policy: string;
  readonly range: SourceRange;
}

/** Everything the panel does to the world. */
export interface PanelEffects {
  readonly server: SimulationServer;
  readonly memory: Memory;
  readonly now: () => number;
  readonly isTrusted: () => boolean;
  readonly post: (message: HostMessage) => void;
  readonly reveal: (policy: string, range: SourceRange) => void;
  /** Tints that place until it is called again; `undefined`: none. */
  readonly point: (place: PointedPlace | undefined) => void;
  readonly copy: (text: string) => void;
  /** Writes scenarios beside that policy and shows them; what could not be written, and why, is said to the person. */
  readonly saveScenarios: (policy: string, scenarios: Promise<ScenariosToSave>) => void;
  /** Runs what a state offers; for the policy shown, if any. */
  readonly run: (action: HostAction, policy: string | undefined) => void;
  /** For the log: something went wrong that the person can do nothing about. */
  readonly report: (problem: string) => void;
}

/** The place that the page points at; `undefined` when it is none any more. */
export function pointedPlace({ policy, range }: Extract<PageMessage, { type: 'point' }>): PointedPlace | undefined {
  return range === undefined ? undefined : { policy, range };
}
