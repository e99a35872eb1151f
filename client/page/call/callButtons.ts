import { nothing, type TemplateResult } from 'lit';
import type { PanelForm } from '../../../server/protocol/panel.ts';
import { type Controls, icon } from '../controls.ts';
import { html } from '../elements/html.ts';
import { callObstacle, fullHistory } from '../pageEvents.ts';
import type { PageState } from '../pageState.ts';
import { callsInWords, grouped } from '../words.ts';

/** A button that cannot be used stays in the tab order and says why: a disabled one would be silent. */
export function callButtons(state: PageState, form: PanelForm, controls: Controls): TemplateResult {
  const one = callObstacle(state, 1);
  const many = callObstacle(state, form.times);
  return html`${isFull(state) ? html`<p class="full-history" role="alert">${icon('info')}<span>${fullHistory}</span></p>` : nothing}
  <div class="call-buttons">
    <button
      type="submit"
      id="call"
      class="button"
      title=${one ?? 'Call once (Enter)'}
      aria-disabled=${one === undefined ? 'false' : 'true'}
    >Call</button>
    <button
      type="button"
      class="button secondary"
      title=${many ?? `${callsInWords(form.times)} at the same moment (Enter in Times)`}
      aria-label="Call ${grouped(form.times)} times"
      aria-disabled=${many === undefined ? 'false' : 'true'}
      @click=${() => controls.call(form.times)}
    ><span aria-hidden="true">×${grouped(form.times)}</span></button>
  </div>`;
}

/** The one obstacle that shows at no field. */
function isFull(state: PageState): boolean {
  return callObstacle(state, 1) === fullHistory;
}
