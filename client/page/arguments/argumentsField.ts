import { nothing, type TemplateResult } from 'lit';
import { argumentsText, type PanelForm } from '../../../server/protocol/panel.ts';
import { type Controls, icon, iconButton } from '../controls.ts';
import { html } from '../elements/html.ts';
import { argumentsCheck, expectedArguments } from '../pageEvents.ts';
import { chosenTool, type PageState } from '../pageState.ts';
import { grouped } from '../words.ts';
import { argumentsMode } from './argumentEvents.ts';
import { argumentFields } from './argumentFields.ts';
import { type ArgumentsCheck, checkArguments } from './argumentsCheck.ts';
import { argumentsJson } from './argumentsJson.ts';

/** The call's arguments: a field for each one that the tool's schema names, or all of them as JSON. */
export function argumentsField(state: PageState, form: PanelForm, controls: Controls): TemplateResult {
  const { dispatch } = controls;
  const choice = chosenTool(state);
  const sample = choice?.sampleArguments;
  const mode = argumentsMode(state);
  const parameters = choice?.parameters ?? [];
  const own = checkArguments(argumentsText(form), expectedArguments(state));
  return html`<div class="labelled">
    <div class="label-row">
      ${
        mode === 'json'
          ? html`<label for="arguments">Arguments</label>`
          : html`<span class="label" id="arguments-label">Arguments</span>`
      }
      ${mode === 'json' ? nothing : summary(argumentsCheck(state))}
      <span class="label-actions">
        ${
          sample === undefined
            ? nothing
            : iconButton('wand', 'Fill in sample arguments', () =>
                dispatch({ type: 'argumentsTyped', text: JSON.stringify(sample, null, 2) }),
              )
        }
        ${choice?.parameters === undefined ? nothing : modeButton(mode === 'json', controls)}
      </span>
    </div>
    ${
      mode === 'json'
        ? argumentsJson(form, argumentsCheck(state), parameters, controls)
        : argumentFields({ state, form, check: own, parameters, controls })
    }
  </div>`;
}

/** The button of panel.md's `{ }`: pressed while the arguments stand as JSON. */
function modeButton(isJson: boolean, { dispatch }: Controls): TemplateResult {
  const label = isJson ? 'Show the arguments as fields' : 'Show the arguments as JSON';
  return html`<button
    type="button"
    class="icon-button mode-button"
    title=${label}
    aria-label="Arguments as JSON"
    aria-pressed=${isJson ? 'true' : 'false'}
    @click=${() => dispatch({ type: 'argumentsShownAs', as: isJson ? 'fields' : 'json' })}
  >${icon('json')}</button>`;
}

/** Beside the label, so that the call button stays where it is. */
function summary(check: ArgumentsCheck): TemplateResult {
  const found = summaryOf(check);
  return html`<span class="arguments-summary ${found?.style ?? ''}" aria-live="polite" title=${found?.full ?? ''}>
    ${found === undefined ? nothing : html`${icon(found.sign)}<span>${found.short}</span>`}
  </span>`;
}

function summaryOf(check: ArgumentsCheck) {
  if (check.state === 'bad') return { style: 'problem', sign: 'error', short: check.problem, full: check.problem };
  const { length } = check.problems;
  if (length === 0) return undefined;
  const short = length === 1 ? '1 does not fit' : `${grouped(length)} do not fit`;
  const sentences = check.problems.map(({ full }) => full).join('\n');
  return { style: 'hint', sign: 'warning', short, full: `${sentences}\nAn agent can call so all the same.` };
}
