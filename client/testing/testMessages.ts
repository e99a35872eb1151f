import * as vscode from 'vscode';
import type { Report, ReportedMessage } from './reports.ts';
import { rangeOf, type ScenarioFileItem } from './scenarioFileItem.ts';

/** Tells VS Code what became of an entry. One that is gone meanwhile is left out. */
export function tell(run: vscode.TestRun, file: ScenarioFileItem, report: Report): void {
  const item = file.entryOf(report.test);
  if (item === undefined) return;
  const messages = report.messages.flatMap((message) => testMessages(file.uri, message));
  switch (report.state) {
    case 'passed':
      run.passed(item, report.duration);
      break;
    case 'failed':
      run.failed(item, messages, report.duration);
      break;
    case 'errored':
      run.errored(item, messages, report.duration);
      break;
    case 'skipped':
      run.skipped(item);
      break;
  }
}

/**
 * Two for a failed expectation: a sentence, with the way to the policy, and the comparison. In the text VS Code shows the
 * first one of a line, and of a comparison it would show scraps of both sides instead of the sentence.
 */
function testMessages(uri: vscode.Uri, { text, range, difference, decidedAt }: ReportedMessage): vscode.TestMessage[] {
  const sentence = new vscode.TestMessage(text);
  const location = range && new vscode.Location(uri, rangeOf(range));
  if (location !== undefined) sentence.location = location;
  if (location !== undefined && decidedAt !== undefined) {
    const policy = vscode.Uri.parse(decidedAt.policyUri);
    sentence.stackTrace = [
      new vscode.TestMessageStackFrame('Expected here', uri, location.range.start),
      new vscode.TestMessageStackFrame('Decided here', policy, rangeOf(decidedAt.range).start),
    ];
  }
  if (difference === undefined) return [sentence];
  const comparison = vscode.TestMessage.diff(text, difference.expected, difference.actual);
  if (location !== undefined) comparison.location = location;
  return [sentence, comparison];
}
