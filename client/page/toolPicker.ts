import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PanelForm } from '../../server/protocol/panel.ts';
import type { ToolChoice } from '../../server/protocol/simulation.ts';
import { type Controls, icon, typedText } from './controls.ts';
import { chosenTool, type OpenPicker, type PageState } from './pageState.ts';
import { lengthOf, searchTools, type ToolMatches, toolAt } from './toolSearch.ts';
import { standings } from './words.ts';

/**
 * Chooses a tool by typing. It is a combobox of the ARIA pattern of that name; the one of `@vscode-elements` chooses
 * nothing when Enter follows typing, and cannot show what the policy says to each tool.
 */
export function toolPicker(state: PageState, form: PanelForm, controls: Controls): TemplateResult {
  const { picker } = state;
  const { dispatch } = controls;
  const matches = picker === undefined ? undefined : searchTools(state.tools, picker.query);
  const active = picker === undefined || matches === undefined ? undefined : activeLine(picker, matches);
  return html`<div class="labelled">
    <label for="tool">Tool</label>
    <div class="field tool-field">
      <input
        id="tool"
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded=${picker === undefined ? 'false' : 'true'}
        aria-controls="tool-list"
        aria-activedescendant=${ifDefined(active === undefined ? undefined : `tool-${active}`)}
        aria-describedby="tool-standing tool-description"
        autocomplete="off"
        spellcheck="false"
        placeholder="Type to find a tool"
        .value=${live(picker === undefined || picker.query === '' ? form.tool : picker.query)}
        @focus=${(event: FocusEvent) => event.target instanceof HTMLInputElement && event.target.select()}
        @click=${() => picker === undefined && dispatch({ type: 'pickerOpened' })}
        @input=${(event: InputEvent) => dispatch({ type: 'pickerTyped', query: typedText(event) })}
        @blur=${() => dispatch({ type: 'pickerClosed' })}
        @keydown=${(event: KeyboardEvent) => onKey(event, picker, matches, active, controls)}
      />
      <span id="tool-standing" class="standing">${standing(chosenTool(state))}</span>
      ${icon('chevron-down')}
      ${matches === undefined ? nothing : list(matches, active, form.tool, controls)}
    </div>
    ${description(state)}
  </div>`;
}

function standing(choice: ToolChoice | undefined): TemplateResult {
  return html`${choice === undefined ? nothing : html`<vscode-badge>${standings[choice.standing].word}</vscode-badge>`}`;
}

function description(state: PageState): TemplateResult {
  const text = descriptionText(state);
  return html`<p id="tool-description" class="tool-description" title=${text}>${text}</p>`;
}

function descriptionText(state: PageState): string {
  const choice = chosenTool(state);
  if (choice?.knownFrom === 'server') return choice.description ?? 'The server does not describe this tool.';
  if (state.form?.tool === '') return '';
  const isFresh = state.view?.state === 'ready' && state.view.knowledge.state === 'fresh';
  return isFresh
    ? 'The connected server has no tool of this name.'
    : 'Its parameters are unknown: no server was asked.';
}

function list(
  { choices, more, asTyped }: ToolMatches,
  active: number | undefined,
  chosen: string,
  { dispatch }: Controls,
): TemplateResult {
  const line = (name: string, index: number, content: TemplateResult) => html`<li
    id="tool-${index}"
    role="option"
    class="option"
    aria-selected=${index === active ? 'true' : 'false'}
    title=${name}
    @mousedown=${(event: MouseEvent) => event.preventDefault()}
    @click=${() => dispatch({ type: 'toolPicked', tool: name })}
  >${content}</li>`;
  return html`<ul id="tool-list" class="options" role="listbox" aria-label="Tools">
    ${repeat(
      choices,
      ({ name }) => name,
      (choice, index) => line(choice.name, index, optionContent(choice, chosen)),
    )}
    ${
      asTyped === undefined
        ? nothing
        : line(asTyped, choices.length, html`<span class="option-name">Call “${asTyped}” all the same</span>`)
    }
    ${more === 0 ? nothing : html`<li class="more" role="presentation">${more} more: type to narrow</li>`}
    ${
      choices.length === 0 && asTyped === undefined
        ? html`<li class="more" role="presentation">No tool is known: type a name</li>`
        : nothing
    }
  </ul>`;
}

function optionContent({ name, standing: word }: ToolChoice, chosen: string): TemplateResult {
  const sign = standings[word];
  return html`<span class="option-name ${name === chosen ? 'chosen' : ''}">${name}</span>
    <span class="option-standing">${icon(sign.icon)}${sign.word}</span>`;
}

function activeLine({ active }: OpenPicker, matches: ToolMatches): number | undefined {
  const length = lengthOf(matches);
  return length === 0 ? undefined : Math.min(active, length - 1);
}

function onKey(
  event: KeyboardEvent,
  picker: OpenPicker | undefined,
  matches: ToolMatches | undefined,
  active: number | undefined,
  { dispatch }: Controls,
): void {
  const moved = movedBy(event.key, active, matches);
  if (picker === undefined) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    dispatch({ type: 'pickerOpened' });
  } else if (event.key === 'Escape') {
    dispatch({ type: 'pickerClosed' });
  } else if (event.key === 'Enter' && matches !== undefined && active !== undefined) {
    const tool = toolAt(matches, active);
    if (tool !== undefined) dispatch({ type: 'toolPicked', tool });
  } else if (moved !== undefined) {
    dispatch({ type: 'pickerMoved', active: moved });
  } else if (event.key !== 'Enter') {
    return;
  }
  event.preventDefault();
}

function movedBy(key: string, active: number | undefined, matches: ToolMatches | undefined): number | undefined {
  if (active === undefined || matches === undefined) return undefined;
  const last = lengthOf(matches) - 1;
  if (key === 'ArrowDown') return active === last ? 0 : active + 1;
  if (key === 'ArrowUp') return active === 0 ? last : active - 1;
  if (key === 'PageDown') return Math.min(last, active + 10);
  if (key === 'PageUp') return Math.max(0, active - 10);
  return undefined;
}
