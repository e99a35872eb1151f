/** The keys of a policy and of a tool in the order in which they are usually written, for what an edit adds. */
export const policyKeys = ['$schema', 'version', 'default', 'hide', 'all_tools', 'tools'] as const;
export const toolKeys = ['require', 'deny_if', 'limits', 'rate_limit', 'action', 'reason'] as const;
