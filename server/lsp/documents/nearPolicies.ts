import { posix } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { URI } from 'vscode-uri';
import { type PolicyDocument, parsePolicyDocument } from '../../policy/policyDocument.ts';
import type { SavedTexts } from '../scenarios/scenarioTexts.ts';
import type { PolicyPlace } from '../servers/toolServers.ts';
import { canonicalUri, parsedUri } from './documentUri.ts';
import type { PolicyFiles } from './policyFiles.ts';
import { isWatched } from './watched.ts';

/** What there is to look through. */
export interface PolicySources {
  /** Those that are open in the editor. */
  readonly open: () => readonly PolicyDocument[];
  readonly saved: SavedTexts;
  readonly files: PolicyFiles;
  readonly placeOf: (uri: string) => PolicyPlace | undefined;
}

/**
 * The policies that a scenario file can be about, as paths relative to it: the one of its own name first, then the nearest.
 * What is open counts under any name, what is not under those of policies.
 */
export async function policiesNear(uri: string, sources: PolicySources): Promise<string[]> {
  const scenarios = parsedUri(uri);
  if (scenarios === undefined) return [];
  const place = sources.placeOf(uri);
  const saved = place === undefined ? [] : await sources.files.near(place);
  const open = new Set(sources.open().map((document) => canonicalUri(document.uri)));
  const paths = await Promise.all(
    [...new Set([...saved, ...open])].map(async (each) =>
      open.has(each) || (await isSavedPolicy(each, sources.saved)) ? pathOf(each, scenarios) : undefined,
    ),
  );
  const own = scenarios.path.slice(scenarios.path.lastIndexOf('/') + 1).replace(/\.policytest\.json$/, '');
  const found = paths.flatMap((path) => path ?? []);
  return found.toSorted((a, b) => Number(isNamed(b, own)) - Number(isNamed(a, own)));
}

/** `undefined` for what has no path from there. */
function pathOf(uri: string, scenarios: URI): string | undefined {
  const policy = parsedUri(uri);
  // A new document will be saved where its path says.
  const hasPlace = scenarios.scheme === 'file' || (scenarios.scheme === 'untitled' && scenarios.path.startsWith('/'));
  if (!hasPlace || policy?.scheme !== 'file' || policy.authority !== scenarios.authority) return undefined;
  return posix.relative(posix.dirname(scenarios.path), policy.path);
}

/** Its author named it so, unless it has the name that many products use. */
async function isSavedPolicy(uri: string, saved: SavedTexts): Promise<boolean> {
  if (!uri.endsWith('/policy.json')) return true;
  const text = await saved.read(uri);
  return text !== undefined && isWatched(parsePolicyDocument(TextDocument.create(uri, 'json', 0, text)));
}

/** Scenarios lie beside their policy under its name. */
function isNamed(path: string, name: string): boolean {
  return path === `${name}.policy.json` || path === `${name}.json`;
}
