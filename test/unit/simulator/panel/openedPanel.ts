import assert from 'node:assert/strict';
import { SimulatorPanel } from '../../../../client/simulator/panel/simulatorPanel.ts';
import type { HostMessage, PanelForm, PanelSimulation, PanelView } from '../../../../server/protocol/panel.ts';
import type { ToolChoice } from '../../../../server/protocol/simulation.ts';
import { allowed, decided, start, toolChoice } from '../simulated.ts';
import { Desk } from './desk.ts';

export const stripe = { uri: 'file:///stripe/policy.json', name: 'stripe/policy.json', path: '/stripe/policy.json' };
export const github = { uri: 'file:///github/policy.json', name: 'github/policy.json', path: '/github/policy.json' };

/** A panel without VS Code, and everything it did. */
export interface Opened {
  readonly desk: Desk;
  readonly panel: SimulatorPanel;
  readonly posted: HostMessage[];
  readonly did: unknown[][];
  readonly memory: Map<string, unknown>;
}

export function open(memory = new Map<string, unknown>()): Opened {
  const desk = new Desk();
  const posted: HostMessage[] = [];
  const did: unknown[][] = [];
  const panel = new SimulatorPanel({
    server: desk.server,
    memory: {
      get: (key) => memory.get(key),
      update: async (key, value) => void memory.set(key, JSON.parse(JSON.stringify(value))),
    },
    now: () => start + 250,
    isTrusted: () => true,
    post: (message) => posted.push(message),
    reveal: (...all) => did.push(['reveal', ...all]),
    point: (place) => {
      // That nothing is pointed at is only worth a line where something was.
      if (place !== undefined || did.at(-1)?.[0] === 'point') did.push(['point', place]);
    },
    copy: (...all) => did.push(['copy', ...all]),
    saveScenarios: (policy, scenarios) =>
      void scenarios.then(
        ({ scenarios: made, unwritten }) => did.push(['saveScenarios', policy, made, ...unwritten]),
        (error: unknown) => did.push(['saveScenarios', policy, error]),
      ),
    run: (...all) => did.push(['run', ...all]),
    report: (...all) => did.push(['report', ...all]),
  });
  return { desk, panel, posted, did, memory };
}

/** A panel that shows the Stripe policy with these tools and has an answer to its preview. */
export async function openWith(tools: readonly ToolChoice[], memory?: Map<string, unknown>): Promise<Opened> {
  const opened = open(memory);
  opened.panel.showPolicy(stripe);
  opened.panel.receive({ type: 'ready' });
  await opened.desk.choices.at(-1)?.answer(tools);
  await opened.desk.simulations.at(-1)?.answer(decided(allowed));
  return opened;
}

export function viewOf({ posted }: Opened): PanelView {
  const last = posted.findLast((message) => message.type === 'view');
  assert.ok(last?.type === 'view');
  return last.view;
}

export function shown(opened: Opened): PanelSimulation {
  const view = viewOf(opened);
  assert.ok(view.state === 'ready', `the state is ${view.state}`);
  return view;
}

/** The page tells what was typed into the form that it was shown. */
export function tellForm(opened: Opened, form: PanelForm): void {
  const { policy, formRevision } = shown(opened);
  opened.panel.receive({ type: 'form', policy: policy.uri, formRevision, form });
}

export const pay = toolChoice('pay', { amount: 5 });
export const refund = toolChoice('refund', { charge: 'x' });
