/**
 * What we assume of PolicyLayer where its documentation does not say so in plain words; some of it is what its open-source
 * proxy, Intercept, does. Each assumption has one name; whatever shows a consequence of one says that it is assumed.
 * `docs/policy-format.md` lists where each is built in.
 */
export const assumptions = {
  'missing-default-denies': 'Without `default`, tools that are not listed are denied.',
  'conditions-are-all-of': 'All conditions of a rule must hold (AND).',
  'require-before-deny-if': '`require` rules are decided before `deny_if` rules.',
  'empty-rule-id': 'A rule without conditions is named by its index.',
  'aligned-windows': 'Windows are aligned to the UTC clock: a minute starts at :00, a day at 00:00:00Z.',
  'sliding-windows':
    'Windows slide: besides its own calls a window counts those of the one before, in proportion to how much of that still reaches in.',
  'timeout-refunds': 'A call that the server never answers gives its quota back when the proxy stops waiting.',
  'late-refund-in-new-window':
    "Quota that comes back when a window has turned lowers the new window's count, never below 0.",
  'increment-from': '`increment_from` adds the named argument to the counter instead of 1.',
  'session-windows':
    '`rate_limit` counts per agent session and tool, in windows aligned to multiples of its length since the epoch.',
  'rate-limit-last': "`rate_limit` is decided behind the tool's own `limits`.",
  'intercept-dialect':
    "Rules in Intercept's dialect decide as in Intercept, behind the policy's own rules and limits of the same kind.",
  'grant-scope': 'A `scope` other than `grant` counts per grant.',
  'shared-counter':
    'A counter that one list of limits names twice is one counter: each of these limits charges it, and resets it when its own window starts elsewhere.',
  'shorthand-rule-ids': "The catalogue's `action` and `rate_limit` are rules with the ids shown here.",
  'unwritten-messages': "What an agent is told where the policy has no text of its own is Intercept's, or ours.",
  'number-text':
    'Beside a text, a number compares as Go prints a 64-bit float: 1000000 equals "1e+06" and not "1000000".',
} as const;

export type AssumptionId = keyof typeof assumptions;
