import { type SeverityChoice, type SeverityChoices, severityChoices } from '../language/severities.ts';
import { type ProblemCode, problemCodes } from '../policy/problem.ts';
import { fitsPattern } from './filePattern.ts';

/** What a person set for one policy, under `mcpPolicy`. */
export interface PolicySettings {
  readonly severities: SeverityChoices;
  /** The configured server that the policy belongs to, when a pattern of `mcpPolicy.servers` says so. */
  readonly server: string | undefined;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
}

export const defaultPolicySettings: PolicySettings = {
  severities: new Map(),
  server: undefined,
  codeLens: true,
  inlayHints: true,
};

/**
 * Reads the settings as the editor sends them: anything, for people write them by hand. What is not understood counts as
 * not set.
 * @param path of the policy, relative to its workspace folder, with slashes; patterns without a slash match its name
 */
export function readPolicySettings(sent: unknown, path: string): PolicySettings {
  return {
    severities: readSeverities(sent, path),
    server: serverFor(path, valueAt(sent, 'servers')),
    codeLens: valueAt(sent, 'codeLens') !== false,
    inlayHints: valueAt(sent, 'inlayHints') !== false,
  };
}

/** Those of the workspace, then those of each pattern that the file matches, later ones first. */
function readSeverities(sent: unknown, path: string): SeverityChoices {
  const diagnostics = valueAt(sent, 'diagnostics');
  const choices = new Map<ProblemCode, SeverityChoice>();
  const take = (severities: unknown): void => {
    for (const [code, choice] of entriesOf(severities)) {
      const known = problemCodes.find((candidate) => candidate === code);
      const chosen = severityChoices.find((candidate) => candidate === choice);
      if (known !== undefined && chosen !== undefined) choices.set(known, chosen);
    }
  };
  take(valueAt(diagnostics, 'severity'));
  for (const [pattern, severities] of patternsOf(valueAt(diagnostics, 'severityByFile'))) {
    if (fitsPattern(path, pattern)) take(severities);
  }
  return choices;
}

function serverFor(path: string, servers: unknown): string | undefined {
  for (const [pattern, server] of patternsOf(servers)) {
    if (typeof server === 'string' && server !== '' && fitsPattern(path, pattern)) return server;
  }
  return undefined;
}

function valueAt(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? Reflect.get(holder, key)
    : undefined;
}

function entriesOf(holder: unknown): [string, unknown][] {
  return typeof holder === 'object' && holder !== null ? Object.entries(holder) : [];
}

/** More patterns than these nobody writes. */
const mostPatterns = 1000;

function patternsOf(holder: unknown): [string, unknown][] {
  return entriesOf(holder).slice(0, mostPatterns);
}
