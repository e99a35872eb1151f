import { TextDocument } from 'vscode-languageserver-textdocument';
import { driftProblems } from '../analysis/drift/driftProblems.ts';
import { type SeverityChoices, withSeverities } from '../language/severities.ts';
import { type PolicyDocument, parsePolicyDocument } from '../policy/policyDocument.ts';
import type { Problem } from '../policy/problems/problem.ts';
import { visibleLine } from '../policy/visibleText.ts';
import { markedTools } from '../simulation/drift/driftMarks.ts';
import { isCompleteList } from '../tools/drift/toolChanges.ts';
import { nothingKnown, type ToolKnowledge } from '../tools/knowledge.ts';
import { withRiskOverrides } from '../tools/riskOverrides.ts';
import { savedSnapshot } from '../tools/savedSnapshot.ts';
import { type Snapshot, stringifySnapshot } from '../tools/snapshot.ts';
import type { ToolList } from '../tools/tool.ts';
import { asJson, asText, type DriftReport } from './drift/report.ts';
import { readSnapshot, readWholeSnapshot } from './snapshotFile.ts';
import { snapshotOfPolicy } from './snapshotOfPolicy.ts';
import { type ExitCode, type Terminal, UnreadableInput } from './terminal.ts';
import { configuredTools } from './tools.ts';

export interface DriftOptions {
  /** The snapshot that the server is compared with; by default the one that belongs to the policy. */
  readonly baseline?: string;
  /** What the server has now, as a snapshot; or `config` and `server`, to ask it. */
  readonly tools?: string;
  readonly config?: string;
  readonly server?: string;
  readonly input: readonly string[];
  /** In seconds. */
  readonly timeout: number;
  readonly accept?: boolean;
  readonly severity: SeverityChoices;
  readonly format: 'text' | 'json';
}

/**
 * `mcp-policy drift`: what changed in a policy's server since its snapshot, and what that does to the policy. Without what the
 * server has now, the policy is compared with the snapshot. Errors and warnings are consequences, unless `--accept` makes
 * the server as it is the new snapshot: who accepts has seen them.
 */
export async function drift(file: string, options: DriftOptions, terminal: Terminal): Promise<ExitCode> {
  const document = await policyOf(file, terminal);
  const path = options.baseline ?? (await snapshotOf(file, options.server, terminal));
  const saved = await readWholeSnapshot(path, terminal, options.baseline === undefined);
  const baseline = saved.list;
  const now = await currentTools(options, terminal);
  if (options.accept === true) demandWhole(now, path);
  const knowledge = now === undefined ? nothingKnown : knowledgeOf(now, saved);
  const report: DriftReport = {
    file,
    document,
    baseline,
    now,
    tools: markedTools(document, knowledge, baseline),
    problems: withSeverities(inOrder(driftProblems(document, knowledge, baseline)), options.severity),
  };
  terminal.print(options.format === 'json' ? asJson(report) : asText(report));
  if (options.accept === true && now !== undefined) {
    await terminal.write(path, stringifySnapshot(savedSnapshot(now, saved)));
    terminal.complain(visibleLine(`${path}: accepted, ${now.tools.length} tools of ${now.server}`));
    return 0;
  }
  return report.problems.some(({ severity }) => severity === 'error' || severity === 'warning') ? 1 : 0;
}

async function snapshotOf(file: string, server: string | undefined, terminal: Terminal): Promise<string> {
  const place = await snapshotOfPolicy(file, server, terminal);
  if (place !== undefined) return place;
  throw new UnreadableInput(
    `No snapshot belongs to ${file}. Name one with --baseline, or save one with mcp-policy tools.`,
  );
}

/** With what people chose of the tools. */
function knowledgeOf(list: ToolList, { riskClasses }: Snapshot): ToolKnowledge {
  return withRiskOverrides({ state: 'fresh', list }, { settings: new Map(), snapshot: riskClasses });
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((left, right) => left.span.offset - right.span.offset);
}

async function policyOf(file: string, terminal: Terminal): Promise<PolicyDocument> {
  const document = parsePolicyDocument(TextDocument.create(file, 'json', 1, await terminal.read(file)));
  if (document.nature === 'foreign') {
    throw new UnreadableInput(`${file} is a policy of another product, not of PolicyLayer`);
  }
  return document;
}

async function currentTools(options: DriftOptions, terminal: Terminal): Promise<ToolList | undefined> {
  const { tools, config, server, input, timeout } = options;
  if (tools !== undefined && (config !== undefined || server !== undefined)) {
    throw new UnreadableInput('--tools and --config with --server both say what the server has now. Give one of them.');
  }
  if (tools !== undefined) return readSnapshot(tools, terminal);
  if (config === undefined && server === undefined) return undefined;
  if (config === undefined || server === undefined) {
    throw new UnreadableInput('--config names the file, and --server the server in it. Give both.');
  }
  return configuredTools({ config, server, input, timeout }, terminal);
}

/** What is not in an incomplete list would be new when the server lists it again. */
function demandWhole(now: ToolList | undefined, path: string): void {
  if (now === undefined) {
    throw new UnreadableInput('--accept needs what the server has now. Give --tools, or --config and --server.');
  }
  if (isCompleteList(now)) return;
  throw new UnreadableInput(`The list is not complete, so it was not accepted and ${path} is as it was.`);
}
