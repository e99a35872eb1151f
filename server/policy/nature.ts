import { type Node, properties, property } from './syntax/syntaxTree.ts';

/**
 * What a file called `policy.json` turns out to be. Many products use that name, AWS IAM foremost.
 * - `policy`: it reads like a PolicyLayer policy, or like the start of one.
 * - `foreign`: it is known to be something else; nobody wants to hear of it.
 * - `unclear`: neither. Whoever was asked to check this very file checks it; an editor stays silent.
 */
export type PolicyNature = 'policy' | 'foreign' | 'unclear';

const policyKeys = new Set(['version', 'default', 'hide', 'all_tools', 'tools']);

/** Keys that only other products' policies have at the top: AWS IAM, Azure Policy, Kubernetes. */
const foreignKeys = new Set(['Statement', 'policyRule', 'apiVersion', 'kind']);

/** Tells by the keys at the top, and by a value where one key is all there is. Text without a value yet may become a policy. */
export function natureOf(root: Node | undefined): PolicyNature {
  if (root === undefined) return 'policy';
  if (root.type !== 'object') return 'unclear';
  const keys = properties(root).map(({ name }) => name);
  if (keys.length === 0) return 'policy';
  const known = keys.filter((key) => policyKeys.has(key));
  if (known.length === 0) return keys.some((key) => foreignKeys.has(key)) ? 'foreign' : 'unclear';
  // One key among strangers may be anybody's (`default` is containers' and OpenStack's, too): then its value must tell.
  const isTelling = known.length > 1 || known.length === keys.length || known.some((key) => isOurs(root, key));
  return isTelling ? 'policy' : 'unclear';
}

function isOurs(root: Node, key: string): boolean {
  const value = property(root, key)?.value;
  if (key === 'version') return value?.value === '1';
  if (key === 'default') return value?.value === 'allow' || value?.value === 'deny';
  return value?.type === (key === 'hide' ? 'array' : 'object');
}
