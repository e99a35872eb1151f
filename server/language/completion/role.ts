/** What an object or a list of a policy is. */
export type Role =
  | 'policy'
  | 'hide'
  | 'allTools'
  | 'tools'
  | 'tool'
  | 'rules'
  | 'rule'
  | 'conditions'
  | 'condition'
  | 'values'
  | 'limits'
  | 'limit'
  | 'rateLimit';

/** Which role stands where in another: by key, or the same for every key or index. */
const roles: Record<Role, ReadonlyMap<string, Role> | Role | undefined> = {
  policy: new Map([
    ['hide', 'hide'],
    ['all_tools', 'allTools'],
    ['tools', 'tools'],
  ]),
  allTools: new Map([['limits', 'limits']]),
  tools: 'tool',
  tool: new Map([
    ['require', 'rules'],
    ['deny_if', 'rules'],
    ['limits', 'limits'],
    ['rate_limit', 'rateLimit'],
  ]),
  rules: 'rule',
  rule: new Map([['conditions', 'conditions']]),
  conditions: 'condition',
  condition: new Map([['value', 'values']]),
  limits: 'limit',
  hide: undefined,
  values: undefined,
  limit: undefined,
  rateLimit: undefined,
};

/** The role of the object or list that the path leads to; `undefined` where a policy has none. */
export function roleOf(path: readonly (string | number)[]): Role | undefined {
  let role: Role | undefined = 'policy';
  for (const segment of path) {
    if (role === undefined) return undefined;
    const next: ReadonlyMap<string, Role> | Role | undefined = roles[role];
    role = typeof next === 'object' ? next.get(String(segment)) : next;
  }
  return role;
}
