import { nothing, type TemplateResult } from 'lit';
import { html } from '../elements/html.ts';

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly word: string; readonly meaning?: string }[];
  readonly value: string;
  readonly onChosen: (value: string) => void;
}

/** One of a few, in a list that says what each means. */
export function choice({ id, label, options, value, onChosen }: Choice): TemplateResult {
  return html`<div class="labelled">
    <span class="label" aria-hidden="true">${label}</span>
    <vscode-single-select
      id=${id}
      label=${label}
      .value=${value}
      @change=${(event: Event) => onChosen(chosenIn(event.target))}
    >
      ${options.map(
        (option) =>
          html`<vscode-option value=${option.value} description=${option.meaning ?? nothing}>${option.word}</vscode-option>`,
      )}
    </vscode-single-select>
  </div>`;
}

function chosenIn(target: EventTarget | null): string {
  const value: unknown = target !== null && 'value' in target ? target.value : undefined;
  return typeof value === 'string' ? value : '';
}
