import { CompletionItemKind } from 'vscode-languageserver-types';
import { keysBeside, keyText } from '../../language/completion/keys.ts';
import { ownDocumentation, type Proposal } from '../../language/completion/proposal.ts';
import { choice, quotedStop, stop } from '../../language/completion/snippet.ts';
import { outcomes } from '../expectations.ts';
import { keysIn } from '../placeholders.ts';
import { upstreamOutcomes } from '../readCall.ts';
import { argumentKeyProposals } from './argumentProposals.ts';
import { type DocumentedRole, isDocumented, scenarioKeys } from './scenarioKeys.ts';
import {
  isInTraffic,
  likelyPolicy,
  limitsOfCall,
  policyOf,
  type ScenarioRequest,
  scenarioNode,
} from './scenarioRequest.ts';
import type { ScenarioRole } from './scenarioRole.ts';

/** The keys that an object of a scenario file may still have. */
export function keyProposals(request: ScenarioRequest, role: ScenarioRole | undefined): Proposal[] {
  if (isDocumented(role)) return documentedProposals(request, role);
  if (role === 'arguments') return argumentKeyProposals(request);
  if (role === 'counters') return counterProposals(request);
  if (role === 'values') return matrixKeyProposals(request);
  return role === 'fixtures' ? [newFixture(request)] : [];
}

function documentedProposals(request: ScenarioRequest, role: DocumentedRole): Proposal[] {
  const { slot } = request;
  const present = keysBeside(slot);
  return [...scenarioKeys(role).values()]
    .filter(({ key }) => !present.has(key) && fits(key, role, present, request))
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ key, title, description, required }) => {
      const value = slot.followedBy === 'nothing' ? beginningOf(role, key, request) : '';
      return {
        label: key,
        kind: CompletionItemKind.Property,
        text: keyText(key, value, slot),
        detail: required ? `${title}, required` : title,
        documentation: ownDocumentation(description),
        goesOn: value.includes('$'),
      };
    });
}

/** Keys that are looked at only beside one of others, or only without any of them. */
function fits(key: string, role: DocumentedRole, present: ReadonlySet<string>, request: ScenarioRequest): boolean {
  const hasNone = (...others: readonly string[]): boolean => !others.some((other) => present.has(other));
  switch (role) {
    case 'step':
      if (key === 'at') return hasNone('after');
      if (key === 'after') return hasNone('at');
      if (key === 'expect') return true;
      if (key === 'traffic') return hasNone('tool');
      return present.has('traffic') ? key === 'for' : key !== 'for';
    case 'stream':
      if (key === 'every') return present.has('burst');
      return !patterns.includes(key) || hasNone(...patterns);
    case 'expect':
      return !isInTraffic(request) || key === 'allowed' || key === 'denied';
    default:
      return true;
  }
}

const patterns: readonly string[] = ['perMinute', 'burst', 'pause'];

function rank({ key, required }: { readonly key: string; readonly required: boolean }): number {
  if (required) return 0;
  return key === '$schema' ? 2 : 1;
}

const windows = `"${choice(1, ['sliding', 'aligned'])}"`;

/** What a new key begins with, as a snippet. */
const beginnings: Record<DocumentedRole, ReadonlyMap<string, string>> = {
  file: new Map([
    ['windows', windows],
    ['fixtures', '{$0}'],
    ['scenarios', '[$0]'],
  ]),
  scenario: new Map([
    ['windows', windows],
    ['matrix', '[{$0}]'],
    ['steps', '[$0]'],
  ]),
  step: new Map([
    ['args', '{$0}'],
    ['times', stop(1, '2')],
    ['upstream', `"${choice(1, upstreamOutcomes)}"`],
    ['traffic', '[{$0}]'],
    ['for', `"${stop(1, '10m')}"`],
    ['expect', '{$0}'],
  ]),
  stream: new Map([
    ['args', '{$0}'],
    ['perMinute', stop(1, '30')],
    ['burst', stop(1, '100')],
    ['pause', `"${stop(1, '0s')}"`],
    ['upstream', `"${choice(1, upstreamOutcomes)}"`],
  ]),
  expect: new Map([
    ['outcome', `"${choice(1, outcomes)}"`],
    ['allowed', '$0'],
    ['denied', '$0'],
    ['counters', '{$0}'],
  ]),
};

function beginningOf(role: DocumentedRole, key: string, { policies }: ScenarioRequest): string {
  if (role === 'file' && key === 'policy') return quotedStop(1, likelyPolicy(policies));
  return beginnings[role].get(key) ?? '"$0"';
}

/** The limits that the step's call is charged to. */
function counterProposals(request: ScenarioRequest): Proposal[] {
  const { slot } = request;
  const present = keysBeside(slot);
  const policy = policyOf(request);
  const own = limitsOfCall(request);
  const others = [...(policy?.tools.values() ?? [])].flatMap(({ limits }) => limits);
  const byId = new Map([...own, ...others].map((limit) => [limit.id, limit]));
  return [...byId.values()]
    .filter(({ id }) => !present.has(id))
    .map(({ id, max, window }) => ({
      label: id,
      kind: CompletionItemKind.Property,
      text: keyText(id, stop(1, String(max)), slot),
      detail: `${max} per ${window.name}`,
    }));
}

/** The placeholders of the scenario that this case has no value for. */
function matrixKeyProposals(request: ScenarioRequest): Proposal[] {
  const { slot, file } = request;
  const scenario = scenarioNode(request);
  if (scenario === undefined) return [];
  const present = keysBeside(slot);
  const text = file.document.text.getText().slice(scenario.offset, scenario.offset + scenario.length);
  return [...new Set(keysIn(text))]
    .filter((key) => !present.has(key))
    .map((key) => ({
      label: key,
      kind: CompletionItemKind.Property,
      text: keyText(key, slot.followedBy === 'nothing' ? '$0' : '', slot),
      detail: 'used in this scenario',
    }));
}

function newFixture({ slot }: ScenarioRequest): Proposal {
  return {
    label: 'fixture',
    kind: CompletionItemKind.Property,
    text: slot.followedBy === 'nothing' ? `"${stop(1, 'name')}": {$0}` : `"${stop(1, 'name')}"`,
    detail: 'arguments by a name of your own',
    goesOn: true,
  };
}
