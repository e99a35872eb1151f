import type { TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { typedText } from '../controls.ts';
import { fieldLabel } from '../elements/fieldLabel.ts';
import { html } from '../elements/html.ts';
import type { WrittenField } from './writtenField.ts';

interface Drawn {
  readonly id: string;
  /** What is written just now; `undefined` while nobody types there. */
  readonly text: string | undefined;
  readonly onTyped: (text: string) => void;
  readonly onLeft: () => void;
  /** A tooltip; else the field's hint. */
  readonly title?: string;
}

/** One line of text. Enter settles it. */
export function fieldFor<Subject>(
  field: WrittenField<Subject>,
  subject: Subject,
  { id, text, onTyped, onLeft, title }: Drawn,
): TemplateResult {
  const isWrong = text !== undefined && field.read(subject, text) === undefined;
  const problem = isWrong ? { id: `${id}-problem`, ...field.problem } : undefined;
  return html`<div class="labelled" title=${title ?? field.hint}>
    ${fieldLabel(html`<label for=${id}>${field.label}</label>`, problem)}
    <div class="field ${isWrong ? 'invalid' : ''}">
      <input
        id=${id}
        type="text"
        autocomplete="off"
        spellcheck="false"
        aria-invalid=${isWrong ? 'true' : 'false'}
        aria-describedby=${ifDefined(problem?.id)}
        .value=${live(text ?? field.write(subject))}
        @input=${(event: InputEvent) => onTyped(typedText(event))}
        @blur=${onLeft}
        @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && !isWrong && onLeft()}
      />
      ${field.unit === undefined ? '' : html`<span class="unit" aria-hidden="true">${field.unit}</span>`}
    </div>
  </div>`;
}
