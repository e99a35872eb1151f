import type { Severity } from '../policy/problems/problem.ts';
import type { Span } from '../policy/syntax/span.ts';

/** The stable names of everything that can be wrong with a scenario file. Each has a section in `docs/diagnostics.md`. */
export const scenarioProblemCodes = [
  'scenario-json-syntax',
  'scenario-duplicate-key',
  'scenario-missing-property',
  'scenario-unknown-key',
  'scenario-wrong-value',
  'scenario-time',
  'scenario-two-times',
  'scenario-time-goes-back',
  'scenario-traffic',
  'scenario-unknown-fixture',
  'scenario-unused-fixture',
  'scenario-unknown-placeholder',
  'scenario-same-name',
  'scenario-impossible',
  'scenario-policy',
  'scenario-unknown-tool',
  'scenario-unknown-rule',
  'scenario-unknown-counter',
  'scenario-too-many-problems',
] as const;

export type ScenarioProblemCode = (typeof scenarioProblemCodes)[number];

/** Something wrong at one place of a scenario file. With an error, the scenario that it lies in does not run. */
export interface ScenarioProblem {
  readonly code: ScenarioProblemCode;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  /** What could be written at `span` instead, as JSON text, best first. */
  readonly replacements?: readonly string[];
  /** The key that is not there, where one is. */
  readonly missing?: string;
}
