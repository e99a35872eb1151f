import type { TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import type { PanelForm, PanelSimulation } from '../../../server/protocol/panel.ts';
import { argumentsField } from '../arguments/argumentsField.ts';
import { type Controls, typedText } from '../controls.ts';
import { fieldLabel } from '../elements/fieldLabel.ts';
import { html } from '../elements/html.ts';
import type { PageState } from '../pageState.ts';
import { callButtons } from './callButtons.ts';
import { callerField } from './callerField.ts';
import { clock } from './clock.ts';
import { toolPicker } from './toolPicker.ts';
import { answerField, upstreamField } from './upstreamFields.ts';

/** Everything that is set before a call. Enter in a one-line field calls once, as the call button does; but not in the clock. */
export function callForm(state: PageState, view: PanelSimulation, form: PanelForm, controls: Controls): TemplateResult {
  return html`<form
    class="call-form"
    aria-label="Call"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      controls.call(1);
    }}
  >
    ${clock(state, view, form, controls)}
    ${toolPicker(state, form, controls)}
    ${argumentsField(state, form, controls)}
    <div class="row">
      ${callerField('grant', state, view, form, controls)}
      ${callerField('session', state, view, form, controls)}
    </div>
    <div class="row">
      ${upstreamField(form, controls)}
      ${answerField(state, form, controls)}
      ${timesField(state, form, controls)}
    </div>
    ${callButtons(state, form, controls)}
  </form>`;
}

function timesField(state: PageState, form: PanelForm, controls: Controls): TemplateResult {
  const problem =
    state.timesText === undefined
      ? undefined
      : { id: 'times-problem', short: '1 to 10,000', full: 'Write a whole number from 1 to 10,000.' };
  return html`<div class="labelled times" title="How many calls the second button makes at once">
    ${fieldLabel(html`<label for="times">Times</label>`, problem)}
    <div class="field ${problem === undefined ? '' : 'invalid'}">
      <input
        id="times"
        type="text"
        inputmode="numeric"
        autocomplete="off"
        aria-invalid=${problem === undefined ? 'false' : 'true'}
        aria-describedby=${ifDefined(problem?.id)}
        .value=${live(state.timesText ?? String(form.times))}
        @input=${(event: InputEvent) => controls.dispatch({ type: 'timesTyped', text: typedText(event) })}
        @blur=${() => controls.dispatch({ type: 'timesLeft' })}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          controls.call(form.times);
        }}
      />
    </div>
  </div>`;
}
