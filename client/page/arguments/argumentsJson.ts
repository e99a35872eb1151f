import { nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { argumentsText, type PanelForm } from '../../../server/protocol/panel.ts';
import type { ToolParameter } from '../../../server/protocol/simulation.ts';
import { type Controls, icon, typedText } from '../controls.ts';
import { html } from '../elements/html.ts';
import type { ArgumentsCheck } from './argumentsCheck.ts';

/** The call's arguments as JSON text, checked at every keystroke. Ctrl+Enter or Cmd+Enter calls. */
export function argumentsJson(
  form: PanelForm,
  check: ArgumentsCheck,
  parameters: readonly ToolParameter[],
  controls: Controls,
): TemplateResult {
  const hints = check.state === 'good' ? check.problems.map(({ full }) => full) : [];
  return html`<textarea
      id="arguments"
      class=${check.state === 'bad' ? 'invalid' : ''}
      aria-invalid=${check.state === 'bad' ? 'true' : 'false'}
      aria-describedby="arguments-message"
      autocomplete="off"
      spellcheck="false"
      rows="4"
      .value=${live(argumentsText(form))}
      @input=${(event: InputEvent) => controls.dispatch({ type: 'argumentsTyped', text: typedText(event) })}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        controls.call(1);
      }}
    ></textarea>
    <div id="arguments-message" class="message" aria-live="polite">
      ${check.state === 'bad' ? message('problem', 'error', check.problem) : nothing}
      ${hints.length === 0 ? nothing : message('hint', 'warning', hints.join(' '))}
      ${check.state === 'good' && hints.length === 0 ? signature(parameters) : nothing}
    </div>`;
}

/** Two lines at most, and the rest on hover: the call button stays where it is while someone types. */
function message(style: string, sign: string, text: string): TemplateResult {
  return html`<p class=${style} title=${text}>${icon(sign)}<span>${text}</span></p>`;
}

/** The parameters, as a reminder while the arguments are fine. */
function signature(parameters: readonly ToolParameter[]): TemplateResult {
  const text = parameters.map(({ name, type, required }) => `${name}${required ? '' : '?'}: ${type}`).join(', ');
  return html`<p class="signature" title=${text}>${text}</p>`;
}
