import { html, nothing, type TemplateResult } from 'lit';
import { announcement } from './announcement.ts';
import { callForm } from './callForm.ts';
import { chainSection } from './chainSection.ts';
import type { Controls } from './controls.ts';
import { countersSection } from './countersSection.ts';
import { decisionSection } from './decisionSection.ts';
import { historySection } from './historySection.ts';
import { emptyState, toolNotice } from './notices.ts';
import type { PageState } from './pageState.ts';
import { policyLine } from './policyLine.ts';

/** The whole page. The live region stays in place in every state, or its first sentence would not be read. */
export function page(state: PageState, controls: Controls): TemplateResult {
  return html`${body(state, controls)}
    <div class="visually-hidden" role="status" aria-live="polite">${announcement(state.view, state.decision)}</div>`;
}

function body(state: PageState, controls: Controls): TemplateResult {
  const { view, form, decision } = state;
  if (view?.state !== 'ready' || form === undefined) {
    return emptyState(view?.state === 'ready' ? undefined : view, controls);
  }
  return html`<div class="panel">
    <div class="asking">
      ${policyLine(view.policy)}
      ${toolNotice(view, controls)}
      ${callForm(state, view, form, controls)}
    </div>
    <div class="answer">
      ${decisionSection(decision, view, controls)}
      ${
        decision === undefined
          ? nothing
          : html`${chainSection(state, decision.result, view, controls)}
            ${countersSection(decision.result, view, controls)}`
      }
    </div>
    <div class="past">${historySection(view, controls)}</div>
  </div>`;
}
