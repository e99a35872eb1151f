import type { TemplateResult } from 'lit';
import type { PanelSimulation } from '../../../server/protocol/panel.ts';
import type { ShownRun } from '../../../server/protocol/trafficPanel.ts';
import { type Controls, icon } from '../controls.ts';
import { html } from '../elements/html.ts';
import { callsInWords, grouped } from '../words.ts';
import { ageInWords } from './ageInWords.ts';
import type { TrafficTab } from './trafficState.ts';

/** A line in any case, so that nothing jumps: how far the run is, what stood against most calls, or why it is old. */
export function runNotice({ age, shown, progress }: TrafficTab): TemplateResult {
  if (progress !== undefined) return running(progress);
  const words = ageInWords(age);
  if (words === undefined) return quietLine(shown === undefined ? 'Asking the policy…' : mostDenied(shown));
  return html`<p class="run-line" title="${words.head}. ${words.sentence}">
    ${icon(words.sign)}<b>${words.head}</b><span class="run-reason">${words.sentence}</span>
  </p>`;
}

/** What can be done about the run; else how many calls it made. */
export function runAction(
  { age, shown, progress }: TrafficTab,
  view: PanelSimulation,
  { send }: Controls,
): TemplateResult | string {
  const policy = view.policy.uri;
  if (progress !== undefined) return link('Cancel', () => send({ type: 'trafficCancel', policy }));
  if (age.state === 'cancelled') return link('Run', () => send({ type: 'trafficAgain', policy }));
  if (age.state === 'old') return link('Show Problems', () => send({ type: 'run', action: 'showProblems' }));
  return shown === undefined ? '' : callsInWords(shown.run.calls);
}

function mostDenied({ run }: ShownRun): string {
  const [first] = run.byRule;
  if (first === undefined) return 'No rule stood against any call.';
  return `${run.byRule.length === 1 ? 'All' : 'Most'} by ${first.name}`;
}

function quietLine(words: string): TemplateResult {
  return html`<p class="quiet run-line"><span class="run-reason" title=${words}>${words}</span></p>`;
}

function link(words: string, onClick: () => void): TemplateResult {
  return html`<button type="button" class="link" @click=${onClick}>${words}</button>`;
}

function running({ done, calls }: NonNullable<TrafficTab['progress']>): TemplateResult {
  const words = `${grouped(done)} of ${callsInWords(Math.max(done, calls))}`;
  return html`${quietLine(words)}
    <progress max=${Math.max(calls, 1)} .value=${Math.min(done, calls)} aria-label="Running the traffic">${words}</progress>`;
}
