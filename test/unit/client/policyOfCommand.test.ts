import { strict as assert } from 'node:assert';
import { policyOfCommand } from '../../../client/policyOfCommand.ts';

/** Documents by their names; policies end in `policy.json`. */
interface Row {
  readonly name: string;
  readonly argument?: unknown;
  /** The active one first. */
  readonly shown?: readonly string[];
  /** The last policy of the *Tools* view. */
  readonly last?: string;
  readonly hasFolder?: boolean;
  readonly expected: string | undefined;
}

const rows: readonly Row[] = [
  {
    name: 'the one that the command was given',
    argument: 'a/policy.json',
    shown: ['policy.json'],
    expected: 'a/policy.json',
  },
  {
    name: 'what is no policy’s place counts as nothing',
    argument: { scheme: 'file' },
    last: 'policy.json',
    expected: 'policy.json',
  },
  {
    name: 'the one in front of the person',
    shown: ['b.policy.json', 'policy.json'],
    last: 'policy.json',
    expected: 'b.policy.json',
  },
  {
    name: 'another one that is shown, while something else is in front',
    shown: ['mcp.json', 'policy.json'],
    last: 'b.policy.json',
    expected: 'policy.json',
  },
  {
    name: 'the last one of the Tools view, when no policy is shown',
    shown: ['mcp.json'],
    last: 'b.policy.json',
    expected: 'b.policy.json',
  },
  {
    name: 'the place where the folder’s policy would be, when there was none yet',
    shown: ['mcp.json'],
    expected: 'folder/policy.json',
  },
  { name: 'none without a folder', shown: ['mcp.json'], hasFolder: false, expected: undefined },
];

suite('The policy that a command is about', () => {
  for (const { name, argument, shown = [], last, hasFolder = true, expected } of rows) {
    test(name, () => {
      const policy = policyOfCommand<string, { readonly uri: string }>(argument, {
        named: (given) => (typeof given === 'string' ? given : undefined),
        shown: () => shown.map((uri) => ({ uri })),
        isPolicy: ({ uri }) => uri.endsWith('policy.json'),
        last: () => last,
        ofFolder: () => (hasFolder ? 'folder/policy.json' : undefined),
      });
      assert.equal(policy, expected);
    });
  }
});
