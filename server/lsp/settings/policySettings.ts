import { type SeverityChoice, type SeverityChoices, severityChoices } from '../../language/severities.ts';
import { problemCodes } from '../../policy/problems/problem.ts';
import { scenarioProblemCodes } from '../../scenarios/scenarioProblem.ts';
import { type RiskClass, riskClasses } from '../../tools/risk.ts';
import { fitsPattern } from '../documents/filePattern.ts';

/** What a person set for one policy, under `mcpPolicy`. */
export interface PolicySettings {
  readonly severities: SeverityChoices;
  /** The configured server that the policy belongs to, when a pattern of `mcpPolicy.servers` says so. */
  readonly server: string | undefined;
  /** What a person said of tools, by their names; it counts before what is guessed. */
  readonly riskClasses: ReadonlyMap<string, RiskClass>;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
}

export const defaultPolicySettings: PolicySettings = {
  severities: new Map(),
  server: undefined,
  riskClasses: new Map(),
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
    riskClasses: readRiskClasses(valueAt(sent, 'riskClasses')),
    codeLens: valueAt(sent, 'codeLens') !== false,
    inlayHints: valueAt(sent, 'inlayHints') !== false,
  };
}

const codes: ReadonlySet<string> = new Set([...problemCodes, ...scenarioProblemCodes]);

/** Those of the workspace, then those of each pattern that the file matches, later ones first. */
function readSeverities(sent: unknown, path: string): SeverityChoices {
  const diagnostics = valueAt(sent, 'diagnostics');
  const choices = new Map<string, SeverityChoice>();
  const take = (severities: unknown): void => {
    for (const [code, choice] of entriesOf(severities)) {
      const chosen = severityChoices.find((candidate) => candidate === choice);
      if (codes.has(code) && chosen !== undefined) choices.set(code, chosen);
    }
  };
  take(valueAt(diagnostics, 'severity'));
  for (const [pattern, severities] of patternsOf(valueAt(diagnostics, 'severityByFile'))) {
    if (fitsPattern(path, pattern)) take(severities);
  }
  return choices;
}

/** More tools than these no server has. */
const mostTools = 100_000;

function readRiskClasses(chosen: unknown): ReadonlyMap<string, RiskClass> {
  const classes = new Map<string, RiskClass>();
  for (const [tool, value] of entriesOf(chosen).slice(0, mostTools)) {
    const riskClass = riskClasses.find((each) => each === value);
    if (riskClass !== undefined) classes.set(tool, riskClass);
  }
  return classes;
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
