import type { WindowMode } from '../decision/counting/windows.ts';
import type { CounterReading, DecisionStep, Outcome, ToolCall, UpstreamOutcome } from '../decision/decision.ts';
import type { ToolStanding } from '../decision/standing.ts';
import type { JsonObject } from '../policy/json.ts';
import type { Argument, Extent, ValueRange } from '../tools/arguments/argument.ts';
import type { RiskClass, RiskGuess } from '../tools/risk.ts';

export { assumptions } from '../decision/assumptions.ts';
export type {
  CounterReading,
  DecisionStep,
  Extent,
  Outcome,
  RiskClass,
  RiskGuess,
  ToolStanding,
  UpstreamOutcome,
  ValueRange,
  WindowMode,
};

/** A call as the panel keeps it: `times` equal calls at the same moment. */
export interface SimulatedCall extends ToolCall {
  /** How many equal calls, 1 to {@link maximumTimes}. */
  readonly times: number;
}

export const maximumTimes = 10_000;

/** A place in the policy, zero-based, UTF-16, as in LSP. */
export interface SourceRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** A {@link DecisionStep} whose place is a line the editor can reveal. */
export interface ShownStep extends Omit<DecisionStep, 'span'> {
  readonly range?: SourceRange;
}

export interface ShownCounter extends Omit<CounterReading, 'span'> {
  readonly range?: SourceRange;
}

/** What became of one {@link SimulatedCall}: how many of its `times` passed, and the decision of the last one. */
export interface CallResult {
  readonly allowed: number;
  readonly denied: number;
  readonly approval: number;
  readonly outcome: Outcome;
  readonly rule?: string;
  /** What the agent receives as text, mark included: `[POLICY DENIED] …`. */
  readonly agentText?: string;
  readonly range?: SourceRange;
  readonly steps: readonly ShownStep[];
  readonly counters: readonly ShownCounter[];
}

export type SimulationResult =
  | { readonly state: 'decided'; readonly version: number; readonly results: readonly CallResult[] }
  /** The text cannot be decided on; the panel keeps its last good result and says why it is old. */
  | { readonly state: 'undecidable'; readonly version: number; readonly reason: string };

/** One entry of the simulator's tool picker. */
export interface ToolChoice {
  readonly name: string;
  readonly description?: string;
  readonly standing: ToolStanding;
  /** `server`: the connected server has it; `policy`: only the policy names it. */
  readonly knownFrom: 'server' | 'policy';
  /** Arguments that its schema accepts, to start from. */
  readonly sampleArguments: JsonObject;
  /** What kind of thing the tool does, guessed from what the server says of it. Absent when the server is not known. */
  readonly risk?: RiskGuess;
  /** The tool's arguments, so that the page can ask for them one by one and check them. Absent when unknown. */
  readonly parameters?: readonly ToolParameter[];
  /** True when the tool may take other arguments, too, or when not all of them are in the list. */
  readonly takesOthers?: boolean;
}

/** One argument of a tool or a part of one, the required ones first. Its texts are the server's own and untrusted. */
export interface ToolParameter extends Omit<Argument, 'path' | 'hasParts'> {
  readonly name: string;
  /** The parts of an object, where they are listed and not nested too deeply. */
  readonly parts?: readonly ToolParameter[];
  /** True when the object may have other parts, too. */
  readonly takesOthers?: boolean;
}
