import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import type { PanelForm, PanelSimulation } from '../../server/protocol/panel.ts';
import type { UpstreamOutcome } from '../../server/protocol/simulation.ts';
import { argumentsField } from './argumentsField.ts';
import { callButtons } from './callButtons.ts';
import { clock } from './clock.ts';
import { type Controls, typedText } from './controls.ts';
import { fieldLabel } from './fieldLabel.ts';
import type { PageState } from './pageState.ts';
import { toolPicker } from './toolPicker.ts';
import { upstreamOutcomes } from './words.ts';

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
      ${textField('grant', 'Grant', 'Whose grant the policy is attached to', form.grant, controls)}
      ${textField('session', 'Session', 'The agent session, by which rate_limit counts', form.session, controls)}
    </div>
    <div class="row">
      ${upstreamField(form, controls)}
      ${timesField(state, form, controls)}
    </div>
    ${callButtons(state, form, controls)}
  </form>`;
}

function textField(
  name: 'grant' | 'session',
  label: string,
  title: string,
  value: string,
  { dispatch }: Controls,
): TemplateResult {
  return html`<div class="labelled" title=${title}>
    <label for=${name}>${label}</label>
    <div class="field">
      <input
        id=${name}
        type="text"
        autocomplete="off"
        spellcheck="false"
        .value=${live(value)}
        @input=${(event: InputEvent) => dispatch({ type: 'formChanged', change: { [name]: typedText(event) } })}
      />
    </div>
  </div>`;
}

function upstreamField(form: PanelForm, { dispatch }: Controls): TemplateResult {
  return html`<div class="labelled" title="What the server behind the proxy answers, if the call gets there">
    <span class="label" aria-hidden="true">Server answers</span>
    <vscode-single-select
      id="upstream"
      label="Server answers"
      .value=${form.upstream}
      @change=${(event: Event) => {
        const upstream = chosenUpstream(event.target);
        if (upstream !== undefined) dispatch({ type: 'formChanged', change: { upstream } });
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
