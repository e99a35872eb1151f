import type { TemplateResult } from 'lit';
import type { PageMessage, PanelSimulation } from '../../server/protocol/panel.ts';
import type { Outcome, SourceRange } from '../../server/protocol/simulation.ts';
import { html } from './elements/html.ts';
import type { PageEvent } from './pageEvents.ts';

/** What a drawn control can do. */
export interface Controls {
  readonly dispatch: (event: PageEvent) => void;
  readonly send: (message: PageMessage) => void;
  /** Makes that many calls, unless something stands in the way. */
  readonly call: (times: number) => void;
  readonly now: () => number;
}

/** A codicon. It is never the only carrier of its meaning, so it is not read out. */
export function icon(name: string, style = ''): TemplateResult {
  return html`<span class="codicon codicon-${name} ${style}" aria-hidden="true"></span>`;
}

/** The icon of a verdict, in the theme's colour for it. */
export function verdictIcon(name: string, outcome: Outcome): TemplateResult {
  return icon(name, `sign-${outcome}`);
}

/** A button of 22 pixels with an icon, as in VS Code's own title bars. */
export function iconButton(name: string, label: string, onClick: () => void): TemplateResult {
  return html`<button type="button" class="icon-button" title=${label} aria-label=${label} @click=${onClick}>${icon(name)}</button>`;
}

/** A link that selects a place of the policy in the editor: `line 12`, after what stands there. */
export function lineLink(
  { policy }: PanelSimulation,
  range: SourceRange,
  controls: Controls,
  what: TemplateResult = html``,
): TemplateResult {
  const line = range.start.line + 1;
  return html`<button
    type="button"
    class="link line-link"
    title="Go to line ${line} of ${policy.name}"
    @click=${() => controls.send({ type: 'reveal', policy: policy.uri, range })}
  >${what}<span class="line-number">line ${line}</span></button>`;
}

/** What stands in the field that was typed in. */
export function typedText({ target }: Event): string {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target.value : '';
}
