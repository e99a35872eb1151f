import * as vscode from 'vscode';
import type { ScenarioCoverage } from '../../server/protocol/scenarios.ts';
import { branchCount, type CoverageCount, coverageByPolicy, shownStatements, statementCount } from './coverage.ts';
import { rangeOf } from './scenarioFileItem.ts';

/** What runs exercised of policies, for as long as VS Code may ask for it. */
export class PolicyCoverage {
  private readonly behind = new WeakMap<vscode.FileCoverage, ScenarioCoverage>();

  /** Adds the totals of each policy to a run; where they are is told when VS Code asks for {@link details}. */
  add(run: vscode.TestRun, coverages: readonly ScenarioCoverage[]): void {
    for (const coverage of coverageByPolicy(coverages)) {
      const uri = vscode.Uri.parse(coverage.policyUri);
      const file = new vscode.FileCoverage(uri, count(statementCount(coverage)), count(branchCount(coverage)));
      this.behind.set(file, coverage);
      run.addCoverage(file);
    }
  }

  details(file: vscode.FileCoverage): vscode.FileCoverageDetail[] {
    const coverage = this.behind.get(file);
    if (coverage === undefined) return [];
    return shownStatements(coverage).map(
      ({ range, executed, branches }) =>
        new vscode.StatementCoverage(
          executed,
          rangeOf(range),
          branches.map((branch) => new vscode.BranchCoverage(branch.executed, rangeOf(branch.range), branch.label)),
        ),
    );
  }
}

function count({ covered, total }: CoverageCount): vscode.TestCoverageCount {
  return new vscode.TestCoverageCount(covered, total);
}
