import type { LanguageClient } from 'vscode-languageclient/node';
import {
  requests,
  type ServerDefinitionsParams,
  type ServerDefinitionsResult,
  type ToolKnowledgeResult,
} from '../../server/protocol/requests.ts';
import { type ServerDefinitionSummary, typedByHand } from '../../server/protocol/serverDefinition.ts';
import { pickServer } from './picker.ts';
import { openProblem, reportDefinitionProblems, reportNoDefinition, reportTiedToNone } from './report.ts';
import { askTyped } from './typed.ts';

/** The definition that a person means, and everything it was chosen from. */
export interface ChosenServer {
  readonly definition: ServerDefinitionSummary;
  readonly found: ServerDefinitionsResult;
}

/** One definition among all, whether it was changed or not. */
export type Wanted = Pick<ServerDefinitionSummary, 'name' | 'source' | 'typed'>;

/** Commands and URLs that a person typed. */
export interface TypedList {
  readonly texts: readonly string[];
  /** Takes one off the list. Never rejects. */
  readonly forget: (definition: ServerDefinitionSummary) => Promise<unknown>;
}

/**
 * Finds the servers that are configured for the policy and lets the person choose, unless there is nothing to choose
 * from. `undefined` when nothing came of it; the person knows why.
 * @param wanted the one that was chosen before
 */
export async function chooseServer(
  client: LanguageClient,
  uri: string,
  typed: TypedList,
  wanted: Wanted | undefined,
): Promise<ChosenServer | undefined> {
  const found = await definitionsFor(client, { uri, typed: typed.texts });
  const { tiedTo, problems } = found;
  const definitions = found.definitions.filter(({ name }) => tiedTo === undefined || name === tiedTo);
  const again = wanted && definitions.find((each) => isSame(each, wanted));
  if (again !== undefined) return { definition: again, found };
  if (tiedTo !== undefined && definitions.length === 0) {
    await reportTiedToNone(tiedTo);
    return undefined;
  }
  const [only] = definitions;
  const isOnly = definitions.length === 1 && (problems.length === 0 || tiedTo !== undefined);
  if (only !== undefined && isOnly) return { definition: only, found };
  if (only === undefined) {
    const wantsToType =
      problems.length > 0 ? await reportDefinitionProblems(problems) : await reportNoDefinition(found);
    return wantsToType ? typeServer(client, uri) : undefined;
  }
  const current = await currentServer(client, uri);
  const picked = await pickServer({ ...found, definitions }, current, typed.forget);
  if (picked === 'type') return typeServer(client, uri);
  if (picked !== undefined && 'problem' in picked) await openProblem(picked.problem);
  return picked !== undefined && 'definition' in picked ? { definition: picked.definition, found } : undefined;
}

/** Asks for a command or URL that no file has. */
export async function typeServer(client: LanguageClient, uri: string): Promise<ChosenServer | undefined> {
  return askTyped(async (text) => {
    const found = await definitionsFor(client, { uri, typed: [text] });
    const definition = found.definitions.find((each) => each.typed === text);
    if (definition !== undefined) return { definition: { definition, found } };
    const problem = found.problems.find(({ source }) => source === typedByHand);
    return { problem: problem?.message ?? 'This cannot be used.' };
  });
}

function definitionsFor(client: LanguageClient, params: ServerDefinitionsParams): Promise<ServerDefinitionsResult> {
  return client.sendRequest<ServerDefinitionsResult>(requests.serverDefinitions, params);
}

async function currentServer(client: LanguageClient, uri: string): Promise<string | undefined> {
  return (await client.sendRequest<ToolKnowledgeResult>(requests.toolKnowledge, { uri })).definition;
}

function isSame(definition: ServerDefinitionSummary, wanted: Wanted): boolean {
  return definition.name === wanted.name && definition.source === wanted.source && definition.typed === wanted.typed;
}
