import type { Cancellation } from '../../../client/testing/cancellation.ts';
import { type FileRun, runFile } from '../../../client/testing/fileRun.ts';
import type { Report } from '../../../client/testing/reports.ts';
import type { ScenarioServer } from '../../../client/testing/scenarioServer.ts';
import type {
  RunScenariosParams,
  RunScenariosResult,
  ScenarioFailure,
  ScenarioOutcome,
  ScenariosResult,
  ScenarioTest,
} from '../../../server/protocol/scenarios.ts';
import type { SourceRange } from '../../../server/protocol/simulation.ts';

/** A person who may have had enough. */
class Token implements Cancellation {
  isCancellationRequested = false;
  readonly listeners = new Set<() => void>();

  onCancellationRequested = (listener: () => void) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  cancel(): void {
    this.isCancellationRequested = true;
    for (const listener of [...this.listeners]) listener();
  }
}

/** A file of these scenarios, each with the names of its steps; with a matrix, of its cases, which have them all. */
export function scenarioFile(
  scenarios: Readonly<Record<string, { steps: string[]; cases?: string[] }>>,
): ScenariosResult {
  let line = 0;
  const steps = (parent: string, names: string[]) =>
    names.map((name) => ({ id: `${parent}/${name}`, name, range: lineRange(line++) }));
  const tests = Object.entries(scenarios).map(([name, scenario]): ScenarioTest => {
    const range = lineRange(line++);
    if (scenario.cases === undefined) return { id: name, name, range, steps: steps(name, scenario.steps) };
    const cases = scenario.cases.map((one) => {
      const id = `${name}/${one}`;
      return { id, name: one, range: lineRange(line++), steps: steps(id, scenario.steps) };
    });
    return { id: name, name, range, cases, steps: [] };
  });
  return { policyUri: 'file:///policy.json', tests, problems: [] };
}

export function lineRange(line: number): SourceRange {
  return { start: { line, character: 2 }, end: { line, character: 9 } };
}

/** An outcome in which exactly the failures' steps failed. */
export function outcome(id: string, steps: string[], failures: readonly ScenarioFailure[] = []): ScenarioOutcome {
  return {
    id,
    state: failures.length === 0 ? 'passed' : 'failed',
    duration: 6,
    failures,
    steps: steps.map((name) => {
      const step = `${id}/${name}`;
      const state = failures.some((failure) => failure.step === step) ? 'failed' : 'passed';
      return { id: step, state, decision: 'allowed' };
    }),
  };
}

export function failure(step: string, message = 'Expected outcome "allowed", but it was "denied"'): ScenarioFailure {
  const decidedAt = { policyUri: 'file:///policy.json', range: lineRange(40) };
  return { step, message, range: lineRange(30), expected: 'outcome: allowed', actual: 'outcome: denied', decidedAt };
}

export interface Recorded {
  readonly started: string[];
  readonly reports: Report[];
  readonly output: string;
  readonly asked: RunScenariosParams[];
  readonly token: Token;
}

/** What a run tells VS Code. */
export async function recordedRun(
  read: ScenariosResult,
  answer: RunScenariosResult | ((parameters: RunScenariosParams, token: Token) => Promise<RunScenariosResult>),
  selection: FileRun['selection'] = {},
): Promise<Recorded> {
  const asked: RunScenariosParams[] = [];
  const server: ScenarioServer<Token> = {
    scenarios: async () => read,
    run: async (parameters, token) => {
      asked.push(parameters);
      return typeof answer === 'function' ? answer(parameters, token) : answer;
    },
  };
  const started: string[] = [];
  const reports: Report[] = [];
  let output = '';
  const cancellation = new Token();
  await runFile(
    server,
    { parameters: { uri: 'file:///a.policytest.json' }, name: 'a.policytest.json', selection },
    {
      resolved: () => undefined,
      started: (test) => started.push(test),
      reported: (report) => reports.push(report),
      printed: ({ text }) => {
        output += text;
      },
    },
    cancellation,
  );
  return { started, reports, output, asked, token: cancellation };
}

/** `a/b passed`, in the order of the reports; the file itself is `(file)`. */
export function told({ reports }: Recorded): string[] {
  return reports.map(({ test, state }) => `${test ?? '(file)'} ${state}`);
}
