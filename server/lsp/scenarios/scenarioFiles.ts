import type { ScenarioText } from '../../language/navigation/scenarioReferences.ts';

/** Where the scenarios of a workspace folder lie. */
export interface ScenarioFiles {
  /** All `*.policytest.json` below the folder as the disk has them, up to a number that no project comes near. */
  below(folder: string, signal: AbortSignal): Promise<readonly SavedScenario[]>;
}

export type SavedScenario = Omit<ScenarioText, 'policyUri'>;
