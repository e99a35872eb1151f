import { CompletionItemKind } from 'vscode-languageserver-types';
import { ownDocumentation, type Proposal } from '../../language/completion/proposal.ts';
import { choice, quotedStop, stop } from '../../language/completion/snippet.ts';
import type { ScenarioRequest } from './scenarioRequest.ts';
import type { ScenarioRole } from './scenarioRole.ts';

/** What one more element of a list may be. */
export function elementProposals(_request: ScenarioRequest, role: ScenarioRole | undefined): Proposal[] {
  return [...(elements.get(role) ?? [])];
}

const outcome = `"outcome": "${choice(3, ['allowed', 'denied', 'approval'])}"`;

const scenario = snippet(
  'scenario',
  `{ "name": ${quotedStop(1, 'What it shows')}, "steps": [{ "tool": "$2", "expect": { ${outcome} } }] }`,
  'Calls in their order, from empty counters.',
);

const elements: ReadonlyMap<ScenarioRole | undefined, readonly Proposal[]> = new Map([
  [
    'scenarios',
    [
      scenario,
      snippet(
        'scenario: a limit is reached',
        `{ "name": ${quotedStop(1, 'The limit is reached, and free again a minute later')}, "steps": [` +
          `{ "tool": "$2", "times": ${stop(3, '31')}, "expect": { "allowed": ${stop(4, '30')}, "outcome": "denied" } }, ` +
          '{ "tool": "$2", "after": "1m", "expect": { "outcome": "allowed" } }] }',
        'More calls than the limit lets through, and one in the next window.',
      ),
      snippet(
        'scenario: a matrix of cases',
        `{ "name": ${stop(1, '"${amount} is ${outcome}"')}, "matrix": [` +
          `{ "amount": ${stop(2, '5000')}, "outcome": "allowed" }, { "amount": ${stop(3, '5001')}, "outcome": "denied" }], ` +
          `"steps": [{ "tool": "$4", "args": { "amount": ${stop(5, '"${amount}"')} }, "expect": { "outcome": ${stop(6, '"${outcome}"')} } }] }`,
        'The same steps, once for each set of values.',
      ),
    ],
  ],
  [
    'steps',
    [
      snippet('step', `{ "tool": "$1", "expect": { ${outcome} } }`, 'One call, and what must come of it.'),
      snippet(
        'step: many calls',
        `{ "tool": "$1", "times": ${stop(2, '31')}, "expect": { "allowed": ${stop(3, '30')}, "denied": ${stop(4, '1')} } }`,
        'Equal calls at the same moment, and how many of them pass.',
      ),
    ],
  ],
  ['matrix', [snippet('case', '{$0}', 'Values for one run of the scenario.')]],
]);

/** A file with one scenario, for an empty one. */
export const wholeFile: Proposal = snippet(
  'scenarios of a policy',
  [
    '{',
    `  "policy": ${quotedStop(1, 'policy.json')},`,
    '  "scenarios": [',
    '    {',
    `      "name": ${quotedStop(2, 'A tool that is not listed is denied')},`,
    `      "steps": [{ "tool": ${quotedStop(3, 'delete_account')}, "expect": { "outcome": "\${4|denied,allowed,approval|}" } }]`,
    '    }',
    '  ]',
    '}',
  ].join('\n'),
  'A file with one scenario.',
);

function snippet(label: string, text: string, documentation: string): Proposal {
  return {
    label,
    kind: CompletionItemKind.Snippet,
    text,
    documentation: ownDocumentation(documentation),
    goesOn: true,
  };
}
