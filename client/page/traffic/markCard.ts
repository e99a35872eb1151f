import { nothing, type TemplateResult } from 'lit';
import type { PanelSimulation } from '../../../server/protocol/panel.ts';
import type { TrafficMark } from '../../../server/protocol/traffic.ts';
import { localMoment, shortMoment } from '../call/moments.ts';
import { type Controls, lineLink, verdictIcon } from '../controls.ts';
import { html } from '../elements/html.ts';
import type { PageState } from '../pageState.ts';
import { chainSection } from '../result/chainSection.ts';
import { outcomes } from '../words.ts';
import type { PointedMark } from './trafficState.ts';

/** What is said of a call that was not allowed: when, by which rule, and every step of the decision. */
export function markCard(
  state: PageState,
  { explained }: PointedMark,
  mark: TrafficMark,
  view: PanelSimulation,
  controls: Controls,
): TemplateResult {
  const { icon, word } = outcomes[mark.outcome];
  const { plan, run } = state.traffic.shown ?? {};
  const stream = plan?.streams[mark.stream];
  return html`<div class="mark-card" role="group" aria-label="The call that the timeline points at">
    <p class="mark-head">
      ${verdictIcon(icon, mark.outcome)}
      <b>${word}</b>
      <span title=${localMoment(mark.at)}>${shortMoment(mark.at, plan?.start ?? mark.at)} UTC</span>
      <span class="quiet mark-tool">${stream?.tool ?? ''}</span>
    </p>
    <p class="mark-rule">
      <span class="rule-name">${mark.rule}</span>
      ${mark.range === undefined ? nothing : lineLink(view, mark.range, controls)}
    </p>
    ${chain(state, explained, view, controls)}
    <p class="quiet">Call ${mark.call + 1} of ${run?.calls ?? 0}</p>
  </div>`;
}

function chain(
  state: PageState,
  explained: PointedMark['explained'],
  view: PanelSimulation,
  controls: Controls,
): TemplateResult {
  if (explained === undefined) return html`<p class="quiet" aria-busy="true">Asking the policy why…</p>`;
  if (explained === 'none') return html`<p class="quiet">The policy has changed since: there are no steps to show.</p>`;
  const dispatch: Controls['dispatch'] = (event) =>
    controls.dispatch(event.type === 'stepToggled' ? { type: 'traffic', event } : event);
  const toggledSteps = state.traffic.toggledSteps;
  return chainSection({ ...state, toggledSteps }, explained.result, view, { ...controls, dispatch });
}
