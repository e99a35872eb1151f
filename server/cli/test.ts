import { dirname, join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parsePolicyDocument } from '../policy/policyDocument.ts';
import { policyProblems } from '../policy/problems/policyProblems.ts';
import { visibleLine } from '../policy/visibleText.ts';
import { addCoverage, coverageFigures, percentOf } from '../scenarios/coverageFigures.ts';
import type { Coverage } from '../scenarios/coverageRecorder.ts';
import { hasPassed, wholeRun } from '../scenarios/runScenario.ts';
import { parseScenarioDocument } from '../scenarios/scenarioDocument.ts';
import { fileCoverage, type ScenarioFile, scenarioFile, scenarioRuns } from '../scenarios/scenarioFile.ts';
import { type TestedPolicy, testedPolicy } from '../scenarios/testedPolicy.ts';
import { textIn } from '../scenarios/writtenScenarios.ts';
import { type ToolsOfPolicy, type ToolsOption, toolsOfPolicies } from './knownTools.ts';
import { type ExitCode, type Terminal, UnreadableInput } from './terminal.ts';
import { coverageAsText } from './test/coverageText.ts';
import { asJson } from './test/jsonReport.ts';
import { asJunit } from './test/junitReport.ts';
import type { CoveredPolicy, TestedCase, TestedFile, TestReport } from './test/report.ts';
import { asText } from './test/textReport.ts';

export interface TestOptions extends ToolsOption {
  /** A policy to test instead of those that the files name. */
  readonly policy?: string;
  readonly format: 'text' | 'json' | 'junit';
  readonly coverage?: boolean;
  /** In per cent. */
  readonly minCoverage?: number;
}

/** The policies that were read, by their paths: several files may test the same one. */
type Policies = Map<string, TestedPolicy>;

interface Sources {
  readonly policies: Policies;
  readonly toolsOf: ToolsOfPolicy;
  readonly terminal: Terminal;
}

/**
 * `mcp-policy test`: runs scenario files. 0 when all scenarios pass, 1 when one fails or too little of a policy is
 * exercised, 2 when one cannot be run.
 */
export async function test(patterns: readonly string[], options: TestOptions, terminal: Terminal): Promise<ExitCode> {
  const found = await Promise.all(patterns.map((pattern) => terminal.find(pattern)));
  const sources: Sources = { policies: new Map(), toolsOf: await toolsOfPolicies(options, terminal), terminal };
  const files: TestedFile[] = [];
  for (const path of new Set(found.flat())) {
    const { file, snapshot } = await readFile(path, options.policy, sources);
    files.push({ ...runFile(path, file, terminal), snapshot });
  }
  const report: TestReport = { files, coverage: coverageOf(files) };
  terminal.print(printed(report, options));
  for (const line of remarks(files)) terminal.complain(line);
  const tooLittle = belowMinimum(report.coverage, options.minCoverage);
  for (const line of tooLittle) terminal.complain(line);
  return exitCodeOf(files, tooLittle.length > 0);
}

/** A scenario file, and the snapshot that it was checked against. */
interface ReadScenarios {
  readonly file: ScenarioFile;
  readonly snapshot: string | undefined;
}

async function readFile(path: string, chosen: string | undefined, sources: Sources): Promise<ReadScenarios> {
  const { policies, toolsOf, terminal } = sources;
  const document = parseScenarioDocument(TextDocument.create(path, 'json', 1, await terminal.read(path)));
  const named = textIn(document.written.policy);
  const policyPath = chosen ?? (named === undefined || named === '' ? undefined : join(dirname(path), named));
  const read = chosen === undefined ? terminal.readFound : terminal.read;
  const tested = policyPath === undefined ? undefined : await readPolicy(policyPath, policies, read);
  if (policyPath === undefined || tested?.state !== 'ready') {
    return { file: scenarioFile(document, tested), snapshot: undefined };
  }
  const { knowledge, snapshot } = await toolsOf(policyPath);
  return { file: scenarioFile(document, tested, knowledge), snapshot };
}

async function readPolicy(path: string, policies: Policies, read: Terminal['read']): Promise<TestedPolicy> {
  const known = policies.get(path);
  if (known !== undefined) return known;
  const tested = await read(path).then(
    (text): TestedPolicy => {
      const document = parsePolicyDocument(TextDocument.create(path, 'json', 1, text));
      return testedPolicy(document, policyProblems(document));
    },
    (error: unknown): TestedPolicy => {
      if (error instanceof UnreadableInput) return { state: 'missing', reason: error.message };
      throw error;
    },
  );
  policies.set(path, tested);
  return tested;
}

function runFile(path: string, file: ScenarioFile, terminal: Terminal): Omit<TestedFile, 'snapshot'> {
  const coverage = fileCoverage(file);
  const cases = scenarioRuns(file, coverage).map((run): TestedCase => {
    if (run.blocked !== undefined) return { state: 'errored', case: run.case, problem: run.blocked };
    const started = terminal.now();
    const steps = wholeRun(run.steps());
    const state = hasPassed({ case: run.case, steps }) ? 'passed' : 'failed';
    return { state, case: run.case, steps, duration: terminal.now() - started };
  });
  return { path, file, cases, coverage: coverage?.coverage };
}

/** What all files together exercised of each policy. */
function coverageOf(files: readonly TestedFile[]): CoveredPolicy[] {
  const byPolicy = new Map<string, { coverage: Coverage } & Omit<CoveredPolicy, 'coverage'>>();
  for (const { file, coverage } of files) {
    if (coverage === undefined || file.tested?.state !== 'ready') continue;
    const { document } = file.tested;
    const known = byPolicy.get(document.uri);
    if (known === undefined) byPolicy.set(document.uri, { path: document.uri, document, coverage });
    else addCoverage(known.coverage, coverage);
  }
  return [...byPolicy.values()];
}

function printed(report: TestReport, { format, coverage, minCoverage }: TestOptions): string {
  if (format === 'json') return asJson(report);
  if (format === 'junit') return asJunit(report);
  const isAsked = coverage === true || minCoverage !== undefined;
  return asText(report) + (isAsked ? coverageAsText(report.coverage) : '');
}

/** What is worth knowing of a file and keeps nothing from being run, and errors where there is nothing to run. */
function remarks(files: readonly TestedFile[]): string[] {
  return files.flatMap(({ path, file, cases }) =>
    file.problems
      .filter(({ severity }) => severity === 'warning' || (severity === 'error' && cases.length === 0))
      .map(({ span, severity, code, message }) => {
        const { line, character } = file.document.text.positionAt(span.offset);
        return visibleLine(`${path}:${line + 1}:${character + 1} ${severity} ${message} (${code})`);
      }),
  );
}

function belowMinimum(coverage: readonly CoveredPolicy[], minimum: number | undefined): string[] {
  if (minimum === undefined) return [];
  return coverage.flatMap((policy) => {
    const percent = percentOf(coverageFigures(policy.coverage));
    if (percent >= minimum) return [];
    return [visibleLine(`${policy.path}: ${percent} % is exercised, less than the ${minimum} % asked for.`)];
  });
}

function exitCodeOf(files: readonly TestedFile[], isTooLittle: boolean): ExitCode {
  const cannotRun = files.some(
    ({ file, cases }) =>
      cases.some(({ state }) => state === 'errored') ||
      (cases.length === 0 && file.problems.some(({ severity }) => severity === 'error')),
  );
  if (cannotRun) return 2;
  return isTooLittle || files.some(({ cases }) => cases.some(({ state }) => state === 'failed')) ? 1 : 0;
}
