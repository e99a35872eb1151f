import type { TemplateResult } from 'lit';
import type { PanelForm } from '../../../server/protocol/panel.ts';
import type { Controls } from '../controls.ts';
import { html } from '../elements/html.ts';
import { chosenTool, type PageState } from '../pageState.ts';
import { riskMark } from './riskMark.ts';
import { toolCombobox } from './toolCombobox.ts';

/** The tool to call, and what its server says of it. */
export function toolPicker(state: PageState, form: PanelForm, { dispatch }: Controls): TemplateResult {
  return html`<div class="labelled">
    <div class="label-line"><label for="tool">Tool</label><span id="tool-risk">${riskMark(chosenTool(state)?.risk)}</span></div>
    ${toolCombobox({
      id: 'tool',
      tool: form.tool,
      tools: state.tools,
      picker: state.picker,
      describedBy: 'tool-risk tool-description',
      events: {
        opened: () => dispatch({ type: 'pickerOpened' }),
        typed: (query) => dispatch({ type: 'pickerTyped', query }),
        moved: (active) => dispatch({ type: 'pickerMoved', active }),
        closed: () => dispatch({ type: 'pickerClosed' }),
        picked: (tool) => dispatch({ type: 'toolPicked', tool }),
      },
    })}
    ${description(state)}
  </div>`;
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
