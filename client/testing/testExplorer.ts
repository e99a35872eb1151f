import * as vscode from 'vscode';
import type { ScenariosParams } from '../../server/protocol/scenarios.ts';
import type { Connection } from '../simulator/languageServer.ts';
import { runFile } from './fileRun.ts';
import { GoneFiles } from './goneFiles.ts';
import { linkedCancellation } from './linkedCancellation.ts';
import { PolicyCoverage } from './policyCoverage.ts';
import { Repeater } from './repeater.ts';
import { ScenarioFileItem } from './scenarioFileItem.ts';
import { findScenarioFiles, isOnDisk, isOpen, isScenarioFile, textOf, watchFiles } from './scenarioFiles.ts';
import { listener, newScenarioRun, type ScenarioRun } from './scenarioRun.ts';
import { scenarioServer } from './scenarioServer.ts';

export interface TestingSurroundings {
  /** The running client; starts it when it is not running yet. */
  readonly client: () => Promise<Connection<vscode.CancellationToken>>;
  readonly log: (problem: string) => void;
}

/** The scenario files in VS Code's test view. No process is started before a file is read or run. */
export class TestExplorer implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController('mcpPolicy.scenarios', 'MCP Policy Scenarios');
  private readonly runProfile: vscode.TestRunProfile;
  private readonly server;
  private readonly coverage = new PolicyCoverage();
  private readonly files = new Map<string, ScenarioFileItem>();
  private readonly goneFiles = new GoneFiles<vscode.Uri>(isOnDisk);
  /** Of these the results are old: they, or their policy, were changed. */
  private readonly outdated = new vscode.EventEmitter<ScenarioFileItem>();
  private readonly rereading = new Repeater<ScenarioFileItem>(async (files) => {
    await Promise.all(files.map((file) => this.read(file)));
  });
  private readonly begun = new vscode.EventEmitter<ScenarioRun>();
  private readonly ended = new vscode.EventEmitter<ScenarioRun>();
  /** Disposed of with the view. */
  readonly subscriptions: vscode.Disposable[];
  /** Its record is filled while it goes on. */
  readonly onDidBeginRun = this.begun.event;
  readonly onDidEndRun = this.ended.event;

  constructor(private readonly surroundings: TestingSurroundings) {
    const { controller } = this;
    this.server = scenarioServer(surroundings.client);
    controller.resolveHandler = (item) => (item === undefined ? this.discover() : this.readItem(item));
    controller.refreshHandler = (token) => this.refresh(token);
    const { Run, Coverage } = vscode.TestRunProfileKind;
    this.runProfile = controller.createRunProfile('Run', Run, this.runHandler(false), true, undefined, true);
    const coverage = controller.createRunProfile('Coverage', Coverage, this.runHandler(true), true);
    coverage.loadDetailedCoverage = async (_run, file) => this.coverage.details(file);
    this.subscriptions = [
      controller,
      this.outdated,
      this.rereading,
      this.begun,
      this.ended,
      watchFiles({
        appeared: (uri) => {
          this.goneFiles.appeared();
          this.add(uri);
        },
        changed: (uri) => this.changed(uri, true),
        closed: (uri) => this.changed(uri, false),
        gone: (uri) => this.removeGone(uri).then(() => this.changed(uri, true)),
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.discover()),
    ];
    for (const { uri } of vscode.workspace.textDocuments) this.add(uri);
  }

  /** Runs the scenarios of a policy, wherever they are. Resolves to how many files there are. */
  async runScenariosOf(policy: vscode.Uri): Promise<number> {
    await this.discover();
    const all = [...this.files.values()];
    await Promise.all(all.filter(({ isRead }) => !isRead).map((file) => this.read(file)));
    return this.runFiles(all.filter((file) => file.policy?.toString() === policy.toString()));
  }

  /** Runs one scenario file. */
  async runScenarioFile(uri: vscode.Uri): Promise<number> {
    const file = this.add(uri);
    return this.runFiles(file === undefined ? [] : [file]);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async runFiles(files: readonly ScenarioFileItem[]): Promise<number> {
    if (files.length === 0) return 0;
    const items = files.map(({ item }) => item);
    await this.run(new vscode.TestRunRequest(items, undefined, this.runProfile), false);
    return files.length;
  }

  private runHandler(withCoverage: boolean): vscode.TestRunProfile['runHandler'] {
    return async (request, token) => {
      const first = this.run(request, withCoverage, token);
      if (request.continuous === true) this.repeat(request, withCoverage, token, first);
      await first;
    };
  }

  /**
   * Until the token is cancelled, which ends a run that is under way, too: VS Code ends only those that it started.
   * @param first the run of everything, which must not be overtaken
   */
  private repeat(
    request: vscode.TestRunRequest,
    withCoverage: boolean,
    token: vscode.CancellationToken,
    first: Promise<void>,
  ): void {
    const repeater = new Repeater<ScenarioFileItem>(async (files) => {
      await first;
      const items = files.flatMap((file) => file.itemsIn(request));
      const { exclude, profile } = request;
      if (items.length > 0 && !token.isCancellationRequested)
        await this.run(new vscode.TestRunRequest(items, exclude, profile, true, true), withCoverage, token);
    });
    const subscription = this.outdated.event((file) => repeater.add(file));
    token.onCancellationRequested(() => {
      subscription.dispose();
      repeater.dispose();
    });
  }

  /** @param token cancels the run, as the run's own does */
  private async run(
    request: vscode.TestRunRequest,
    withCoverage: boolean,
    token?: vscode.CancellationToken,
  ): Promise<void> {
    const run = this.controller.createTestRun(request);
    const record = newScenarioRun(request.continuous === true);
    const cancellation = linkedCancellation(run.token, ...(token === undefined ? [] : [token]));
    this.begun.fire(record);
    try {
      if (request.include === undefined) await this.discover(cancellation.token);
      for (const file of this.files.values()) {
        const selection = file.selectionIn(request);
        if (selection === undefined || cancellation.token.isCancellationRequested) continue;
        const parameters = await this.parametersOf(file);
        const fileRun = { parameters, name: file.item.label, selection };
        const covered = await runFile(this.server, fileRun, listener(run, file, record), cancellation.token);
        if (covered !== undefined) record.coverage.push(covered);
      }
      // Of a part of the scenarios it would say that the others exercise nothing.
      if (withCoverage && !cancellation.token.isCancellationRequested) this.coverage.add(run, record.coverage);
    } catch (error) {
      this.surroundings.log(problemIn(error));
    } finally {
      record.isCancelled = cancellation.token.isCancellationRequested;
      cancellation.dispose();
      run.end();
      this.ended.fire(record);
    }
  }

  private async refresh(token: vscode.CancellationToken): Promise<void> {
    await this.discover(token);
    await Promise.all([...this.files.values()].filter(({ isRead }) => isRead).map((file) => this.read(file)));
  }

  private async discover(token?: vscode.CancellationToken): Promise<void> {
    const found = await findScenarioFiles(token);
    if (token?.isCancellationRequested === true) return;
    for (const uri of found) this.add(uri);
    const there = new Set(found.map((uri) => uri.toString()));
    const missing = [...this.files.values()].filter(({ item }) => !there.has(item.id));
    // A setting may exclude what is open all the same.
    await Promise.all(missing.map(({ uri }) => (isOpen(uri) ? this.removeGone(uri) : this.remove(uri))));
  }

  private add(uri: vscode.Uri): ScenarioFileItem | undefined {
    if (!isScenarioFile(uri)) return undefined;
    const known = this.files.get(uri.toString());
    const file = known ?? new ScenarioFileItem(this.controller, uri);
    if (known === undefined) {
      this.files.set(file.item.id, file);
      this.controller.items.add(file.item);
    }
    // Beside the lines of an open file VS Code shows what can be run.
    if (isOpen(uri) && !file.isRead) this.rereading.add(file);
    return file;
  }

  private async removeGone(uri: vscode.Uri): Promise<void> {
    if (this.files.has(uri.toString()) && (await this.goneFiles.isGone(uri))) this.remove(uri);
  }

  private remove(uri: vscode.Uri): void {
    if (this.files.delete(uri.toString())) this.controller.items.delete(uri.toString());
  }

  private changed(uri: vscode.Uri, isEdit: boolean): void {
    const name = uri.toString();
    const file = this.files.get(name);
    if (file?.isRead === true) this.rereading.add(file);
    for (const one of this.files.values()) {
      if (one !== file && one.policy?.toString() !== name) continue;
      // A document that is closed may take unsaved text with it, or nothing at all.
      if (isEdit) this.controller.invalidateTestResults(one.item);
      this.outdated.fire(one);
    }
  }

  private async readItem(item: vscode.TestItem): Promise<void> {
    const file = this.files.get(item.id);
    if (file !== undefined) await this.read(file);
  }

  private async read(file: ScenarioFileItem): Promise<void> {
    file.item.busy = true;
    try {
      const parameters = await this.parametersOf(file);
      file.show(await this.server.scenarios(parameters, new vscode.CancellationTokenSource().token));
    } catch (error) {
      file.showProblem(problemIn(error));
      this.surroundings.log(problemIn(error));
    } finally {
      file.item.busy = false;
    }
  }

  private async parametersOf({ uri }: ScenarioFileItem): Promise<ScenariosParams> {
    const text = await textOf(uri);
    return { uri: uri.toString(), ...(text === undefined ? {} : { text }) };
  }
}

function problemIn(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
