import { nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import type { JsonValue } from '../../../server/protocol/panel.ts';
import type { ToolParameter } from '../../../server/protocol/simulation.ts';
import { type Controls, icon, typedText } from '../controls.ts';
import { html } from '../elements/html.ts';
import { type ArgumentPath, canonicalText } from './argumentText.ts';
import { choicesOf, type FieldKind } from './fieldKind.ts';

/** What the field of one argument is drawn from. */
export interface InputDrawing {
  readonly id: string;
  readonly kind: FieldKind;
  readonly parameter: ToolParameter;
  readonly path: ArgumentPath;
  readonly value: JsonValue | undefined;
  /** What stands in it, where it is typed in. */
  readonly text: string;
  readonly isInvalid: boolean;
  readonly describedBy: string | undefined;
  readonly controls: Controls;
}

/** The field itself. */
export function argumentInput(drawing: InputDrawing): TemplateResult {
  if (drawing.kind === 'choice') return choiceField(drawing);
  return drawing.kind === 'number' ? numberField(drawing) : textField(drawing);
}

/** Text on as many lines as it has. In a text Enter calls and Shift+Enter is a new line; in lists and JSON Ctrl+Enter calls. */
function textField(drawing: InputDrawing): TemplateResult {
  const { id, kind, path, text, isInvalid, describedBy, controls } = drawing;
  return html`<textarea
    id=${id}
    class="argument-text ${kind === 'text' ? 'plain' : ''} ${isInvalid ? 'invalid' : ''}"
    rows="1"
    aria-invalid=${isInvalid ? 'true' : 'false'}
    aria-describedby=${ifDefined(describedBy)}
    autocomplete="off"
    spellcheck="false"
    placeholder=${placeholderOf(drawing)}
    .value=${live(text)}
    @input=${(event: InputEvent) => controls.dispatch({ type: 'argumentTyped', path, kind, text: typedText(event) })}
    @blur=${() => controls.dispatch({ type: 'argumentLeft', path })}
    @keydown=${(event: KeyboardEvent) => {
      const isCall = kind === 'text' ? !event.shiftKey : event.ctrlKey || event.metaKey;
      if (event.key !== 'Enter' || event.isComposing || !isCall) return;
      event.preventDefault();
      controls.call(1);
    }}
  ></textarea>`;
}

function numberField(drawing: InputDrawing): TemplateResult {
  const { id, path, text, isInvalid, describedBy, parameter, value, controls } = drawing;
  return html`<div class="field ${isInvalid ? 'invalid' : ''}">
    <input
      id=${id}
      type="text"
      role="spinbutton"
      inputmode="decimal"
      aria-invalid=${isInvalid ? 'true' : 'false'}
      aria-describedby=${ifDefined(describedBy)}
      aria-valuenow=${ifDefined(typeof value === 'number' ? value : undefined)}
      aria-valuetext=${ifDefined(typeof value === 'string' ? value : undefined)}
      aria-valuemin=${ifDefined(parameter.minimum)}
      aria-valuemax=${ifDefined(parameter.maximum)}
      autocomplete="off"
      spellcheck="false"
      placeholder=${placeholderOf(drawing)}
      .value=${live(text)}
      @input=${(event: InputEvent) =>
        controls.dispatch({ type: 'argumentTyped', path, kind: 'number', text: typedText(event) })}
      @blur=${() => controls.dispatch({ type: 'argumentLeft', path })}
      @keydown=${(event: KeyboardEvent) => {
        const next = steppedBy(event.key, parameter, value);
        if (next === undefined) return;
        event.preventDefault();
        controls.dispatch({ type: 'argumentSet', path, value: next });
      }}
    />
  </div>`;
}

/** Arrows step as in a number field, from the default or the least value on, and stay within the bounds. */
function steppedBy(key: string, parameter: ToolParameter, value: JsonValue | undefined): number | undefined {
  const direction = key === 'ArrowUp' ? 1 : key === 'ArrowDown' ? -1 : 0;
  if (direction === 0 || (value !== undefined && typeof value !== 'number')) return undefined;
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, step = 1 } = parameter;
  const usual = typeof parameter.default === 'number' ? parameter.default : Math.max(0, minimum);
  const next = value === undefined ? usual : Number((value + direction * step).toPrecision(15));
  return Math.min(maximum, Math.max(minimum, next));
}

/** A native select: its list is drawn by the system, so that no edge of the fields' own scrolling cuts it off. */
function choiceField({ id, parameter, path, value, isInvalid, describedBy, controls }: InputDrawing): TemplateResult {
  const choices = choicesOf(parameter);
  const current = value === undefined ? '' : canonicalText(value);
  const isListed = value === undefined || choices.some((choice) => canonicalText(choice) === current);
  const usual = parameter.default === undefined ? '' : ` (default ${labelOf(parameter.default)})`;
  return html`<div class="field select-field ${isInvalid ? 'invalid' : ''}">
    <select
      id=${id}
      aria-invalid=${isInvalid ? 'true' : 'false'}
      aria-describedby=${ifDefined(describedBy)}
      @change=${({ target }: Event) => {
        if (!(target instanceof HTMLSelectElement)) return;
        const chosen = choices.find((choice) => canonicalText(choice) === target.value);
        controls.dispatch({ type: 'argumentSet', path, value: target.value === '' ? undefined : (chosen ?? value) });
      }}
    >
      <option value="" .selected=${live(value === undefined)}>not given${usual}</option>
      ${
        isListed || value === undefined
          ? nothing
          : html`<option value=${current} .selected=${live(true)}>${labelOf(value)} (not in the schema)</option>`
      }
      ${choices.map((choice) => {
        const text = canonicalText(choice);
        return html`<option value=${text} .selected=${live(text === current)}>${labelOf(choice)}</option>`;
      })}
    </select>
    ${icon('chevron-down')}
  </div>`;
}

/** What an empty field says: that the argument is empty or absent, and what the server then takes. */
function placeholderOf({ kind, parameter, value }: InputDrawing): string {
  if (value !== undefined) return kind === 'lines' ? 'empty list' : 'empty text';
  if (parameter.default !== undefined) return `default ${labelOf(parameter.default)}`;
  const how = kind === 'lines' ? 'one per line' : kind === 'json' ? 'JSON' : '';
  if (parameter.required) return how;
  return how === '' ? 'not given' : `not given, ${how}`;
}

/** Texts as they are, except where they could be taken for something else. */
function labelOf(value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return value === '' || /^(true|false|null|[-\d].*|not given.*)$/.test(value) ? JSON.stringify(value) : value;
}
