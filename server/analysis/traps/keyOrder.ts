/** The keys of a policy and of a tool as they are usually written, for what a fix adds. */
export const policyKeys = ['$schema', 'version', 'default', 'hide', 'all_tools', 'tools'] as const;
export const toolKeys = ['require', 'deny_if', 'limits'] as const;
