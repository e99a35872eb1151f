import { html, nothing, type TemplateResult } from 'lit';
import type { PanelSimulation } from '../../server/protocol/panel.ts';
import type { CallResult, ShownCounter } from '../../server/protocol/simulation.ts';
import { type Controls, lineLink } from './controls.ts';
import { decidingStep } from './decisionSection.ts';
import { localMoment, shortMoment } from './moments.ts';
import { grouped } from './words.ts';

/** Every counter the call touched, as it stands after it. */
export function countersSection(result: CallResult, view: PanelSimulation, controls: Controls): TemplateResult {
  const deciding = decidingStep(result)?.rule;
  return html`<section class="counters" aria-labelledby="counters-heading">
    <h2 id="counters-heading">Counters</h2>
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
  const { name, owner } = nameOf(counter.id);
  const { used, max, resetsAt, identity, range } = counter;
  const full = used >= max;
  const amount = `${grouped(used)} / ${grouped(max)}`;
  return html`<li class="counter ${deciding ? 'deciding' : ''} ${full ? 'full' : ''}">
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

/** The parts of PolicyLayer's counter id, e.g. `/tools/create_charge/limits/create_charge_rate`. */
function nameOf(id: string): { readonly name: string; readonly owner: string | undefined } {
  const place = id.lastIndexOf('/limits/');
  const owner = id.startsWith('/all_tools/') ? 'all tools' : undefined;
  return { name: place === -1 ? id : id.slice(place + '/limits/'.length), owner };
}
