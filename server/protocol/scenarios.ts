import type { SourceRange } from './simulation.ts';

/*
 * Scenario files (`*.policytest.json`) as an editor's test view sees them: what there is to run, and what became of it.
 * Ids are made from names, so that they outlive an edit elsewhere in the file. They are opaque, and unique in a file.
 */

export interface ScenariosParams {
  /** The scenario file. */
  readonly uri: string;
  /** Its text; without it the open document's, else the disk's. */
  readonly text?: string;
}

export interface RunScenariosParams extends ScenariosParams {
  /** Tests, cases or steps of the file; a step runs the whole test or case it belongs to. Without it everything runs. */
  readonly ids?: readonly string[];
}

/** One step of a test or case, in their order. */
export interface ScenarioTestStep {
  readonly id: string;
  /** Short, e.g. `create_charge ×31`. */
  readonly name: string;
  readonly range: SourceRange;
}

/** One run of a scenario with one set of the values of its matrix. */
export interface ScenarioTestCase {
  readonly id: string;
  readonly name: string;
  /** Of the values. */
  readonly range: SourceRange;
  readonly steps: readonly ScenarioTestStep[];
}

/** One scenario of a file. */
export interface ScenarioTest {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly range: SourceRange;
  /** Only with a matrix; then `steps` is empty, for each case has its own. */
  readonly cases?: readonly ScenarioTestCase[];
  readonly steps: readonly ScenarioTestStep[];
}

/** Why a file, or a part of it, cannot run. */
export interface ScenarioFileProblem {
  readonly message: string;
  readonly range: SourceRange;
}

export interface ScenariosResult {
  /** The policy that the file names, resolved against the file; absent when it names none. */
  readonly policyUri?: string;
  /** In the order of the text. */
  readonly tests: readonly ScenarioTest[];
  /** Errors only; the file's diagnostics say more. */
  readonly problems: readonly ScenarioFileProblem[];
}

/** One expectation that did not hold. */
export interface ScenarioFailure {
  /** The id of the step. */
  readonly step: string;
  /** One sentence with both values, e.g. `Expected outcome "allowed", but it was "denied"`. */
  readonly message: string;
  /** The expectation in the scenario file. */
  readonly range: SourceRange;
  /** What the step was expected to come to, with the whole chain, as lines of text for a diff with `actual`. */
  readonly expected: string;
  /** What it came to, in the same lines. */
  readonly actual: string;
  /** The step's decision in the policy, when something written there decided. */
  readonly decidedAt?: { readonly policyUri: string; readonly range: SourceRange };
}

export type ScenarioState = 'passed' | 'failed' | 'errored';

export interface ScenarioStepOutcome {
  readonly id: string;
  readonly state: 'passed' | 'failed';
  /** What the policy decided, in one line. */
  readonly decision: string;
}

/** What became of one test, or of one case of a test with a matrix. */
export interface ScenarioOutcome {
  readonly id: string;
  readonly state: ScenarioState;
  /** Milliseconds. */
  readonly duration: number;
  readonly failures: readonly ScenarioFailure[];
  /** Why it could not run, and where; only when `errored`. */
  readonly problem?: ScenarioFileProblem;
  /** None when `errored`. */
  readonly steps: readonly ScenarioStepOutcome[];
}

/** A part of the policy that calls pass through. */
export interface CoveredStatement {
  readonly kind: 'tool' | 'rule' | 'limit';
  /** The tool's name, or the id of the rule or limit. */
  readonly name: string;
  readonly range: SourceRange;
  /** How many calls were made of the tool, asked the rule, or were charged to the limit. */
  readonly executed: number;
}

/**
 * Something in the policy that can come out both ways: a rule that matches a call or does not, a condition that holds or
 * does not, a limit that is reached or has room.
 */
export interface CoveredBranch {
  readonly kind: 'rule' | 'condition' | 'limit';
  readonly name: string;
  readonly range: SourceRange;
  /** How many calls the rule matched (so that it denied them), the condition held for, the limit had no room for. */
  readonly heldTrue: number;
  readonly heldFalse: number;
  /** The place in `statements` of the rule or limit that it belongs to. */
  readonly statement: number;
}

/** Two runs against the same text of the policy have the same places in the same order: their numbers can be added. */
export interface ScenarioCoverage {
  readonly policyUri: string;
  readonly statements: readonly CoveredStatement[];
  readonly branches: readonly CoveredBranch[];
}

export interface RunScenariosResult {
  /** In the order of the text: an entry for each test without a matrix, and for each case of the others. */
  readonly outcomes: readonly ScenarioOutcome[];
  /** Why nothing, or not everything, could run. */
  readonly problems: readonly ScenarioFileProblem[];
  /** Absent when the policy cannot be decided on. */
  readonly coverage?: ScenarioCoverage;
}
