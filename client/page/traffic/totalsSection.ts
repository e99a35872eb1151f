import { nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { PanelSimulation } from '../../../server/protocol/panel.ts';
import type { SourceRange } from '../../../server/protocol/simulation.ts';
import type { TrafficRun, TrafficTotal } from '../../../server/protocol/traffic.ts';
import { type Controls, lineLink } from '../controls.ts';
import { html } from '../elements/html.ts';
import { placeData } from '../result/placePointing.ts';
import { grouped } from '../words.ts';

/** Rows beyond this are told by their number: a policy can have a thousand tools, a plan has twenty. */
const mostRows = 50;

/** The run in numbers, per tool and per rule: what the timeline shows, for whoever cannot see it. */
export function totalsSection(run: TrafficRun, view: PanelSimulation, controls: Controls): TemplateResult {
  const withApproval = run.approval > 0;
  return html`<section class="totals" aria-labelledby="totals-heading">
    <h2 id="totals-heading">Totals</h2>
    <table>
      <caption class="visually-hidden">Calls per tool</caption>
      ${head('Tool', withApproval, true)}
      <tbody>
        ${run.byTool.slice(0, mostRows).map((total) => toolRow(total, withApproval))}
      </tbody>
    </table>
    ${more(run.byTool.length)}
    ${run.byRule.length === 0 ? html`<p class="quiet">No rule stood against any call.</p>` : ruleTable(run, withApproval, view, controls)}
  </section>`;
}

function head(what: string, withApproval: boolean, withAllowed: boolean): TemplateResult {
  return html`<thead>
    <tr>
      <th scope="col">${what}</th>
      ${withAllowed ? html`<th scope="col" class="count">Allowed</th>` : nothing}
      <th scope="col" class="count">Denied</th>
      ${withApproval ? html`<th scope="col" class="count" title="Approval required">Approval</th>` : nothing}
      ${withAllowed ? nothing : html`<th scope="col" class="count"><span class="visually-hidden">Place</span></th>`}
    </tr>
  </thead>`;
}

function toolRow({ name, allowed, denied, approval }: TrafficTotal, withApproval: boolean): TemplateResult {
  return html`<tr>
    <th scope="row" class="total-name" title=${name}>${name}</th>
    <td class="count">${grouped(allowed)}</td>
    <td class="count">${grouped(denied)}</td>
    ${withApproval ? html`<td class="count">${grouped(approval)}</td>` : nothing}
  </tr>`;
}

function ruleTable(run: TrafficRun, withApproval: boolean, view: PanelSimulation, controls: Controls): TemplateResult {
  const places = new Map<string, SourceRange>();
  for (const { rule, range } of run.marks) if (range !== undefined && !places.has(rule)) places.set(rule, range);
  return html`<table class="rules">
      <caption class="visually-hidden">Calls that were not allowed, per rule</caption>
      ${head('Rule', withApproval, false)}
      <tbody>
        ${run.byRule.slice(0, mostRows).map((total) => ruleRow(total, places.get(total.name), withApproval, view, controls))}
      </tbody>
    </table>
    ${more(run.byRule.length)}`;
}

function ruleRow(
  { name, denied, approval }: TrafficTotal,
  range: SourceRange | undefined,
  withApproval: boolean,
  view: PanelSimulation,
  controls: Controls,
): TemplateResult {
  return html`<tr data-place=${ifDefined(placeData(range))}>
    <th scope="row" class="total-name rule-name" title=${name}>${breakable(name)}</th>
    <td class="count">${grouped(denied)}</td>
    ${withApproval ? html`<td class="count">${grouped(approval)}</td>` : nothing}
    <td class="count">${range === undefined ? nothing : lineLink(view, range, controls)}</td>
  </tr>`;
}

/** A rule's name goes on in the next line behind a separator, not in the middle of a word. */
function breakable(name: string): readonly TemplateResult[] {
  return name.split(/(?<=[/._])/).map((part) => html`${part}<wbr>`);
}

function more(count: number): TemplateResult | typeof nothing {
  return count <= mostRows ? nothing : html`<p class="quiet">${grouped(count - mostRows)} more</p>`;
}
