import type * as vscode from 'vscode';
import type { ScenarioCoverage } from '../../server/protocol/scenarios.ts';
import type { RunListener } from './fileRun.ts';
import type { Report } from './reports.ts';
import type { ScenarioFileItem } from './scenarioFileItem.ts';
import { tell } from './testMessages.ts';

/** What VS Code was told in one run. */
export interface ScenarioRun {
  readonly isContinuous: boolean;
  /** The ids of the entries that were said to be running. */
  readonly started: string[];
  /** With the URI of the scenario file, and the label of the entry. */
  readonly reports: (Report & { readonly file: string; readonly label: string })[];
  /** As printed, colours included. */
  output: string;
  /** Of each file whose policy could be decided on. */
  readonly coverage: ScenarioCoverage[];
  /** The person ended it. */
  isCancelled: boolean;
}

export function newScenarioRun(isContinuous: boolean): ScenarioRun {
  return { isContinuous, started: [], reports: [], output: '', coverage: [], isCancelled: false };
}

/** Passes on to VS Code what becomes of a file, and keeps it in the record. */
export function listener(run: vscode.TestRun, file: ScenarioFileItem, record: ScenarioRun): RunListener {
  return {
    resolved: (result) => file.show(result),
    started(test) {
      record.started.push(test);
      const item = file.entryOf(test);
      if (item !== undefined) run.started(item);
    },
    reported(report) {
      record.reports.push({ ...report, file: file.item.id, label: file.entryOf(report.test)?.label ?? '' });
      tell(run, file, report);
    },
    printed({ text, test, range }) {
      record.output += text;
      const location = range === undefined ? undefined : file.locationOf(range);
      run.appendOutput(text, location, test === undefined ? undefined : file.entryOf(test));
    },
  };
}
