import type { ServerDefinitionsResult } from '../protocol/requests.ts';
import type { ServerDefinitionSummary } from '../protocol/serverDefinition.ts';
import { type NameLikeness, nameLikeness } from './nameLikeness.ts';

/** What of a policy says which server it is for. */
export interface GuardingPolicy {
  /** Its path, absolute or in its workspace folder. */
  readonly path: string;
  /** The tools that it names. */
  readonly toolNames: readonly string[];
}

export type SuggestedServer = NonNullable<ServerDefinitionsResult['suggested']>;

type Candidate = Pick<ServerDefinitionSummary, 'name' | 'source' | 'hash'>;

/**
 * The server that most likely belongs to a policy, and why; `undefined` when nothing points to one. Tools that a server
 * had when it was last listed count before names that are alike. Of equal candidates the first is taken.
 * @param toolsOf the names of a server's tools, when they were ever listed
 */
export function suggestedServer(
  policy: GuardingPolicy,
  definitions: readonly Candidate[],
  toolsOf: (definition: Candidate) => readonly string[] | undefined,
): SuggestedServer | undefined {
  return byTools(policy, definitions, toolsOf) ?? byName(policy, definitions);
}

/** A policy for a server names mostly that server's tools. */
const leastShare = 0.5;

function byTools(
  { toolNames }: GuardingPolicy,
  definitions: readonly Candidate[],
  toolsOf: (definition: Candidate) => readonly string[] | undefined,
): SuggestedServer | undefined {
  const named = new Set(toolNames);
  let best: { readonly definition: Candidate; readonly common: number; readonly tools: number } | undefined;
  for (const definition of definitions) {
    const tools = new Set(toolsOf(definition) ?? []);
    const common = [...tools].filter((tool) => named.has(tool)).length;
    if (common === 0 || common < leastShare * named.size) continue;
    // Of two servers with the same of the policy's tools, the one with fewer others fits better.
    const isBetter = best === undefined || common > best.common || (common === best.common && tools.size < best.tools);
    if (isBetter) best = { definition, common, tools: tools.size };
  }
  if (best === undefined) return undefined;
  const { common, tools, definition } = best;
  const [count, are] = common === 1 ? ['one', 'is'] : [String(common), 'are'];
  return suggestion(definition, `${count} of its ${tools} tools ${are} named in this policy`);
}

const sentences: Readonly<Record<NameLikeness['of'], string>> = {
  file: "its name is like that of this policy's file",
  folder: "its name is like that of this policy's folder",
};

function byName({ path }: GuardingPolicy, definitions: readonly Candidate[]): SuggestedServer | undefined {
  let best: { readonly definition: Candidate; readonly likeness: NameLikeness } | undefined;
  for (const definition of definitions) {
    const likeness = nameLikeness(definition.name, path);
    if (likeness !== undefined && (best === undefined || likeness.rank < best.likeness.rank)) {
      best = { definition, likeness };
    }
  }
  return best && suggestion(best.definition, sentences[best.likeness.of]);
}

function suggestion({ name, source }: Candidate, why: string): SuggestedServer {
  return { server: name, source, why };
}
