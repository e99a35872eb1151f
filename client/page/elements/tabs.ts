import { nothing, type TemplateResult } from 'lit';
import { type PanelTab, panelTabs } from '../../../server/protocol/panel.ts';
import { type Controls, icon } from '../controls.ts';
import { html } from './html.ts';

const titles: Readonly<Record<PanelTab, { readonly title: string; readonly meaning: string }>> = {
  call: { title: 'Call', meaning: 'One call at a time, with every step that decided' },
  traffic: { title: 'Traffic', meaning: 'Many calls over time, and how the counters fill' },
  watches: { title: 'Watches', meaning: 'Calls and traffic whose outcome is checked on every edit' },
};

/**
 * The tabs of the ARIA pattern of that name: one tab stop, arrows choose.
 * @param failing how many watches fail, which is to be seen from every tab
 */
export function tabList(shown: PanelTab, controls: Controls, failing: number): TemplateResult {
  return html`<div class="tabs" role="tablist" aria-label="Simulator" @keydown=${(event: KeyboardEvent) => onKey(event, shown, controls)}>
    ${panelTabs.map((tab) => {
      const { title, meaning } = titles[tab];
      const selected = tab === shown;
      return html`<button
        type="button"
        role="tab"
        id=${tabId(tab)}
        class="tab"
        title=${meaning}
        aria-selected=${selected ? 'true' : 'false'}
        aria-controls="tab-panel"
        tabindex=${selected ? 0 : -1}
        @click=${() => controls.dispatch({ type: 'tabChosen', tab })}
      >${title}${tab === 'watches' && failing > 0 ? failingMark(failing) : nothing}</button>`;
    })}
  </div>`;
}

function failingMark(failing: number): TemplateResult {
  return html` <span class="tab-failing">${icon('error', 'sign-denied')}${failing}<span class="visually-hidden"> ${failing === 1 ? 'fails' : 'fail'}</span></span>`;
}

/** What the tab that is shown has in it. */
export function tabPanel(shown: PanelTab, content: TemplateResult): TemplateResult {
  return html`<div id="tab-panel" role="tabpanel" aria-labelledby=${tabId(shown)}>${content}</div>`;
}

function tabId(tab: PanelTab): string {
  return `tab-${tab}`;
}

function onKey(event: KeyboardEvent, shown: PanelTab, { dispatch }: Controls): void {
  const tab = panelTabs[placeAfter(event.key, panelTabs.indexOf(shown)) ?? -1];
  if (tab === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  dispatch({ type: 'tabChosen', tab });
  document.getElementById(tabId(tab))?.focus();
}

function placeAfter(key: string, place: number): number | undefined {
  if (key === 'ArrowRight') return (place + 1) % panelTabs.length;
  if (key === 'ArrowLeft') return (place + panelTabs.length - 1) % panelTabs.length;
  if (key === 'Home') return 0;
  return key === 'End' ? panelTabs.length - 1 : undefined;
}
