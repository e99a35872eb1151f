import type { PolicyDocument } from '../../policy/policyDocument.ts';

/**
 * Whether an editor should hear of this document at all. A file named `policy.json` must read like a policy, because many
 * products use that name; any other file is here because its author named it so, and only a known stranger is left alone. A
 * document without a file has no name to go by: it is a policy once it says something that only a policy says.
 */
export function isWatched({ uri, nature, root }: PolicyDocument): boolean {
  if (isScenarioFile(uri)) return false;
  if (uri.startsWith('untitled:')) return nature === 'policy' && (root?.children?.length ?? 0) > 0;
  return nature === 'policy' || (nature === 'unclear' && !/(?:^|\/)policy\.json$/.test(uri));
}

/**
 * Whether what is typed into the document may become a policy: then completion helps, although nothing is wrong with it
 * yet. In a document without a file only what starts like a policy counts, for any JSON is written there.
 */
export function mayBecomePolicy({ uri, nature }: PolicyDocument): boolean {
  if (isScenarioFile(uri)) return false;
  return uri.startsWith('untitled:') ? nature === 'policy' : nature !== 'foreign';
}

/** A file of scenarios of a policy. It has features of its own, and a rename sees its text as it stands in the editor. */
export function isScenarioFile(uri: string): boolean {
  return uri.endsWith('.policytest.json');
}
