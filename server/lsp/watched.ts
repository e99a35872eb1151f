import type { PolicyDocument } from '../policy/policyDocument.ts';

/**
 * Whether an editor should hear of this document at all. A file named `policy.json` must read like a policy, because many
 * products use that name; any other file is here because its author named it so, and only a known stranger is left alone.
 */
export function isWatched({ uri, nature }: PolicyDocument): boolean {
  return nature === 'policy' || (nature === 'unclear' && !/(?:^|\/)policy\.json$/.test(uri));
}
