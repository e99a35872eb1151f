import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { HistoryEntry, PanelSimulation } from '../../../server/protocol/panel.ts';
import { dateAndTime, localMoment, shortMoment } from '../call/moments.ts';
import { type Controls, icon, iconButton, verdictIcon } from '../controls.ts';
import { html } from '../elements/html.ts';
import { watchButton } from '../watches/watchButton.ts';
import type { WatchesTab } from '../watches/watchesState.ts';
import { callsInWords, grouped, outcomes, upstreamOutcomes } from '../words.ts';

/** Every call made, the latest on the clock first. The list has one tab stop; arrows walk it, Delete removes. */
export function historySection(view: PanelSimulation, watches: WatchesTab, controls: Controls): TemplateResult {
  const rows = view.history.toReversed();
  const tabStop = view.selected ?? rows[0]?.entry;
  return html`<section class="history" aria-labelledby="history-heading">
    <div class="heading-row">
      <h2 id="history-heading">History</h2>
      ${rows.length === 0 ? nothing : iconButton('save', 'Save the history as a scenario', () => controls.send({ type: 'saveHistory', policy: view.policy.uri }))}
    </div>
    ${
      rows.length === 0
        ? html`<p class="quiet">Calls you make are listed here and replayed on every edit.</p>`
        : html`<ul class="rows" @keydown=${(event: KeyboardEvent) => onKey(event, rows, view, controls)}>
            ${repeat(
              rows,
              ({ entry }) => entry,
              (row) => historyRow(row, row.entry === tabStop, view, watches, controls),
            )}
          </ul>`
    }
  </section>`;
}

function historyRow(
  { entry, call, tally }: HistoryEntry,
  isTabStop: boolean,
  view: PanelSimulation,
  watches: WatchesTab,
  controls: Controls,
): TemplateResult {
  const selected = entry === view.selected;
  const sign = tally === undefined ? undefined : outcomes[tally.outcome];
  const word = sign?.word ?? 'Not decided';
  const many = call.times === 1 ? '' : `${callsInWords(call.times)}, ${grouped(tally?.allowed ?? 0)} allowed`;
  const upstream = upstreamPast(tally, call);
  const { uri } = view.policy;
  return html`<li class="history-row ${selected ? 'selected' : ''}">
    <button
      type="button"
      class="history-face"
      tabindex=${isTabStop ? 0 : -1}
      aria-current=${selected ? 'true' : 'false'}
      aria-label="${word}: ${call.tool} at ${dateAndTime(call.at)} UTC, grant ${call.grant}${many === '' ? '' : `, ${many}`}${upstream === undefined ? '' : `. ${upstream}`}"
      title="${call.tool}, ${dateAndTime(call.at)} UTC = ${localMoment(call.at)}
grant ${call.grant}, session ${call.session}, ${JSON.stringify(call.args)}"
      @click=${() => controls.send({ type: 'select', policy: uri, entry })}
    >
      ${sign === undefined || tally === undefined ? icon('circle-large-outline') : verdictIcon(sign.icon, tally.outcome)}
      <span class="history-time">${shortMoment(call.at, view.form.at)}</span>
      <span class="history-tool">${call.tool}</span>
      <span class="history-grant" title="grant ${call.grant}">${call.grant}</span>
      ${upstream === undefined ? nothing : html`<span class="history-upstream" title=${upstream}>${icon('debug-disconnect')}</span>`}
      <span class="history-word">${call.times === 1 ? (sign?.short ?? '') : amount(tally, call.times)}</span>
    </button>
    ${watchButton({ kind: 'call', call, windows: view.form.windows ?? 'aligned' }, watches, view, controls, `${call.tool} at ${dateAndTime(call.at)} UTC`)}
    ${iconButton('close', `Remove ${call.tool} at ${dateAndTime(call.at)} UTC`, () =>
      controls.send({ type: 'remove', policy: uri, entry }),
    )}
  </li>`;
}

/** What the server answered, where it was asked and did not answer well. */
function upstreamPast(tally: HistoryEntry['tally'], { upstream }: HistoryEntry['call']): string | undefined {
  if (upstream === 'ok' || tally?.allowed === 0) return undefined;
  return upstreamOutcomes.find(({ value }) => value === upstream)?.past;
}

function amount(tally: HistoryEntry['tally'], times: number): TemplateResult {
  return html`${tally === undefined ? nothing : html`${grouped(tally.allowed)} of `}${grouped(times)}`;
}

function onKey(
  event: KeyboardEvent,
  rows: readonly HistoryEntry[],
  { policy, selected }: PanelSimulation,
  controls: Controls,
): void {
  // With none selected the keyboard is on the first.
  const place = Math.max(
    0,
    rows.findIndex(({ entry }) => entry === selected),
  );
  const current = rows[place];
  if (event.key === 'Delete' && current !== undefined) {
    controls.dispatch({ type: 'focusWanted', focus: 'history' });
    controls.send({ type: 'remove', policy: policy.uri, entry: current.entry });
  } else {
    const target = rows[targetOf(event.key, place, rows.length - 1) ?? -1];
    if (target === undefined) return;
    if (target.entry !== selected) {
      controls.dispatch({ type: 'focusWanted', focus: 'history' });
      controls.send({ type: 'select', policy: policy.uri, entry: target.entry });
    }
  }
  event.preventDefault();
}

function targetOf(key: string, place: number, last: number): number | undefined {
  if (key === 'ArrowDown') return Math.min(last, place + 1);
  if (key === 'ArrowUp') return Math.max(0, place - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? last : undefined;
}
