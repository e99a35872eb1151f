import * as vscode from 'vscode';
import type { Connection } from '../simulator/languageServer.ts';
import { newScenario } from './newScenario.ts';
import { isScenarioFile } from './scenarioFiles.ts';
import { TestExplorer } from './testExplorer.ts';

export interface ScenarioSurroundings {
  /** The running client; starts it when it is not running yet. */
  readonly client: () => Promise<Connection<vscode.CancellationToken>>;
  readonly isPolicy: (document: vscode.TextDocument) => boolean;
  readonly log: (problem: string) => void;
  /** Says to the person what fails. */
  readonly attempt: (work: Promise<unknown>) => Promise<unknown>;
}

/** The test view, and the commands around it. */
export function registerTesting({ client, isPolicy, log, attempt }: ScenarioSurroundings): TestExplorer {
  const explorer = new TestExplorer({ client, log });
  explorer.subscriptions.push(
    vscode.commands.registerCommand('mcpPolicy.runPolicyScenarios', () => attempt(runScenarios())),
    vscode.commands.registerCommand('mcpPolicy.newScenario', () => attempt(startScenario())),
  );
  return explorer;

  async function runScenarios(): Promise<void> {
    const active = vscode.window.activeTextEditor?.document;
    if (active !== undefined && isScenarioFile(active.uri)) {
      await explorer.runScenarioFile(active.uri);
      return;
    }
    const policy = activePolicy();
    if (policy === undefined || (await explorer.runScenariosOf(policy)) > 0) return;
    const create = 'New Scenario';
    const answer = await vscode.window.showInformationMessage('No scenario file names this policy.', create);
    if (answer === create) await newScenario(policy, client);
  }

  async function startScenario(): Promise<void> {
    const policy = activePolicy();
    if (policy !== undefined) await newScenario(policy, client);
  }

  /** The policy in front of the person. Where there is none, that is said. */
  function activePolicy(): vscode.Uri | undefined {
    const editors = [vscode.window.activeTextEditor ?? [], vscode.window.visibleTextEditors].flat();
    const policy = editors.find(({ document }) => isPolicy(document))?.document.uri;
    if (policy === undefined) void vscode.window.showInformationMessage('Open the policy first.');
    return policy;
  }
}
