import type { TemplateResult } from 'lit';
import type { PanelPolicy } from '../../server/protocol/panel.ts';
import { icon } from './controls.ts';
import { html } from './elements/html.ts';

/** Which policy it is that decides. Where there is no room, the folder is cut off before the file's own name is. */
export function policyLine({ name, path }: PanelPolicy): TemplateResult {
  const file = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1;
  return html`<p class="policy-line" title=${path}>
    ${icon('json')}<span class="policy-name"><span class="policy-folder">${name.slice(0, file)}</span><span class="policy-file">${name.slice(file)}</span></span>
  </p>`;
}
