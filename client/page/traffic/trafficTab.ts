import { nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { html } from '../elements/html.ts';
import './timeline/trafficTimeline.ts';
import type { PanelForm, PanelSimulation } from '../../../server/protocol/panel.ts';
import type { ShownRun } from '../../../server/protocol/trafficPanel.ts';
import { type Controls, verdictIcon } from '../controls.ts';
import type { PageState } from '../pageState.ts';
import { policyLine } from '../policyLine.ts';
import { placeData } from '../result/placePointing.ts';
import { watchButton } from '../watches/watchButton.ts';
import { grouped, outcomes } from '../words.ts';
import { markCard } from './markCard.ts';
import { planSection } from './planSection.ts';
import { runAction, runNotice } from './runNotice.ts';
import { totalsSection } from './totalsSection.ts';

/** Many calls over time: what is planned, and what becomes of it. */
export function trafficTab(
  state: PageState,
  view: PanelSimulation,
  form: PanelForm,
  controls: Controls,
): TemplateResult {
  const { plan, shown, policy, age } = state.traffic;
  if (plan === undefined || policy !== view.policy.uri) {
    return html`<div class="welcome" aria-busy="true"><p class="quiet">Reading ${view.policy.name}…</p></div>`;
  }
  const isOld = age.state !== 'current' && age.state !== 'pending';
  return html`<div class="panel traffic">
    <div class="asking">
      ${policyLine(view.policy)}
      ${planSection(state, plan, form, controls)}
    </div>
    <div class="answer">
      <section class="outcome" aria-labelledby="outcome-heading">
        <div class="outcome-head">
          <h2 id="outcome-heading">Outcome</h2>
          <span class="outcome-side">${runAction(state.traffic, view, controls)}</span>
          ${watchButton({ kind: 'traffic', plan }, state.watches, view, controls)}
        </div>
        ${shown === undefined ? nothing : tally(shown)}
        <div class="run-notice">${runNotice(state.traffic)}</div>
      </section>
      ${
        shown === undefined
          ? nothing
          : html`<section class="timeline ${isOld ? 'is-old' : ''}" aria-labelledby="timeline-heading">
              ${timeline(state, shown, view, controls)}
            </section>
            ${totalsSection(shown.run, view, controls)}`
      }
    </div>
  </div>`;
}

/** What became of all calls, and what the colours of the timeline mean. */
function tally({ run }: ShownRun): TemplateResult {
  const part = (outcome: keyof typeof outcomes, count: number) =>
    html`<span class="tally-part">${verdictIcon(outcomes[outcome].icon, outcome)}<b>${grouped(count)}</b> ${outcomes[outcome].short.toLowerCase()}</span>`;
  return html`<p class="run-tally">
    ${part('allowed', run.allowed)}
    ${part('denied', run.denied)}
    ${run.approval === 0 ? nothing : part('approval', run.approval)}
  </p>`;
}

function timeline(state: PageState, shown: ShownRun, view: PanelSimulation, controls: Controls): TemplateResult {
  const { pointed } = state.traffic;
  const mark = pointed === undefined ? undefined : shown.run.marks[pointed.mark];
  const card = mark === undefined || pointed === undefined ? nothing : markCard(state, pointed, mark, view, controls);
  return html`<traffic-timeline
    .shown=${shown}
    .pointed=${pointed?.mark}
    .card=${card}
    data-place=${ifDefined(placeData(mark?.range))}
    @markpointed=${({ detail }: CustomEvent<number | undefined>) =>
      controls.dispatch({ type: 'traffic', event: { type: 'markPointed', mark: detail } })}
    @markchosen=${({ detail }: CustomEvent<number>) => {
      const range = shown.run.marks[detail]?.range;
      if (range !== undefined) controls.send({ type: 'reveal', policy: view.policy.uri, range });
    }}
  ></traffic-timeline>`;
}
