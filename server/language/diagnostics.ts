import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem, Severity } from '../policy/problem.ts';
import { rangeOf } from './range.ts';

/** The name under which an editor shows what comes from here. */
export const diagnosticSource = 'MCP Policy';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** A problem as LSP wants it. */
export function toDiagnostic(problem: Problem, document: PolicyDocument): Diagnostic {
  return {
    range: rangeOf(problem.span, document),
    severity: severities[problem.severity],
    source: diagnosticSource,
    code: problem.code,
    message: problem.message,
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
