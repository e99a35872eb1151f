import {
  type ClientCapabilities,
  type CompletionItem,
  type Connection,
  DidChangeWatchedFilesNotification,
  type Hover,
  type Position,
} from 'vscode-languageserver';
import { completeScenario } from '../scenarios/language/complete.ts';
import { scenarioHover } from '../scenarios/language/hover.ts';
import { type ScenarioSources, scenarioDocuments } from './scenarioDocuments.ts';
import { answerScenarioRequests } from './scenarioRequests.ts';
import { type ScenarioValidation, type ScenarioValidationContext, scenarioValidation } from './scenarioValidation.ts';
import type { Send } from './sending.ts';

/** Everything that is done for scenario files: their diagnostics, completion and hover, and their runs. */
export interface ScenarioService extends Pick<ScenarioValidation, 'schedule' | 'policyChanged' | 'all' | 'close'> {
  initialize(capabilities: ClientCapabilities): void;
  /** Hears of policies that change on the disk, once the editor is ready to say so. */
  listen(): void;
  complete(uri: string, position: Position): Promise<CompletionItem[] | undefined>;
  hover(uri: string, position: Position): Promise<Hover | undefined>;
}

export type ScenarioSurroundings = ScenarioSources & Omit<ScenarioValidationContext, 'scenarios'>;

/** Policies by their usual names. One of another name is read anew with the next edit or run of its scenarios. */
const policies = { globPattern: '**/{policy.json,*.policy.json}' };

export function scenarioService(
  connection: Connection,
  surroundings: ScenarioSurroundings,
  send: Send,
): ScenarioService {
  const scenarios = scenarioDocuments(surroundings);
  const checks = scenarioValidation(connection, { ...surroundings, scenarios }, send);
  let hears = false;
  answerScenarioRequests(connection, scenarios);

  return {
    schedule: checks.schedule,
    policyChanged: checks.policyChanged,
    all: checks.all,
    close(uri) {
      scenarios.forget(uri);
      checks.close(uri);
    },
    initialize({ workspace }) {
      hears = workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    },
    listen() {
      if (hears) send(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [policies] }));
      connection.onDidChangeWatchedFiles(({ changes }) => {
        for (const { uri } of changes) checks.policyChanged(uri);
      });
    },
    async complete(uri, position) {
      const loaded = await scenarios.load(uri);
      return loaded && completeScenario(loaded.file, loaded.knowledge, position);
    },
    async hover(uri, position) {
      const loaded = await scenarios.load(uri);
      return loaded && scenarioHover(loaded.file, position);
    },
  };
}
