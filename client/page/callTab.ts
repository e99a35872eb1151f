import { nothing, type TemplateResult } from 'lit';
import type { PanelForm, PanelSimulation } from '../../server/protocol/panel.ts';
import { callForm } from './callForm.ts';
import { chainSection } from './chainSection.ts';
import type { Controls } from './controls.ts';
import { countersSection } from './countersSection.ts';
import { decisionSection } from './decisionSection.ts';
import { historySection } from './historySection.ts';
import { html } from './html.ts';
import { toolNotice } from './notices.ts';
import type { PageState } from './pageState.ts';
import { policyLine } from './policyLine.ts';

/** One call at a time: what is called, what the policy says to it, and what was called before. */
export function callTab(state: PageState, view: PanelSimulation, form: PanelForm, controls: Controls): TemplateResult {
  const { decision } = state;
  return html`<div class="panel">
    <div class="asking">
      ${policyLine(view.policy)}
      ${toolNotice(view, controls)}
      ${callForm(state, view, form, controls)}
    </div>
    <div class="answer">
      ${decisionSection(decision, view, state.watches, controls)}
      ${
        decision === undefined
          ? nothing
          : html`${chainSection(state, decision.result, view, controls)}
            ${countersSection(decision.result, view, controls)}`
      }
    </div>
    <div class="past">${historySection(view, state.watches, controls)}</div>
  </div>`;
}
