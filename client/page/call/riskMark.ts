import type { TemplateResult } from 'lit';
import type { ToolChoice } from '../../../server/protocol/simulation.ts';
import { icon } from '../controls.ts';
import { html } from '../elements/html.ts';
import { riskWords } from '../words.ts';

/** What kind of thing a tool does, in an icon and a word; that it is a guess, and what it rests on, on hover. */
export function riskMark(risk: ToolChoice['risk']): TemplateResult {
  if (risk === undefined) return html``;
  const { class: kind, risk: level, reason } = risk;
  const { icon: sign, word, meaning } = riskWords[kind];
  return html`<span class="risk risk-${level}" title="${meaning} (${level} risk). A guess: ${reason}">${icon(sign)}<span class="risk-word">${word}</span></span>`;
}
