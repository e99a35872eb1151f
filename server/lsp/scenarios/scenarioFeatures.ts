import type {
  CodeAction,
  CompletionItem,
  DocumentSymbol,
  Hover,
  LocationLink,
  Position,
  Range,
} from 'vscode-languageserver';
import { scenarioActions } from '../../scenarios/language/codeActions.ts';
import { asksForPolicies, completeScenario } from '../../scenarios/language/complete.ts';
import { scenarioDefinition } from '../../scenarios/language/definition.ts';
import { scenarioSymbols } from '../../scenarios/language/documentSymbols.ts';
import { scenarioHover } from '../../scenarios/language/hover.ts';
import type { ScenarioFile } from '../../scenarios/scenarioFile.ts';
import type { ScenarioProblem, ScenarioProblemCode } from '../../scenarios/scenarioProblem.ts';
import type { ScenarioDocuments } from './scenarioDocuments.ts';

/** Answers an editor's questions about an open scenario file: `undefined` when it is not open. */
export interface ScenarioFeatures {
  complete(uri: string, position: Position): Promise<CompletionItem[] | undefined>;
  hover(uri: string, position: Position): Promise<Hover | undefined>;
  definition(uri: string, position: Position): Promise<LocationLink[] | undefined>;
  documentSymbols(uri: string): DocumentSymbol[] | undefined;
  codeActions(uri: string, range: Range, only: readonly string[] | undefined): Promise<CodeAction[] | undefined>;
}

export interface ScenarioFeatureSources {
  readonly scenarios: ScenarioDocuments;
  /** What is wrong with a file that its author wants to hear of. */
  readonly wanted: (file: ScenarioFile) => readonly ScenarioProblem[];
  /** The policies that a scenario file can be about, as paths relative to it, nearest first. */
  readonly policiesNear: (uri: string) => Promise<readonly string[]>;
}

/** Problems that are mended with the path of a policy. */
const aboutPolicies: ReadonlySet<ScenarioProblemCode> = new Set([
  'scenario-policy',
  'scenario-missing-property',
  'scenario-json-syntax',
]);

export function scenarioFeatures({ scenarios, wanted, policiesNear }: ScenarioFeatureSources): ScenarioFeatures {
  return {
    async complete(uri, position) {
      const loaded = await scenarios.load(uri);
      if (loaded === undefined) return undefined;
      const policies = asksForPolicies(loaded.file, position) ? await policiesNear(uri) : [];
      return completeScenario(loaded.file, loaded.knowledge, position, policies);
    },
    async hover(uri, position) {
      const loaded = await scenarios.load(uri);
      return loaded && scenarioHover(loaded.file, position);
    },
    async definition(uri, position) {
      const loaded = await scenarios.load(uri);
      return loaded && scenarioDefinition(loaded.file, position);
    },
    documentSymbols(uri) {
      const document = scenarios.get(uri);
      return document && scenarioSymbols(document);
    },
    async codeActions(uri, range, only) {
      const loaded = await scenarios.load(uri);
      if (loaded === undefined) return undefined;
      const problems = wanted(loaded.file);
      const policies = problems.some(({ code }) => aboutPolicies.has(code)) ? await policiesNear(uri) : [];
      return scenarioActions(problems, range, only, { file: loaded.file, policies });
    },
  };
}
