import { nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { type PanelForm, waitsForAnswer } from '../../../server/protocol/panel.ts';
import type { UpstreamOutcome } from '../../../server/protocol/simulation.ts';
import { type Controls, typedText } from '../controls.ts';
import { fieldLabel } from '../elements/fieldLabel.ts';
import { html } from '../elements/html.ts';
import { makeListRoom } from '../elements/listRoom.ts';
import type { PageState } from '../pageState.ts';
import { upstreamOutcomes } from '../words.ts';
import { readSeconds } from './callerEvents.ts';

/** What the server behind the proxy answers. */
export function upstreamField(form: PanelForm, { dispatch }: Controls): TemplateResult {
  return html`<div class="labelled" title="What the server behind the proxy answers, if the call gets there">
    <span class="label" aria-hidden="true">Server answers</span>
    <vscode-single-select
      id="upstream"
      label="Server answers"
      .value=${form.upstream}
      @focusin=${makeListRoom}
      @pointerdown=${makeListRoom}
      @change=${(event: Event) => {
        const upstream = chosenUpstream(event.target);
        if (upstream !== undefined) dispatch({ type: 'upstreamChosen', upstream });
      }}
    >
      ${upstreamOutcomes.map(
        ({ value, word, meaning }) =>
          html`<vscode-option value=${value} description=${meaning}>${word}</vscode-option>`,
      )}
    </vscode-single-select>
  </div>`;
}

function chosenUpstream(target: EventTarget | null): UpstreamOutcome | undefined {
  const value: unknown = target !== null && 'value' in target ? target.value : undefined;
  return upstreamOutcomes.find((outcome) => outcome.value === value)?.value;
}

/** When the error comes, or when the proxy gives up: until then the call is counted. Nothing where that does not matter. */
export function answerField(state: PageState, form: PanelForm, { dispatch }: Controls): TemplateResult {
  if (!waitsForAnswer(form.upstream)) return html`${nothing}`;
  const { answerText } = state;
  const isBad = answerText !== undefined && readSeconds(answerText) === undefined;
  const full = 'Write a number of seconds, up to 3600.';
  const problem = isBad ? { id: 'answer-problem', short: '0 to 3600', full } : undefined;
  const meaning = form.upstream === 'timeout' ? 'When the proxy gives up' : 'When the error comes';
  return html`<div class="labelled answer-field" title="${meaning}: until then the call stays counted">
    ${fieldLabel(html`<label for="answer">After</label>`, problem)}
    <div class="field ${isBad ? 'invalid' : ''}">
      <input
        id="answer"
        type="text"
        inputmode="decimal"
        aria-label="${meaning}, in seconds"
        autocomplete="off"
        aria-invalid=${isBad ? 'true' : 'false'}
        aria-describedby=${ifDefined(problem?.id)}
        .value=${live(answerText ?? String((form.answeredAfter ?? 0) / 1_000))}
        @input=${(event: InputEvent) => dispatch({ type: 'answerTyped', text: typedText(event) })}
        @blur=${() => dispatch({ type: 'answerLeft' })}
      />
      <span class="unit" aria-hidden="true">s</span>
    </div>
  </div>`;
}
