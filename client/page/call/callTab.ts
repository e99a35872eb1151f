import { nothing, type TemplateResult } from 'lit';
import type { PanelForm, PanelSimulation } from '../../../server/protocol/panel.ts';
import type { Controls } from '../controls.ts';
import { html } from '../elements/html.ts';
import { toolNotice } from '../notices.ts';
import type { PageState } from '../pageState.ts';
import { policyLine } from '../policyLine.ts';
import { chainSection } from '../result/chainSection.ts';
import { countersSection } from '../result/countersSection.ts';
import { decisionSection } from '../result/decisionSection.ts';
import { historySection } from '../result/historySection.ts';
import { callForm } from './callForm.ts';

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
