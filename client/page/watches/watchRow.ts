import { nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { PanelSimulation } from '../../../server/protocol/panel.ts';
import { type WatchActual, type WatchRow, watchState } from '../../../server/protocol/watchesPanel.ts';
import { type Controls, icon, iconButton, lineLink } from '../controls.ts';
import { html } from '../elements/html.ts';
import { placeData } from '../result/placePointing.ts';
import { watchEditor } from './watchEditor.ts';
import { actualInWords, expectationInWords, watchStates } from './watchWords.ts';

interface Shown {
  readonly isOpen: boolean;
  readonly isTabStop: boolean;
  readonly onRemove: () => void;
}

/** One watch: whether it passes, what was expected, and where that did not come of it, what did and why. */
export function watchRow(
  row: WatchRow,
  { isOpen, isTabStop, onRemove }: Shown,
  view: PanelSimulation,
  controls: Controls,
): TemplateResult {
  const { id, name, subject, old } = row;
  const { icon: sign, word, style } = watchStates[watchState(row)];
  const watch = { policy: view.policy.uri, watch: id };
  const tabName = subject.kind === 'call' ? 'Call' : 'Traffic';
  const openThere = () => {
    controls.send({ type: 'watchOpen', ...watch });
    controls.dispatch({ type: 'tabChosen', tab: subject.kind });
  };
  return html`<li class="watch ${isOpen ? 'open' : ''}">
    <div class="watch-row">
      <button
        type="button"
        class="watch-face"
        tabindex=${isTabStop ? 0 : -1}
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-label="${name}: ${word}${old === undefined ? '' : ', out of date'}"
        title=${name}
        @click=${() => controls.dispatch({ type: 'watches', event: { type: 'watchToggled', watch: id } })}
        @focus=${() => controls.dispatch({ type: 'watches', event: { type: 'watchActive', watch: id } })}
      >
        ${icon(sign, style)}
        <span class="watch-name">${name}</span>
        <span class="watch-word">${old === undefined ? word : `${word}, old`}</span>
      </button>
      ${iconButton(subject.kind === 'call' ? 'play' : 'pulse', `Open ${name} in ${tabName}`, openThere)}
      ${iconButton('close', `Remove ${name}`, onRemove)}
    </div>
    <div class="watch-body">
      ${comparison(row, view, controls)}
      ${isOpen ? watchEditor(row, view, controls) : nothing}
    </div>
  </li>`;
}

/** One line where all is as expected; else both, and the rule behind it. */
function comparison(row: WatchRow, view: PanelSimulation, controls: Controls): TemplateResult {
  const { expected, actual, subject } = row;
  const state = watchState(row);
  if (expected === undefined) return html`<p class="quiet">${state === 'waiting' ? 'Asking the policy…' : row.old}</p>`;
  const wanted = expectationInWords(expected, subject);
  if (state !== 'fails' || actual === undefined) {
    const behind = state === 'passes' ? 'as expected' : 'expected';
    const words = state === 'passes' && actual !== undefined ? actualInWords(actual, subject) : wanted;
    return html`<p class="quiet watch-line">${words}, ${behind}</p>`;
  }
  const accept = () => controls.send({ type: 'watchAccept', policy: view.policy.uri, watch: row.id });
  return html`<dl class="watch-comparison">
      <dt>Expected</dt>
      <dd>${wanted}${otherRule(row)}</dd>
      <dt>Actual</dt>
      <dd data-place=${ifDefined(placeData(actual.range))}>${actualInWords(actual, subject)}${decidingRule(actual, view, controls)}</dd>
    </dl>
    ${actual.kind === 'call' && actual.detail !== undefined ? html`<p class="quiet watch-detail">${actual.detail}</p>` : nothing}
    <button type="button" class="link watch-accept" aria-label="Accept the actual outcome of ${row.name} as expected" @click=${accept}>Accept as Expected</button>`;
}

/** The rule that was expected, where another decided. */
function otherRule({ expected, actual }: WatchRow): TemplateResult | typeof nothing {
  if (expected?.kind !== 'call' || expected.rule === undefined || expected.rule === actual?.rule) return nothing;
  return html`<span class="watch-rule rule-name">${breakable(expected.rule)}</span>`;
}

function decidingRule(
  { kind, rule, range }: WatchActual,
  view: PanelSimulation,
  controls: Controls,
): TemplateResult | typeof nothing {
  if (rule === undefined) return nothing;
  const name = html`<span class="rule-name">${breakable(rule)}</span>`;
  const place = range === undefined ? name : lineLink(view, range, controls, html`${name} `);
  return html`${kind === 'traffic' ? ', most others denied by' : nothing}<span class="watch-rule">${place}</span>`;
}

/** A rule's name goes on in the next line behind a separator, not in the middle of a word. */
function breakable(name: string): readonly TemplateResult[] {
  return name.split(/(?<=.[/._])/).map((part) => html`${part}<wbr>`);
}
