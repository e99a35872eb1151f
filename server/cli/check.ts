import { TextDocument } from 'vscode-languageserver-textdocument';
import { findings } from '../language/findings.ts';
import { rangeOf } from '../language/range.ts';
import { type SeverityChoices, withSeverities } from '../language/severities.ts';
import { parsePolicyDocument } from '../policy/policyDocument.ts';
import type { ProblemCode, Severity } from '../policy/problems/problem.ts';
import { visibleLine } from '../policy/visibleText.ts';
import type { SourceRange } from '../protocol/simulation.ts';
import { type ToolsOfPolicy, type ToolsOption, toolsOfPolicies } from './knownTools.ts';
import { type ExitCode, type Terminal, UnreadableInput } from './terminal.ts';

/** One line of `check --format json`. The range is zero-based and counts UTF-16 code units, as in LSP. */
export interface CheckFinding {
  readonly file: string;
  readonly range: SourceRange;
  readonly severity: Severity;
  readonly code: ProblemCode;
  readonly message: string;
  /** The snapshot of the server's tools that the file was checked against, when there is one. */
  readonly tools?: string;
}

export interface CheckOptions extends ToolsOption {
  readonly severity: SeverityChoices;
  readonly format: 'text' | 'json';
}

/**
 * `mcp-policy check`: what the editor underlines. Errors and warnings are findings; information is only told. A file that
 * cannot be read is named, and the others are checked all the same.
 */
export async function check(files: readonly string[], options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const toolsOf = await toolsOfPolicies(options, terminal);
  const found: CheckFinding[] = [];
  let readable = files.length;
  for (const file of files) {
    try {
      for (const finding of await checkFile(file, toolsOf, options.severity, terminal)) found.push(finding);
    } catch (error) {
      if (!(error instanceof UnreadableInput)) throw error;
      terminal.complain(visibleLine(error.message));
      readable--;
    }
  }
  if (options.format === 'json') terminal.print(`${JSON.stringify(found, null, 2)}\n`);
  else if (readable > 0) terminal.print(asText(found, readable));
  if (readable < files.length) return 2;
  return found.some(({ severity }) => severity === 'error' || severity === 'warning') ? 1 : 0;
}

async function checkFile(
  file: string,
  toolsOf: ToolsOfPolicy,
  severities: SeverityChoices,
  terminal: Terminal,
): Promise<CheckFinding[]> {
  const text = TextDocument.create(file, 'json', 1, await terminal.read(file));
  const document = parsePolicyDocument(text);
  if (document.nature === 'foreign') {
    terminal.complain(visibleLine(`${file}: skipped, this is a policy of another product, not of PolicyLayer`));
    return [];
  }
  const { knowledge, snapshot } = await toolsOf(file);
  return withSeverities(findings(document, knowledge), severities).map(({ span, severity, code, message }) => ({
    file,
    range: rangeOf(span, document),
    severity,
    code,
    message,
    ...(snapshot !== undefined && { tools: snapshot }),
  }));
}

function asText(found: readonly CheckFinding[], fileCount: number): string {
  const lines = found.map(({ file, range, severity, code, message }) => {
    const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
    return visibleLine(`${place} ${severity} ${message} (${code})`);
  });
  const files = counted(fileCount, 'file');
  const count = (severity: Severity): number => found.filter((finding) => finding.severity === severity).length;
  const totals = [counted(count('error'), 'error'), counted(count('warning'), 'warning')];
  const forInformation = count('information') + count('hint');
  if (forInformation > 0) totals.push(`${forInformation} for information`);
  lines.push(`${files} checked: ${totals.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
