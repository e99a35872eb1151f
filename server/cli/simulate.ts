import { TextDocument } from 'vscode-languageserver-textdocument';
import { type AssumptionId, assumptions } from '../decision/assumptions.ts';
import { Counters } from '../decision/counting/counters.ts';
import type { WindowMode } from '../decision/counting/windows.ts';
import { decide } from '../decision/decide.ts';
import type { Decision, ToolCall } from '../decision/decision.ts';
import { parsePolicyDocument } from '../policy/policyDocument.ts';
import { didYouMean, didYouMeanSentence } from '../policy/problems/didYouMean.ts';
import { policyProblems } from '../policy/problems/policyProblems.ts';
import { shownName } from '../policy/shownName.ts';
import { visibleLine } from '../policy/visibleText.ts';
import { decidablePolicy } from '../simulation/decidablePolicy.ts';
import { knownNames, provesAbsence, type ToolKnowledge } from '../tools/knowledge.ts';
import { readCalls } from './calls.ts';
import { type ToolsOption, toolsOfPolicies } from './knownTools.ts';
import { type ExitCode, type Terminal, UnreadableInput } from './terminal.ts';

export interface SimulateOptions extends ToolsOption {
  readonly calls: string;
  readonly windows: WindowMode;
  readonly format: 'text' | 'jsonl';
}

/**
 * `mcp-policy simulate`: one decision a line, in the order of the calls, from empty counters. A denied call is an answer,
 * not a finding: the exit code is 0 when every call could be decided. Tools that the server does not have are remarked on:
 * the proxy decides on such a call all the same.
 */
export async function simulate(file: string, options: SimulateOptions, terminal: Terminal): Promise<ExitCode> {
  if (file === '-' && options.calls === '-') {
    throw new UnreadableInput(
      'The policy and the calls cannot both come from standard input: name a file for one of them.',
    );
  }
  const document = parsePolicyDocument(TextDocument.create(file, 'json', 1, await terminal.read(file)));
  const decidable = decidablePolicy(document, policyProblems(document));
  if ('reason' in decidable) {
    const { reason } = decidable;
    const hint = '`mcp-policy check` lists everything wrong.';
    throw new UnreadableInput(visibleLine(`${file} cannot be decided on. ${reason}. ${hint}`));
  }
  const { knowledge } = await (await toolsOfPolicies(options, terminal))(file);
  const counters = new Counters(options.windows);
  const calls = readCalls(options.calls, await terminal.read(options.calls), terminal.now(), terminal.complain);
  for (const remark of unknownTools(calls, knowledge)) terminal.complain(visibleLine(`${options.calls}: ${remark}`));
  for (const [index, call] of calls.entries()) {
    const decision = decide(decidable.policy, counters, call);
    terminal.print(options.format === 'jsonl' ? `${asJson(index, call, decision)}\n` : asText(call, decision));
  }
  return 0;
}

/** A remark on each tool that is called and is known not to exist. */
function unknownTools(calls: readonly ToolCall[], knowledge: ToolKnowledge): string[] {
  if (!provesAbsence(knowledge)) return [];
  const names = knownNames(knowledge);
  const strange = new Set(calls.map(({ tool }) => tool).filter((tool) => !names.has(tool)));
  return [...strange].map((tool) => {
    const sentence = didYouMeanSentence(didYouMean(tool, [...names]));
    return `the server has no tool ${shownName(tool)}${sentence}`;
  });
}

function asJson(index: number, call: ToolCall, decision: Decision): string {
  const { outcome, rule, message, counters } = decision;
  const assumed = assumedIn(decision);
  return JSON.stringify({
    index,
    at: iso(call.at),
    tool: call.tool,
    outcome,
    rule,
    message,
    counters: counters.map(({ id, used, max, window, resetsAt }) => ({
      id,
      used,
      max,
      window,
      resetsAt: iso(resetsAt),
    })),
    ...(assumed.length > 0 && { assumptions: assumed }),
  });
}

function asText(call: ToolCall, decision: Decision): string {
  const { outcome, rule, message, counters } = decision;
  const why = rule === undefined ? '' : `  ${rule}  ${message ?? ''}`;
  const lines = [`${iso(call.at)}  ${outcome.padEnd(8)}  ${call.tool}${why}`];
  for (const { id, used, max, resetsAt } of counters)
    lines.push(`    ${id}: ${used} of ${max}, resets at ${iso(resetsAt)}`);
  for (const id of assumedIn(decision)) lines.push(`    (assumed) ${assumptions[id]}`);
  return lines.map((line) => `${visibleLine(line)}\n`).join('');
}

/** What any step of the decision rests on, each once. */
function assumedIn({ steps }: Decision): AssumptionId[] {
  return [...new Set(steps.flatMap((step) => step.assumptions ?? []))];
}

function iso(moment: number): string {
  return new Date(moment).toISOString();
}
