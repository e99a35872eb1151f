import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Span } from '../../policy/syntax/span.ts';
import type { Coverage } from '../../scenarios/coverageRecorder.ts';
import type { ScenarioCase } from '../../scenarios/scenarioCase.ts';
import { valuesInShort } from '../../scenarios/scenarioCases.ts';
import type { ScenarioFile } from '../../scenarios/scenarioFile.ts';
import type { ScenarioProblem } from '../../scenarios/scenarioProblem.ts';
import type { StepResult } from '../../scenarios/stepResult.ts';

/** What `mcp-policy test` found out. */
export interface TestReport {
  readonly files: readonly TestedFile[];
  /** Of each policy that could be decided on, by all files together. */
  readonly coverage: readonly CoveredPolicy[];
}

export interface TestedFile {
  /** As it was named. */
  readonly path: string;
  readonly file: ScenarioFile;
  readonly cases: readonly TestedCase[];
  readonly coverage: Coverage | undefined;
  /** The snapshot of the server's tools that the file was checked against. */
  readonly snapshot: string | undefined;
}

/** One run of a scenario. */
export type TestedCase =
  | {
      readonly state: 'passed' | 'failed';
      readonly case: ScenarioCase;
      readonly steps: readonly StepResult[];
      /** Milliseconds. */
      readonly duration: number;
    }
  | { readonly state: 'errored'; readonly case: ScenarioCase; readonly problem: ScenarioProblem };

export interface CoveredPolicy {
  readonly path: string;
  readonly document: PolicyDocument;
  readonly coverage: Coverage;
}

/** `file:line:column`, from 1, as compilers write it. */
export function placeIn(path: string, { text }: Pick<PolicyDocument, 'text'>, { offset }: Span): string {
  const { line, character } = text.positionAt(offset);
  return `${path}:${line + 1}:${character + 1}`;
}

/** With the values of its case, where the name does not say which one it is. */
export function caseName(each: ScenarioCase): string {
  const isTold = each.scenario.matrix === undefined || each.name !== each.scenario.name?.value;
  return isTold ? each.name : `${each.name} (${valuesInShort(each)})`;
}
