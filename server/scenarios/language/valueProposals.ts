import { CompletionItemKind } from 'vscode-languageserver-types';
import { type Proposal, plainDocumentation, valueProposal } from '../../language/completion/proposal.ts';
import { textUnder } from '../../language/completion/request.ts';
import { quotedLiterally } from '../../language/completion/snippet.ts';
import { firstLine } from '../../language/untrustedText.ts';
import { valueAt } from '../../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import { knownTools } from '../../tools/knowledge.ts';
import { outcomes } from '../expectations.ts';
import { limitsById, rulesById, rulesOfTool } from '../policyIds.ts';
import { upstreamOutcomes } from '../readCall.ts';
import { windowModes } from '../scenarioCases.ts';
import {
  compiledToolOf,
  isInTraffic,
  likelyPolicy,
  limitsOfCall,
  policyOf,
  type ScenarioRequest,
  stepNode,
  textsInUse,
  toolNames,
} from './scenarioRequest.ts';
import type { ScenarioRole } from './scenarioRole.ts';

/** What a key of a scenario file can have as its value. */
export function valueProposals(request: ScenarioRequest, role: ScenarioRole | undefined): Proposal[] {
  const { slot, file } = request;
  switch (`${role}.${slot.key}`) {
    case 'file.policy':
      return words(request.policies.length > 0 ? request.policies : [likelyPolicy([])]);
    case 'file.windows':
    case 'scenario.windows':
      return words(windowModes);
    case 'file.now':
    case 'scenario.now':
    case 'step.at':
      return moments;
    case 'step.after':
    case 'step.every':
    case 'step.for':
    case 'step.answeredAfter':
    case 'stream.every':
    case 'stream.pause':
    case 'stream.from':
    case 'stream.to':
    case 'stream.answeredAfter':
      return durations;
    case 'step.tool':
    case 'stream.tool':
      return toolProposals(request);
    case 'step.fixture':
    case 'stream.fixture':
      return words(file.document.written.fixtures.map(({ name }) => name));
    case 'step.grant':
    case 'step.session':
    case 'stream.grant':
    case 'stream.session':
      return words([...new Set(['default', ...textsInUse(request, slot.key ?? '')])]);
    case 'step.upstream':
    case 'stream.upstream':
      return words(upstreamOutcomes);
    case 'stream.perMinute':
      return rates;
    case 'step.times':
    case 'stream.burst':
      return numbers(limitsOfCall(request).flatMap(({ max }) => [max, max + 1]));
    case 'expect.outcome':
      return words(outcomes);
    case 'expect.rule':
      return ruleProposals(request);
    case 'expect.message':
      return messageProposals(request);
    case 'expect.allowed':
    case 'expect.denied':
      return countProposals(request);
    default:
      return role === 'counters' ? maximumProposals(request) : [];
  }
}

function words(texts: readonly string[]): Proposal[] {
  return texts.map((text) => valueProposal(writtenJson(text), quotedLiterally(text)));
}

function numbers(values: readonly number[]): Proposal[] {
  return [...new Set(values)].map((value) => valueProposal(String(value), String(value)));
}

function noted(text: string, detail: string): Proposal {
  return valueProposal(writtenJson(text), quotedLiterally(text), { detail });
}

const moments: Proposal[] = [
  noted('2026-03-01T10:30:00Z', 'in the middle of an hour'),
  noted('2026-03-01T10:30:59Z', 'a second before the minute ends'),
  noted('2026-03-01T10:59:59Z', 'a second before the hour ends'),
  noted('2026-03-01T23:59:59Z', 'a second before midnight'),
];

const rates: Proposal[] = [
  valueProposal('30', '30', { detail: 'evenly' }),
  valueProposal('[0, 120]', '[0, 120]', { detail: 'a ramp' }),
];

const durations: Proposal[] = words(['1s', '30s', '1m', '1h', '1d']);

/** The tools that the policy names, and the server's others. */
function toolProposals(request: ScenarioRequest): Proposal[] {
  const policy = policyOf(request);
  const ofPolicy = [...(policy?.tools.keys() ?? []), ...(policy?.hidden.keys() ?? [])].filter((name) => name !== '*');
  const server = new Map(knownTools(request.knowledge).map((tool) => [tool.name, tool]));
  const names = [...new Set([...ofPolicy, ...server.keys()])];
  const listed = new Set(ofPolicy);
  return names.map((name) => {
    const tool = server.get(name);
    const description = tool?.description ?? tool?.title;
    return {
      label: name,
      kind: CompletionItemKind.Function,
      text: quotedLiterally(name),
      detail: listed.has(name) ? firstLine((description ?? '').slice(0, 200), 40) : 'not in the policy',
      ...(description !== undefined && { documentation: plainDocumentation(description, names.length) }),
    };
  });
}

/** The rules that can decide the step's call, then all others. */
function ruleProposals(request: ScenarioRequest): Proposal[] {
  const policy = policyOf(request);
  if (policy === undefined) return words(['(default deny)', '(hidden)']);
  const [name = ''] = toolNames(request);
  const own = rulesOfTool(policy, compiledToolOf(request)).map(([id]) => id);
  const gates = policy.hidden.has(name) ? ['(hidden)'] : policy.tools.has(name) ? [] : ['(default deny)'];
  const ids = new Set([...gates, ...own, ...rulesById(policy).keys()]);
  return [...ids].map((id) => {
    const message = rulesById(policy).get(id);
    const detail = message === undefined ? {} : { detail: firstLine(message, 40) };
    return valueProposal(writtenJson(id), quotedLiterally(id), { kind: CompletionItemKind.Reference, ...detail });
  });
}

/** What the agent is told by the rule that is expected, or else by any of the tool's. */
function messageProposals(request: ScenarioRequest): Proposal[] {
  const policy = policyOf(request);
  if (policy === undefined) return [];
  const rule = textUnder(valueAt(stepNode(request), 'expect'), 'rule');
  const all = rulesOfTool(policy, compiledToolOf(request)).filter(([id]) => rule === undefined || id === rule);
  return words([...new Set(all.flatMap(([, message]) => message ?? []))]);
}

function countProposals(request: ScenarioRequest): Proposal[] {
  // How many calls of traffic pass nobody knows before it has run.
  if (isInTraffic(request)) return [];
  const times: unknown = valueAt(stepNode(request), 'times')?.value;
  const all = typeof times === 'number' ? times : 1;
  const maximums = limitsOfCall(request).flatMap(({ max }) => (max < all ? [max, all - max] : []));
  return numbers([...maximums, all, 0]);
}

function maximumProposals(request: ScenarioRequest): Proposal[] {
  const policy = policyOf(request);
  const limit = policy && limitsById(policy).get(request.slot.key ?? '');
  return limit === undefined ? [] : numbers([limit.max, 1, 0]);
}
