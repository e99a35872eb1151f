import type { TemplateResult } from 'lit';
import { callTab } from './call/callTab.ts';
import type { Controls } from './controls.ts';
import { html } from './elements/html.ts';
import { tabList, tabPanel } from './elements/tabs.ts';
import { emptyState } from './notices.ts';
import type { PageState } from './pageState.ts';
import { announcement } from './result/announcement.ts';
import { trafficAnnouncement } from './traffic/trafficAnnouncement.ts';
import { trafficTab } from './traffic/trafficTab.ts';
import { watchesTab } from './watches/watchesTab.ts';
import { failingCount, watchesAnnouncement } from './watches/watchWords.ts';

/** The whole page. The live region stays in place in every state, or its first sentence would not be read. */
export function page(state: PageState, controls: Controls): TemplateResult {
  return html`<h1 class="visually-hidden">Simulator</h1>
    ${body(state, controls)}
    <div class="visually-hidden" role="status" aria-live="polite">${spoken(state)}</div>`;
}

function body(state: PageState, controls: Controls): TemplateResult {
  const { view, form, tab } = state;
  if (view?.state !== 'ready' || form === undefined) {
    return emptyState(view?.state === 'ready' ? undefined : view, controls);
  }
  const contents = {
    call: () => callTab(state, view, form, controls),
    traffic: () => trafficTab(state, view, form, controls),
    watches: () => watchesTab(state.watches, view, controls),
  };
  return html`${tabList(tab, controls, failingCount(state.watches.rows))}${tabPanel(tab, contents[tab]())}`;
}

function spoken(state: PageState): string {
  const { added, rows } = state.watches;
  if (state.tab === 'watches') return watchesAnnouncement(rows);
  if (added !== undefined) return `Watched: ${added}`;
  if (state.tab === 'traffic') return trafficAnnouncement(state.view, state.traffic);
  return announcement(state.view, state.decision);
}
