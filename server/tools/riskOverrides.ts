import type { ToolKnowledge } from './knowledge.ts';
import { classify, type RiskClass, type RiskGuess, riskOfClass } from './risk.ts';
import type { Tool } from './tool.ts';

/** What people said of tools, by their names. The settings count before the snapshot, and both before what is guessed. */
export interface RiskOverrides {
  readonly settings: ReadonlyMap<string, RiskClass>;
  readonly snapshot: ReadonlyMap<string, RiskClass>;
}

export const noOverrides: RiskOverrides = { settings: new Map(), snapshot: new Map() };

/** A tool's class: a guess, unless a person has chosen it. */
export interface KnownRisk extends RiskGuess {
  readonly chosenIn?: 'settings' | 'snapshot';
}

/** A tool of a list never changes, lists live through many keystrokes, and a guess reads all of a tool's arguments. */
const guesses = new WeakMap<Tool, RiskGuess>();

/** The class that counts for a tool. Of a chosen one the reason says where it was chosen, and what the guess would be. */
export function riskOf(tool: Tool, overrides: RiskOverrides = noOverrides): KnownRisk {
  const inSettings = overrides.settings.get(tool.name);
  const chosen = inSettings ?? overrides.snapshot.get(tool.name);
  const guess = guesses.get(tool) ?? classify(tool);
  guesses.set(tool, guess);
  if (chosen === undefined) return guess;
  const chosenIn = inSettings === undefined ? 'snapshot' : 'settings';
  const instead = guess.class === chosen ? 'as guessed' : `instead of "${guess.class}" by a guess`;
  const reason = `Chosen in the ${chosenIn}, ${instead}. ${guess.reason}`;
  return { class: chosen, risk: riskOfClass(chosen), reason, chosenIn };
}

/** The class of each tool of what is known, by what people chose for it. */
export function riskIn(knowledge: ToolKnowledge): (tool: Tool) => KnownRisk {
  const overrides = knowledge.state === 'unknown' ? noOverrides : (knowledge.risks ?? noOverrides);
  return (tool) => riskOf(tool, overrides);
}

/** `guess`, `chosen in the settings`: what stands behind a class. */
export function originOfRisk({ chosenIn }: KnownRisk): string {
  return chosenIn === undefined ? 'a guess' : `chosen in the ${chosenIn}`;
}

type WithOverrides = WeakMap<ReadonlyMap<string, RiskClass>, WeakMap<ReadonlyMap<string, RiskClass>, ToolKnowledge>>;
const withOverrides = new WeakMap<ToolKnowledge, WithOverrides>();

/**
 * What is known together with what people chose. The same parts give the same value, so that whoever compares sees that
 * nothing has changed.
 */
export function withRiskOverrides(knowledge: ToolKnowledge, overrides: RiskOverrides): ToolKnowledge {
  const { settings, snapshot } = overrides;
  if (knowledge.state === 'unknown' || (settings.size === 0 && snapshot.size === 0)) return knowledge;
  const ofKnowledge: WithOverrides = withOverrides.get(knowledge) ?? new WeakMap();
  const ofSettings = ofKnowledge.get(settings) ?? new WeakMap<ReadonlyMap<string, RiskClass>, ToolKnowledge>();
  const result = ofSettings.get(snapshot) ?? { ...knowledge, risks: overrides };
  withOverrides.set(knowledge, ofKnowledge.set(settings, ofSettings.set(snapshot, result)));
  return result;
}
