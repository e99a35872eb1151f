import type { Client, StandardSchemaV1 } from '@modelcontextprotocol/client';
import type { Secret } from '../../serverConfig/definition/readyDefinition.ts';
import { salvageTools } from '../../tools/salvage.ts';
import { shortened } from '../../tools/shortened.ts';
import { longestServerName, type ToolList } from '../../tools/tool.ts';
import { StepFailure } from '../faults/stepFailure.ts';
import { listRedaction } from '../listRedaction.ts';
import type { Session } from '../session.ts';
import { requestOptions, unlessAborted } from '../unlessAborted.ts';
import { rawPage } from './pageTap.ts';
import { readPages } from './toolPages.ts';

/** One reading of the whole list. */
export interface Listing {
  /** The server's name in the configuration, for one that does not say its own. */
  readonly name: string;
  /** What the server was given and may repeat. */
  readonly secrets: readonly Secret[];
  readonly signal: AbortSignal;
  readonly timeoutMilliseconds: number;
  readonly onProgress?: (tools: number) => void;
}

/**
 * Reads all pages of the tool list over a session that stands. Each tool is checked by itself: malformed ones are
 * skipped with a reason. Rejects with a {@link StepFailure}; the session is left as it is.
 */
export async function sessionTools(session: Session, listing: Listing): Promise<ToolList> {
  const { client } = session;
  const { name, secrets, signal, timeoutMilliseconds, onProgress } = listing;
  const options = requestOptions(timeoutMilliseconds, signal);
  try {
    const requestPage = (cursor: string | undefined) => unlessAborted(requestToolPage(client, cursor, options), signal);
    const raw = await readPages(requestPage, (tools) => onProgress?.(tools));
    const server = client.getServerVersion();
    const redaction = listRedaction([...secrets, ...(session.evidence().secrets ?? [])]);
    return {
      server: shortened(redaction.text(server?.name ?? name), longestServerName),
      ...(server !== undefined && { version: shortened(redaction.text(server.version), longestServerName) }),
      fetchedAt: Date.now(),
      ...salvageTools(raw.entries.map(redaction.entry)),
      ...(raw.cutShort !== undefined && { cutShort: raw.cutShort }),
    };
  } catch (error) {
    throw new StepFailure('list', error, session.evidence());
  }
}

/** Accepts whatever a page holds: one malformed tool must not cost the whole list. */
const anyPage: StandardSchemaV1<unknown, unknown> = {
  '~standard': { version: 1, vendor: 'mcp-policy-author', validate: (value) => ({ value }) },
};

async function requestToolPage(
  client: Client,
  cursor: string | undefined,
  options: { readonly timeout: number; readonly signal: AbortSignal },
): Promise<unknown> {
  const params = cursor === undefined ? {} : { cursor };
  return rawPage(await client.request({ method: 'tools/list', params }, anyPage, options));
}
