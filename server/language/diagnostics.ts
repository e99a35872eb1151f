import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem, ProblemCode, Severity } from '../policy/problems/problem.ts';
import { rangeOf } from './range.ts';

/** The name under which an editor shows what comes from here. */
export const diagnosticSource = 'MCP Policy';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What has no effect at all is drawn faintly. */
const withoutEffect: ReadonlySet<ProblemCode> = new Set(['duplicate-tool', 'duplicate-key']);

/**
 * A problem as LSP wants it.
 * @param page the address of `docs/diagnostics.md`, which has a section for each code; without one the code is no link
 */
export function toDiagnostic(problem: Problem, document: PolicyDocument, page?: string): Diagnostic {
  return {
    range: rangeOf(problem.span, document),
    severity: severities[problem.severity],
    source: diagnosticSource,
    code: problem.code,
    ...(page !== undefined && { codeDescription: { href: `${page}#${problem.code}` } }),
    message: problem.message,
    ...(withoutEffect.has(problem.code) && { tags: [DiagnosticTag.Unnecessary] }),
    ...(problem.related && {
      relatedInformation: [
        {
          location: { uri: document.uri, range: rangeOf(problem.related.span, document) },
          message: problem.related.message,
        },
      ],
    }),
  };
}
