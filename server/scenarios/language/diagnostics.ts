import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { diagnosticSource } from '../../language/diagnostics.ts';
import { rangeOf } from '../../language/range.ts';
import type { Severity } from '../../policy/problems/problem.ts';
import type { ScenarioDocument } from '../scenarioDocument.ts';
import type { ScenarioProblem, ScenarioProblemCode } from '../scenarioProblem.ts';

export interface ScenarioDiagnosticsOptions {
  /** The editor says itself what is not JSON, and which keys are written twice. */
  readonly besideJsonSupport: boolean;
  /** The address of `docs/diagnostics.md`, which has a section for each code. */
  readonly page?: string;
}

/** More are no help, and an editor draws each of them. */
const mostShown = 1000;

const saidByEditor: ReadonlySet<ScenarioProblemCode> = new Set(['scenario-json-syntax', 'scenario-duplicate-key']);

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Problems of a scenario file, as LSP wants them. */
export function scenarioDiagnostics(
  problems: readonly ScenarioProblem[],
  document: ScenarioDocument,
  { besideJsonSupport, page }: ScenarioDiagnosticsOptions,
): Diagnostic[] {
  return problems
    .filter(({ code }) => !besideJsonSupport || !saidByEditor.has(code))
    .slice(0, mostShown)
    .map((problem) => scenarioDiagnostic(problem, document, page));
}

export function scenarioDiagnostic(
  { span, severity, code, message }: ScenarioProblem,
  document: ScenarioDocument,
  page?: string,
): Diagnostic {
  return {
    range: rangeOf(span, document),
    severity: severities[severity],
    source: diagnosticSource,
    code,
    ...(page !== undefined && { codeDescription: { href: `${page}#${code}` } }),
    message,
  };
}
