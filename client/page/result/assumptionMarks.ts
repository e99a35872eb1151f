import type { TemplateResult } from 'lit';
import { assumptions, type DecisionStep } from '../../../server/protocol/simulation.ts';
import { icon } from '../controls.ts';
import { html } from '../elements/html.ts';

type AssumptionIds = DecisionStep['assumptions'];

/** A small mark on what would be otherwise if we assumed wrong of PolicyLayer. */
export function assumptionMarks(ids: AssumptionIds): TemplateResult {
  if (ids === undefined || ids.length === 0) return html``;
  const sentence = `Assumed: ${ids.map((id) => assumptions[id]).join(' ')}`;
  return html`<span class="assumption" role="img" title=${sentence} aria-label=${sentence}>${icon('question', 'assumption-sign')}</span>`;
}

/** The same in words, where there is room for a sentence. */
export function assumptionSentences(ids: AssumptionIds): TemplateResult {
  return html`${(ids ?? []).map(
    (id) =>
      html`<p class="assumption-sentence">${icon('question', 'assumption-sign')}<span>Assumed: ${assumptions[id]}</span></p>`,
  )}`;
}
