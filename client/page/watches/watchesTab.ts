import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PanelSimulation } from '../../../server/protocol/panel.ts';
import type { WatchRow } from '../../../server/protocol/watchesPanel.ts';
import { type Controls, icon } from '../controls.ts';
import { html } from '../elements/html.ts';
import { policyLine } from '../policyLine.ts';
import type { WatchesTab } from './watchesState.ts';
import { watchRow } from './watchRow.ts';
import { oldReason, watchCount, watchesInWords } from './watchWords.ts';

/** Calls and traffic that are pinned with what should come of them. The list has one tab stop; arrows walk it. */
export function watchesTab(tab: WatchesTab, view: PanelSimulation, controls: Controls): TemplateResult {
  const rows = tab.policy === view.policy.uri ? tab.rows : [];
  if (rows.length === 0) return nothingWatched(controls);
  const tabStop = tab.active ?? rows[0]?.id;
  return html`<div class="watches">
    ${policyLine(view.policy)}
    <div class="heading-row">
      <h2 id="watches-heading">${watchesInWords(rows)}</h2>
      ${saveAll(rows, view, controls)}
    </div>
    ${oldNotice(rows, controls)}
    <ul class="rows" aria-labelledby="watches-heading" @keydown=${(event: KeyboardEvent) => onKey(event, rows, tabStop, view, controls)}>
      ${repeat(
        rows,
        ({ id }) => id,
        (row) =>
          watchRow(
            row,
            {
              isOpen: tab.open === row.id,
              isTabStop: row.id === tabStop,
              onRemove: () => remove(row, rows, view.policy.uri, controls),
            },
            view,
            controls,
          ),
      )}
    </ul>
  </div>`;
}

function nothingWatched(controls: Controls): TemplateResult {
  return html`<div class="welcome">
    <p class="welcome-text">A watch is a call, or traffic, with the outcome it should have, checked again on every edit of the policy.</p>
    <button type="button" class="button" @click=${() => controls.dispatch({ type: 'tabChosen', tab: 'call' })}>Choose a Call to Watch</button>
  </div>`;
}

function saveAll(rows: readonly WatchRow[], { policy }: PanelSimulation, controls: Controls): TemplateResult {
  const savable = rows.filter(({ unsavable }) => unsavable === undefined).length;
  const some = savable === rows.length ? watchCount(savable) : `${savable} of ${watchCount(rows.length)}`;
  const meaning = savable === 0 ? 'None of the watches can be written as a scenario' : `Save ${some} as scenarios`;
  return html`<button
    type="button"
    class="icon-button"
    title=${meaning}
    aria-label=${meaning}
    aria-disabled=${savable === 0 ? 'true' : 'false'}
    @click=${() => savable > 0 && controls.send({ type: 'saveWatches', policy: policy.uri })}
  >${icon('save-all')}</button>`;
}

/** Only where the policy cannot be asked; the rows keep what they said last. */
function oldNotice(rows: readonly WatchRow[], controls: Controls): TemplateResult | typeof nothing {
  const reason = oldReason(rows);
  if (reason === undefined) return nothing;
  return html`<div class="old watches-old">
    <div class="old-head">
      ${icon('warning', 'sign-approval')}<b>Out of date</b>
      <button type="button" class="link" @click=${() => controls.send({ type: 'run', action: 'showProblems' })}>Show Problems</button>
    </div>
    <p class="old-reason" title=${reason}>${reason}</p>
  </div>`;
}

/** In a field of an open watch the keys are the field's own. */
function onKey(
  event: KeyboardEvent,
  rows: readonly WatchRow[],
  tabStop: number | undefined,
  { policy }: PanelSimulation,
  controls: Controls,
): void {
  const { target } = event;
  if (!(target instanceof HTMLElement) || !target.classList.contains('watch-face')) return;
  const place = rows.findIndex(({ id }) => id === tabStop);
  const current = rows[place];
  if (current === undefined) return;
  if (event.key === 'Delete') {
    remove(current, rows, policy.uri, controls);
  } else if (event.key === 'F2') {
    const isOpen = target.getAttribute('aria-expanded') === 'true';
    if (!isOpen) controls.dispatch({ type: 'watches', event: { type: 'watchToggled', watch: current.id } });
    document.getElementById(`watch-${current.id}-name`)?.focus();
  } else {
    const next = rows[targetOf(event.key, place, rows.length - 1) ?? -1];
    if (next === undefined) return;
    controls.dispatch({ type: 'watches', event: { type: 'watchActive', watch: next.id } });
    document.querySelector<HTMLElement>('.watch-face[tabindex="0"]')?.focus();
  }
  event.preventDefault();
}

/** The keyboard goes on to the watch that takes its place, else to the tab: with the row it would be lost. */
function remove({ id }: WatchRow, rows: readonly WatchRow[], policy: string, controls: Controls): void {
  const place = rows.findIndex((row) => row.id === id);
  const next = rows[place + 1] ?? rows[place - 1];
  if (next !== undefined) controls.dispatch({ type: 'watches', event: { type: 'watchActive', watch: next.id } });
  const target = next === undefined ? '#tab-watches' : '.watch-face[tabindex="0"]';
  document.querySelector<HTMLElement>(target)?.focus();
  controls.send({ type: 'watchRemove', policy, watch: id });
}

function targetOf(key: string, place: number, last: number): number | undefined {
  if (key === 'ArrowDown') return Math.min(last, place + 1);
  if (key === 'ArrowUp') return Math.max(0, place - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? last : undefined;
}
