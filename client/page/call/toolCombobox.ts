import { nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ToolChoice } from '../../../server/protocol/simulation.ts';
import { visibleLine } from '../../../server/protocol/visibleText.ts';
import { icon, typedText } from '../controls.ts';
import { html } from '../elements/html.ts';
import type { OpenPicker } from '../pageState.ts';
import { standings } from '../words.ts';
import { riskMark } from './riskMark.ts';
import { lengthOf, searchTools, type ToolMatches, toolAt } from './toolSearch.ts';

/** What can be done with the list of tools. */
export interface PickerEvents {
  readonly opened: () => void;
  readonly typed: (query: string) => void;
  readonly moved: (active: number) => void;
  readonly closed: () => void;
  readonly picked: (tool: string) => void;
}

export interface ToolCombobox {
  /** Distinguishes the comboboxes of one page. */
  readonly id: string;
  readonly tool: string;
  readonly tools: readonly ToolChoice[];
  /** While the list is open. */
  readonly picker: OpenPicker | undefined;
  /** The ids of what describes the tool that is chosen. */
  readonly describedBy?: string;
  readonly events: PickerEvents;
}

/**
 * Chooses a tool by typing. It is a combobox of the ARIA pattern of that name; the one of `@vscode-elements` chooses
 * nothing when Enter follows typing, and cannot show what the policy says to each tool.
 */
export function toolCombobox(combobox: ToolCombobox): TemplateResult {
  const { id, tool, tools, picker, describedBy, events } = combobox;
  const matches = picker === undefined ? undefined : searchTools(tools, picker.query);
  const active = picker === undefined || matches === undefined ? undefined : activeLine(picker, matches);
  const chosen = tools.find(({ name }) => name === tool);
  const standingId = `${id}-standing`;
  return html`<div class="field tool-field">
    <input
      id=${id}
      type="text"
      role="combobox"
      aria-autocomplete="list"
      aria-expanded=${picker === undefined ? 'false' : 'true'}
      aria-controls="${id}-list"
      aria-activedescendant=${ifDefined(active === undefined ? undefined : `${id}-${active}`)}
      aria-describedby=${describedBy === undefined ? standingId : `${standingId} ${describedBy}`}
      autocomplete="off"
      spellcheck="false"
      placeholder="Type to find a tool"
      .value=${live(picker === undefined || picker.query === '' ? visibleLine(tool) : picker.query)}
      @focus=${(event: FocusEvent) => event.target instanceof HTMLInputElement && event.target.select()}
      @click=${() => picker === undefined && events.opened()}
      @input=${(event: InputEvent) => events.typed(typedText(event))}
      @blur=${() => events.closed()}
      @keydown=${(event: KeyboardEvent) => onKey(event, combobox, matches, active)}
    />
    <span id=${standingId} class="standing">${standing(chosen)}</span>
    ${icon('chevron-down')}
    ${matches === undefined ? nothing : list(combobox, matches, active)}
  </div>`;
}

function standing(choice: ToolChoice | undefined): TemplateResult {
  return html`${choice === undefined ? nothing : html`<vscode-badge title=${standings[choice.standing].meaning}>${standings[choice.standing].word}</vscode-badge>`}`;
}

function list({ id, tool, events }: ToolCombobox, matches: ToolMatches, active: number | undefined): TemplateResult {
  const { choices, more, asTyped } = matches;
  const line = (name: string, index: number, content: TemplateResult) => html`<li
    id="${id}-${index}"
    role="option"
    class="option"
    aria-selected=${index === active ? 'true' : 'false'}
    title=${name}
    @mousedown=${(event: MouseEvent) => event.preventDefault()}
    @click=${() => events.picked(name)}
  >${content}</li>`;
  return html`<ul id="${id}-list" class="options" role="listbox" aria-label="Tools">
    ${repeat(
      choices,
      ({ name }) => name,
      (choice, index) => line(choice.name, index, optionContent(choice, tool)),
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

function optionContent({ name, standing: word, risk }: ToolChoice, chosen: string): TemplateResult {
  const sign = standings[word];
  return html`<span class="option-name ${name === chosen ? 'chosen' : ''}">${name}</span>
    <span class="option-standing" title=${sign.meaning}>${icon(sign.icon)}${sign.word}</span>
    ${riskMark(risk)}`;
}

function activeLine({ active }: OpenPicker, matches: ToolMatches): number | undefined {
  const length = lengthOf(matches);
  return length === 0 ? undefined : Math.min(active, length - 1);
}

function onKey(
  event: KeyboardEvent,
  { picker, events }: ToolCombobox,
  matches: ToolMatches | undefined,
  active: number | undefined,
): void {
  const moved = movedBy(event.key, active, matches);
  if (picker === undefined) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    events.opened();
  } else if (event.key === 'Escape') {
    events.closed();
  } else if (event.key === 'Enter' && matches !== undefined && active !== undefined) {
    const tool = toolAt(matches, active);
    if (tool !== undefined) events.picked(tool);
  } else if (moved !== undefined) {
    events.moved(moved);
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
