import type { Connection } from 'vscode-languageserver';
import { withSeverities } from '../../language/severities.ts';
import type { ScenarioFile } from '../../scenarios/scenarioFile.ts';
import type { ScenarioProblem } from '../../scenarios/scenarioProblem.ts';
import type { FileListener } from '../documents/watchedFiles.ts';
import type { Send } from '../sending.ts';
import type { PolicySettings } from '../settings/policySettings.ts';
import { type ScenarioSources, scenarioDocuments } from './scenarioDocuments.ts';
import { type ScenarioFeatureSources, type ScenarioFeatures, scenarioFeatures } from './scenarioFeatures.ts';
import { answerScenarioRequests } from './scenarioRequests.ts';
import { type ScenarioValidation, type ScenarioValidationContext, scenarioValidation } from './scenarioValidation.ts';

/** Everything that is done for scenario files: their diagnostics, what an editor asks of them, and their runs. */
export interface ScenarioService
  extends Pick<ScenarioValidation, 'schedule' | 'policyChanged' | 'all' | 'close'>,
    ScenarioFeatures {
  /** The policies that open scenario files name, whether they are there or not. */
  namedPolicies(): ReadonlySet<string>;
  /** Policies that change on the disk: what is not open is read from there. */
  readonly files: FileListener;
}

export interface ScenarioSurroundings
  extends ScenarioSources,
    Omit<ScenarioValidationContext, 'scenarios' | 'wanted' | 'isSettled'>,
    Pick<ScenarioFeatureSources, 'policiesNear'> {
  /** `undefined` until the editor has said what is set; nothing is published before. */
  readonly settingsOf: (uri: string) => PolicySettings | undefined;
}

/** Policies by their usual names. One of another name is read anew with the next edit or run of its scenarios. */
const policies = '**/{policy.json,*.policy.json}';

export function scenarioService(
  connection: Connection,
  surroundings: ScenarioSurroundings,
  send: Send,
): ScenarioService {
  const scenarios = scenarioDocuments(surroundings);
  const { settingsOf, policiesNear, openUris } = surroundings;
  const checks = scenarioValidation(
    connection,
    { ...surroundings, scenarios, isSettled: (uri) => settingsOf(uri) !== undefined, wanted },
    send,
  );
  answerScenarioRequests(connection, scenarios);

  function wanted({ document, problems }: ScenarioFile): readonly ScenarioProblem[] {
    return withSeverities(problems, settingsOf(document.uri)?.severities ?? new Map());
  }

  return {
    ...scenarioFeatures({ scenarios, wanted, policiesNear }),
    schedule: checks.schedule,
    policyChanged: checks.policyChanged,
    all: checks.all,
    close(uri) {
      scenarios.forget(uri);
      checks.close(uri);
    },
    namedPolicies() {
      const documents = openUris().flatMap((uri) => scenarios.get(uri) ?? []);
      return new Set(documents.flatMap((document) => scenarios.policyUriOf(document) ?? []));
    },
    files: {
      pattern: policies,
      changed(uris) {
        for (const uri of uris) checks.policyChanged(uri);
      },
    },
  };
}
