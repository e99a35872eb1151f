import { nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { PanelSimulation } from '../../../server/protocol/panel.ts';
import type { CallResult, ShownCounter } from '../../../server/protocol/simulation.ts';
import { localMoment, shortMoment } from '../call/moments.ts';
import { windowsChoice, windowsSentence } from '../call/windowsChoice.ts';
import { type Controls, lineLink } from '../controls.ts';
import { html } from '../elements/html.ts';
import { grouped } from '../words.ts';
import { counterName } from './counterName.ts';
import { decidingStep } from './decisionSection.ts';
import { placeData } from './placePointing.ts';

/** Every counter the call touched, as it stands after it. */
export function countersSection(result: CallResult, view: PanelSimulation, controls: Controls): TemplateResult {
  const deciding = decidingStep(result)?.rule;
  return html`<section class="counters" aria-labelledby="counters-heading">
    <div class="heading-row"><h2 id="counters-heading">Counters</h2>${windowsChoice(view, controls)}</div>
    ${windowsSentence(view)}
    ${
      result.counters.length === 0
        ? html`<p class="quiet">No limit counts this call.</p>`
        : html`<ul class="rows">
            ${result.counters.map((counter) => row(counter, counter.id === deciding, view, controls))}
          </ul>`
    }
  </section>`;
}

function row(counter: ShownCounter, deciding: boolean, view: PanelSimulation, controls: Controls): TemplateResult {
  const { name, owner } = counterName(counter.id);
  const { used, max, resetsAt, identity, range } = counter;
  const full = used >= max;
  // A sliding window counts parts of calls.
  const amount = `${grouped(Math.round(used * 100) / 100)} / ${grouped(max)}`;
  return html`<li class="counter ${deciding ? 'deciding' : ''} ${full ? 'full' : ''}" data-place=${ifDefined(placeData(range))}>
    <div class="counter-head">
      <span class="counter-name" title=${counter.id}>${name}</span>
      ${owner === undefined ? nothing : html`<span class="counter-owner">${owner}</span>`}
      <span class="counter-amount">${amount}</span>
    </div>
    <meter min="0" max=${max} .value=${Math.min(Math.max(used, 0), max)} aria-label="${name}: ${amount}"></meter>
    <div class="counter-foot">
      <span class="counter-identity" title="${identity}, per ${counter.window}">${identity}</span>
      <span class="counter-reset" title=${localMoment(resetsAt)}>${full ? 'free at' : 'resets'} ${shortMoment(resetsAt, view.form.at)} UTC</span>
      ${range === undefined ? nothing : lineLink(view, range, controls)}
    </div>
  </li>`;
}
