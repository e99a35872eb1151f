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
      snippet(
        'step: traffic',
        `{ "traffic": [{ "tool": "$1", "perMinute": ${stop(2, '30')} }], "for": ${quotedStop(3, '10m')}, "expect": { "allowed": ${stop(4, '300')} } }`,
        'Streams of calls side by side, and how many of them pass.',
      ),
    ],
  ],
  [
    'traffic',
    [
      snippet('stream', `{ "tool": "$1", "perMinute": ${stop(2, '30')} }`, 'Calls at even distances.'),
      snippet(
        'stream: a ramp',
        `{ "tool": "$1", "perMinute": [${stop(2, '0')}, ${stop(3, '120')}] }`,
        'More and more calls, or less and less.',
      ),
      snippet(
        'stream: bursts',
        `{ "tool": "$1", "burst": ${stop(2, '100')}, "every": ${quotedStop(3, '1m')} }`,
        'Many calls at one moment, again and again.',
      ),
      snippet(
        'stream: an agent in a loop',
        `{ "tool": "$1", "pause": ${quotedStop(2, '0s')}, "answeredAfter": ${quotedStop(3, '100ms')} }`,
        'The next call follows the answer to the one before, a refusal too.',
      ),
    ],
  ],
  ['matrix', [snippet('case', '{$0}', 'Values for one run of the scenario.')]],
]);

/** A file with one scenario, for an empty one. */
export function wholeFile(policy: string): Proposal {
  const lines = [
    '{',
    `  "policy": ${quotedStop(1, policy)},`,
    '  "scenarios": [',
    '    {',
    `      "name": ${quotedStop(2, 'A tool that is not listed is denied')},`,
    `      "steps": [{ "tool": ${quotedStop(3, 'delete_account')}, "expect": { "outcome": "\${4|denied,allowed,approval|}" } }]`,
    '    }',
    '  ]',
    '}',
  ];
  return snippet('scenarios of a policy', lines.join('\n'), 'A file with one scenario.');
}

function snippet(label: string, text: string, documentation: string): Proposal {
  return {
    label,
    kind: CompletionItemKind.Snippet,
    text,
    documentation: ownDocumentation(documentation),
    goesOn: true,
  };
}
