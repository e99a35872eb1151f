import type { PanelForm } from '../../../server/protocol/panel.ts';
import type { CallResult, SimulatedCall, SimulationResult, ToolChoice } from '../../../server/protocol/simulation.ts';

export const start = Date.UTC(2026, 2, 2, 10, 31, 0);

export function formFor(tool: string, text = '{}'): PanelForm {
  return {
    tool,
    drafts: [{ tool, text }],
    grant: 'default',
    session: 'session-1',
    upstream: 'ok',
    at: start,
    times: 30,
  };
}

export function callOf(tool: string, secondsLater = 0, times = 1): SimulatedCall {
  return {
    tool,
    args: {},
    at: start + 1_000 * secondsLater,
    grant: 'default',
    session: 'session-1',
    upstream: 'ok',
    times,
  };
}

export const allowed: CallResult = {
  allowed: 1,
  denied: 0,
  approval: 0,
  outcome: 'allowed',
  steps: [],
  counters: [],
};

export const denied: CallResult = {
  allowed: 0,
  denied: 1,
  approval: 0,
  outcome: 'denied',
  rule: '(default deny)',
  agentText: '[POLICY DENIED] Tool "pay" is not permitted by policy',
  steps: [],
  counters: [],
};

export function decided(...results: readonly CallResult[]): SimulationResult {
  return { state: 'decided', version: 1, results };
}

export const undecidable: SimulationResult = { state: 'undecidable', version: 2, reason: 'Line 1: A comma is missing' };

export function toolChoice(name: string, sampleArguments: ToolChoice['sampleArguments'] = {}): ToolChoice {
  return { name, standing: 'allowed', knownFrom: 'server', sampleArguments };
}
