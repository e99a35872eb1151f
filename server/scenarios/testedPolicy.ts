import type { CompiledPolicy } from '../decision/compile/compiledPolicy.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem } from '../policy/problems/problem.ts';
import { decidablePolicy } from '../simulation/decidablePolicy.ts';

/** The policy that a scenario file names, as far as it could be had. */
export type TestedPolicy =
  /** There is no such file, or it cannot be read; `reason` is a sentence without an end mark. */
  | { readonly state: 'missing'; readonly reason: string }
  /** The proxy would not load it, or nobody knows how it would decide; `reason` names the first line to blame. */
  | { readonly state: 'undecidable'; readonly document: PolicyDocument; readonly reason: string }
  | { readonly state: 'ready'; readonly document: PolicyDocument; readonly policy: CompiledPolicy };

/** A policy's text as scenarios are run against it, or why they cannot be. */
export function testedPolicy(document: PolicyDocument, problems: readonly Problem[]): TestedPolicy {
  const decidable = decidablePolicy(document, problems);
  return 'reason' in decidable
    ? { state: 'undecidable', document, reason: decidable.reason }
    : { state: 'ready', document, policy: decidable.policy };
}
