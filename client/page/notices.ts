import { nothing, type TemplateResult } from 'lit';
import type { PanelAction, PanelSimulation, PanelView } from '../../server/protocol/panel.ts';
import { type Controls, icon } from './controls.ts';
import { html } from './elements/html.ts';

/** A state in which there is nothing to simulate yet: one sentence, one action. */
export function emptyState(view: Exclude<PanelView, PanelSimulation> | undefined, controls: Controls): TemplateResult {
  if (view === undefined) return waiting('Starting…');
  if (view.state === 'loading') return waiting(`Reading ${view.policy.name}…`);
  if (view.state === 'failed') {
    const sentence = `${view.policy.name} cannot be simulated: ${view.reason}`;
    return welcome(sentence, 'Try Again', 'retry', controls);
  }
  return welcome(
    'Open a policy to see what it says to a call, before an agent makes it.',
    'Open a Policy',
    'openPolicy',
    controls,
  );
}

function waiting(sentence: string): TemplateResult {
  return html`<div class="welcome" aria-busy="true"><p class="quiet">${sentence}</p></div>`;
}

function welcome(sentence: string, label: string, action: PanelAction, controls: Controls): TemplateResult {
  return html`<div class="welcome">
    <p class="welcome-text" title=${sentence}>${sentence}</p>
    <button type="button" class="button" @click=${() => controls.send({ type: 'run', action })}>${label}</button>
  </div>`;
}

/** What is to be known about where the tools come from; nothing when they are fresh from a server. */
export function toolNotice({ knowledge, trusted }: PanelSimulation, controls: Controls): TemplateResult {
  const { state, problem, server } = knowledge;
  if (!trusted) {
    const sentence = 'Restricted Mode: no server is asked, so only the policy’s own tools are listed.';
    return notice('shield', sentence, 'Manage Workspace Trust', 'trust', controls);
  }
  if (state === 'fresh') return html`${nothing}`;
  if (problem !== undefined) {
    return notice('warning', `${problem.what} ${problem.remedy}`, 'Connect to MCP Server', 'connect', controls);
  }
  const sentence =
    state === 'stale'
      ? `The tools of ${server ?? 'the server'} are from a snapshot and may be out of date.`
      : 'No server is connected, so only the policy’s own tools are listed.';
  return notice('plug', sentence, 'Connect to MCP Server', 'connect', controls);
}

/** The action stands on a line of its own, so that no sentence, however long, pushes it out of sight. */
function notice(
  sign: string,
  sentence: string,
  label: string,
  action: PanelAction,
  controls: Controls,
): TemplateResult {
  return html`<div class="notice" role="note">
    ${icon(sign)}
    <div class="notice-body">
      <p class="notice-text" title=${sentence}>${sentence}</p>
      <button type="button" class="link" @click=${() => controls.send({ type: 'run', action })}>${label}</button>
    </div>
  </div>`;
}
