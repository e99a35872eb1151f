import { nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import type { PanelForm, PanelSimulation } from '../../../server/protocol/panel.ts';
import { type Controls, icon, typedText } from '../controls.ts';
import { html } from '../elements/html.ts';
import type { OpenNames, PageState } from '../pageState.ts';

const callers = {
  grant: { label: 'Grant', title: 'Whose grant the policy is attached to' },
  session: { label: 'Session', title: 'The agent session, by which rate_limit counts' },
} as const;

/** More names than these nobody looks through. */
const mostNames = 20;

/**
 * Who calls: a name that is typed, or one of those used before. A combobox that filters nothing, since there are few; Enter
 * calls unless the arrows have chosen a name.
 */
export function callerField(
  field: OpenNames['field'],
  state: PageState,
  view: PanelSimulation,
  form: PanelForm,
  controls: Controls,
): TemplateResult {
  const { label, title } = callers[field];
  const { dispatch } = controls;
  const names = namesUsed(field, view, form);
  const open = state.names?.field === field ? state.names : undefined;
  const active = open?.active;
  return html`<div class="labelled" title=${title}>
    <label for=${field}>${label}</label>
    <div class="field names-field">
      <input
        id=${field}
        type="text"
        role="combobox"
        aria-autocomplete="none"
        aria-expanded=${open === undefined ? 'false' : 'true'}
        aria-controls="${field}-names"
        aria-activedescendant=${ifDefined(active === undefined ? undefined : `${field}-name-${active}`)}
        autocomplete="off"
        spellcheck="false"
        .value=${live(form[field])}
        @input=${(event: InputEvent) => dispatch({ type: 'callerTyped', field, name: typedText(event) })}
        @blur=${() => open !== undefined && dispatch({ type: 'namesMoved', names: undefined })}
        @keydown=${(event: KeyboardEvent) => onKey(event, field, names, open, controls)}
      />
      <span
        class="names-toggle"
        @mousedown=${(event: MouseEvent) => {
          event.preventDefault();
          focusField(event);
          dispatch({ type: 'namesMoved', names: open === undefined ? { field, active: undefined } : undefined });
        }}
      >${icon('chevron-down')}</span>
      ${open === undefined ? nothing : list(field, names, form[field], active, controls)}
    </div>
  </div>`;
}

function list(
  field: OpenNames['field'],
  names: readonly string[],
  chosen: string,
  active: number | undefined,
  { dispatch }: Controls,
): TemplateResult {
  return html`<ul id="${field}-names" class="options" role="listbox" aria-label="${callers[field].label}s used before">
    ${names.map(
      (name, index) => html`<li
        id="${field}-name-${index}"
        role="option"
        class="option"
        aria-selected=${index === active ? 'true' : 'false'}
        title=${name}
        @mousedown=${(event: MouseEvent) => event.preventDefault()}
        @click=${() => dispatch({ type: 'callerTyped', field, name })}
      ><span class="option-name ${name === chosen ? 'chosen' : ''}">${name === '' ? '(empty)' : name}</span></li>`,
    )}
  </ul>`;
}

/** The field's own name, those of the calls made, the latest first, and the one that everyone starts with. */
function namesUsed(field: OpenNames['field'], { history }: PanelSimulation, form: PanelForm): readonly string[] {
  const made = history.toReversed().map(({ call }) => call[field]);
  const first = field === 'grant' ? 'default' : 'session-1';
  return [...new Set([form[field], ...made, first])].slice(0, mostNames);
}

function onKey(
  event: KeyboardEvent,
  field: OpenNames['field'],
  names: readonly string[],
  open: OpenNames | undefined,
  { dispatch }: Controls,
): void {
  const chosen = open?.active === undefined ? undefined : names[open.active];
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const step = event.key === 'ArrowDown' ? 1 : -1;
    const from = open?.active ?? (step === 1 ? -1 : names.length);
    const active = (from + step + names.length) % names.length;
    dispatch({ type: 'namesMoved', names: { field, active } });
  } else if (event.key === 'Escape' && open !== undefined) {
    dispatch({ type: 'namesMoved', names: undefined });
  } else if (event.key === 'Enter' && chosen !== undefined) {
    dispatch({ type: 'callerTyped', field, name: chosen });
  } else {
    return;
  }
  event.preventDefault();
}

function focusField({ currentTarget }: Event): void {
  const input = currentTarget instanceof Element ? currentTarget.parentElement?.querySelector('input') : undefined;
  input?.focus();
}
