import { nothing, type TemplateResult } from 'lit';
import { html } from './html.ts';

/** What is wrong with what is written in a field: in few words, since it stands beside the label, and in full. */
export interface FieldProblem {
  readonly id: string;
  readonly short: string;
  readonly full: string;
}

/** A field's label, with room for what is wrong beside it, so that a message covers and moves nothing. */
export function fieldLabel(label: TemplateResult, problem: FieldProblem | undefined): TemplateResult {
  return html`<div class="field-label">
    ${label}
    ${
      problem === undefined
        ? nothing
        : html`<span class="field-problem" id=${problem.id} role="alert" title=${problem.full}>${problem.short}</span>`
    }
  </div>`;
}
