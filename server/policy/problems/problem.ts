import type { Replacement } from '../edits/replacement.ts';
import type { Span } from '../syntax/span.ts';

/** The stable names of everything that can be wrong. Each has a section in `docs/diagnostics.md`. */
export const problemCodes = [
  'json-syntax',
  'empty-policy-file',
  'not-an-object',
  'missing-property',
  'unknown-key',
  'wrong-type',
  'wrong-value',
  'out-of-range',
  'empty-name',
  'argument-path',
  'list-in-path',
  'pattern-does-not-compile',
  'duplicate-tool',
  'duplicate-key',
  'unknown-scope',
  'unknown-tool',
  'unknown-argument',
  'operator-never-matches',
  'value-never-matches',
  'weight-not-a-number',
  'tool-added-unseen',
  'tool-removed',
  'tool-renamed',
  'tool-description-changed',
  'tool-schema-changed',
  'tool-not-in-snapshot',
  'nothing-callable',
  'hidden-and-listed',
  'hidden-twice',
  'never-matches',
  'always-denied',
  'never-decides',
  'never-reached',
  'always-holds',
  'limit-never-binds',
  'counter-twice',
  'counter-under-two-tools',
  'weight-trap',
  'unanchored-path-pattern',
  'forbidden-words',
  'default-allows-unseen',
  'risky-tool-unguarded',
  'suspicious-tool-text',
  'shorthand',
  'reason-without-action',
  'intercept-dialect',
  'intercept-not-understood',
  'too-many-problems',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** A `hint` is shown faintly and listed nowhere: by a person's choice, or because the editor says the rest itself. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A way out of a problem. */
export interface ProblemFix {
  /** What it does, in the imperative; without an end mark. */
  readonly title: string;
  readonly edits: readonly Replacement[];
  /** True when it is so evident that *Fix all* makes it unasked: the policy decides every call as before, or as was plainly meant. */
  readonly isEvident: boolean;
}

/** Something wrong at one place of a policy, in words its author understands. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  /** What could be written at `span` instead, best first: JSON text, or a part of a path's. Each becomes a quick fix. */
  readonly replacements?: readonly string[];
  /** Ways out that do more than replace the span, best first; behind the replacements. */
  readonly fixes?: readonly ProblemFix[];
  /** Another place that explains this one, e.g. the other one of two duplicates. */
  readonly related?: { readonly span: Span; readonly message: string };
}
