import type { TemplateResult } from 'lit';
import type { PanelSimulation } from '../../../server/protocol/panel.ts';
import { maximumWatches, type WatchSubject } from '../../../server/protocol/watchesPanel.ts';
import { type Controls, icon } from '../controls.ts';
import { html } from '../elements/html.ts';
import { type WatchesTab, watchOf } from './watchesState.ts';
import { watchName } from './watchWords.ts';

/**
 * Pins a call or traffic, or shows the watch that is already there.
 * @param what names the subject where several such buttons stand in a list
 */
export function watchButton(
  subject: WatchSubject,
  tab: WatchesTab,
  view: PanelSimulation,
  controls: Controls,
  what = subject.kind === 'call' ? 'this call' : 'this traffic',
): TemplateResult {
  const watch = watchOf(tab, subject);
  const isFull = watch === undefined && tab.rows.length >= maximumWatches;
  const label = watch === undefined ? `Watch ${what}` : `Watched: show the watch of ${what}`;
  const meaning = isFull
    ? `There are ${maximumWatches} watches: remove one first`
    : `${label}${watch === undefined ? hint : ''}`;
  const onClick = () => {
    if (watch !== undefined) {
      controls.dispatch({ type: 'watches', event: { type: 'watchActive', watch: watch.id } });
      controls.dispatch({ type: 'tabChosen', tab: 'watches' });
      document.querySelector<HTMLElement>('.watch-face[tabindex="0"]')?.focus();
    } else if (!isFull) {
      controls.send({ type: 'watchAdd', policy: view.policy.uri, name: watchName(subject), subject });
    }
  };
  return html`<button
    type="button"
    class="icon-button watch-button ${watch === undefined ? '' : 'is-watched'}"
    title=${meaning}
    aria-label=${label}
    aria-disabled=${isFull ? 'true' : 'false'}
    @click=${onClick}
  >${icon(watch === undefined ? 'pin' : 'pinned')}</button>`;
}

const hint = ': its outcome, from empty counters, is checked on every edit';
