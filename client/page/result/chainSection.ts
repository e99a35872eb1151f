import { nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { PanelSimulation } from '../../../server/protocol/panel.ts';
import type { CallResult, ShownStep } from '../../../server/protocol/simulation.ts';
import { type Controls, icon, lineLink, verdictIcon } from '../controls.ts';
import { html } from '../elements/html.ts';
import type { PageState } from '../pageState.ts';
import { stepKeys, verdicts } from '../words.ts';
import { assumptionMarks, assumptionSentences } from './assumptionMarks.ts';
import { isDeciding } from './decisionSection.ts';
import { placeData } from './placePointing.ts';

/** The chain of steps that decided, in the proxy's order: the deciding one open, the others one click away. */
export function chainSection(
  { toggledSteps }: PageState,
  { steps }: CallResult,
  view: PanelSimulation,
  controls: Controls,
): TemplateResult {
  return html`<section class="chain" aria-labelledby="chain-heading">
    <h2 id="chain-heading">Steps</h2>
    <ol class="rows">
      ${steps.map((step, index) => row(step, index, toggledSteps.has(index) !== isDeciding(step), view, controls))}
    </ol>
  </section>`;
}

function row(step: ShownStep, index: number, open: boolean, view: PanelSimulation, controls: Controls): TemplateResult {
  const { icon: sign, word, outcome } = verdicts[step.verdict];
  const deciding = isDeciding(step);
  return html`<li class="step ${deciding ? 'deciding' : ''}" data-place=${ifDefined(placeData(step.range))} aria-current=${deciding ? 'step' : 'false'}>
    <div class="step-row">
      <button
        type="button"
        class="step-face"
        aria-expanded=${open ? 'true' : 'false'}
        title=${open ? '' : step.detail}
        @click=${() => controls.dispatch({ type: 'stepToggled', index })}
      >
        ${icon(open ? 'chevron-down' : 'chevron-right')}
        ${verdictIcon(sign, outcome)}
        <span class="step-key">${stepKeys[step.step]}</span>
        <span class="visually-hidden">${word}</span>
        <span class="step-summary">${open ? '' : step.detail}</span>
      </button>
      ${open ? nothing : assumptionMarks(step.assumptions)}
      ${step.range === undefined ? nothing : lineLink(view, step.range, controls)}
    </div>
    ${
      open
        ? html`<div class="step-detail">
            <p>${step.detail}</p>
            ${deciding ? nothing : html`<p class="step-rule">${step.rule}</p>`}
            ${assumptionSentences(step.assumptions)}
          </div>`
        : nothing
    }
  </li>`;
}
