import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { argumentsText, type PanelForm } from '../../server/protocol/panel.ts';
import { type Controls, icon, iconButton, typedText } from './controls.ts';
import { argumentsCheck } from './pageEvents.ts';
import { chosenTool, type PageState } from './pageState.ts';

/** The call's arguments as JSON text, checked at every keystroke. Ctrl+Enter or Cmd+Enter calls. */
export function argumentsField(state: PageState, form: PanelForm, controls: Controls): TemplateResult {
  const check = argumentsCheck(state);
  const { dispatch } = controls;
  const sample = chosenTool(state)?.sampleArguments;
  const hints = check.state === 'good' ? check.hints : [];
  return html`<div class="labelled">
    <div class="label-row">
      <label for="arguments">Arguments</label>
      ${
        sample === undefined
          ? nothing
          : iconButton('wand', 'Fill in sample arguments', () =>
              dispatch({ type: 'argumentsTyped', text: JSON.stringify(sample, null, 2) }),
            )
      }
    </div>
    <textarea
      id="arguments"
      class=${check.state === 'bad' ? 'invalid' : ''}
      aria-invalid=${check.state === 'bad' ? 'true' : 'false'}
      aria-describedby="arguments-message"
      autocomplete="off"
      spellcheck="false"
      rows="4"
      .value=${live(argumentsText(form))}
      @input=${(event: InputEvent) => dispatch({ type: 'argumentsTyped', text: typedText(event) })}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        controls.call(1);
      }}
    ></textarea>
    <div id="arguments-message" class="message" aria-live="polite">
      ${check.state === 'bad' ? message('problem', 'error', check.problem) : nothing}
      ${hints.length === 0 ? nothing : message('hint', 'warning', hints.join(' '))}
      ${check.state === 'good' && hints.length === 0 ? signature(state) : nothing}
    </div>
  </div>`;
}

/** Two lines at most, and the rest on hover: the call button stays where it is while someone types. */
function message(style: string, sign: string, text: string): TemplateResult {
  return html`<p class=${style} title=${text}>${icon(sign)}<span>${text}</span></p>`;
}

/** The parameters, as a reminder while the arguments are fine. */
function signature(state: PageState): TemplateResult {
  const parameters = chosenTool(state)?.parameters ?? [];
  const text = parameters.map(({ name, type, required }) => `${name}${required ? '' : '?'}: ${type}`).join(', ');
  return html`<p class="signature" title=${text}>${text}</p>`;
}
