import { nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { argumentsText, isJsonObject, type JsonObject, type PanelForm } from '../../../server/protocol/panel.ts';
import type { ToolParameter } from '../../../server/protocol/simulation.ts';
import { type Controls, icon } from '../controls.ts';
import { html } from '../elements/html.ts';
import type { PageState } from '../pageState.ts';
import { argumentField } from './argumentField.ts';
import type { ArgumentProblem } from './argumentProblems.ts';
import type { ArgumentsCheck } from './argumentsCheck.ts';
import { type ArgumentPath, argumentAt, hasRepeatedName } from './argumentText.ts';
import { canShow, fieldKindOf } from './fieldKind.ts';

/** Everything that the fields are drawn from. */
export interface FieldsDrawing {
  readonly state: PageState;
  readonly form: PanelForm;
  /** Of the arguments' text alone, whatever is half typed in a field. */
  readonly check: ArgumentsCheck;
  readonly parameters: readonly ToolParameter[];
  readonly controls: Controls;
}

/** What is drawn around one field. */
export interface FieldPlace {
  readonly form: PanelForm;
  readonly typed: PageState['typedArguments'];
  readonly args: JsonObject;
  readonly problems: readonly ArgumentProblem[];
  readonly controls: Controls;
}

/** A field for each argument, the required ones first. What has no field is named below them and stays in the JSON. */
export function argumentFields({ state, form, check, parameters, controls }: FieldsDrawing): TemplateResult {
  return html`<div class="argument-fields" role="group" aria-labelledby="arguments-label">
    ${keyed(form.tool, content())}
  </div>`;

  function content(): TemplateResult {
    if (check.state === 'bad') return unshown('The JSON cannot be shown as fields.', check.problem);
    if (hasRepeatedName(argumentsText(form))) {
      return unshown('The JSON cannot be shown as fields.', 'A name stands twice in it; the last one counts.');
    }
    const place = { form, typed: state.typedArguments, args: check.args, problems: check.problems, controls };
    return fieldList(parameters, [], place, 'argument');
  }

  function unshown(words: string, reason: string): TemplateResult {
    return html`<p class="only-json">${words} ${reason} ${jsonLink(controls)}</p>`;
  }
}

function fieldList(
  parameters: readonly ToolParameter[],
  path: ArgumentPath,
  place: FieldPlace,
  id: string,
): TemplateResult {
  const names = new Set(parameters.map(({ name }) => name));
  const value = argumentAt(place.args, path);
  const others =
    value !== undefined && isJsonObject(value) ? Object.keys(value).filter((name) => !names.has(name)) : [];
  return html`${parameters.map((parameter, index) => oneField(parameter, [...path, parameter.name], place, `${id}-${index}`))}
    ${others.length === 0 ? nothing : onlyInJson(others, path, place)}
    ${
      parameters.length === 0 && others.length === 0 && path.length === 0
        ? html`<p class="quiet">This tool’s schema names no arguments.</p>`
        : nothing
    }`;
}

function oneField(parameter: ToolParameter, path: ArgumentPath, place: FieldPlace, id: string): TemplateResult {
  const value = argumentAt(place.args, path);
  const isGroup = fieldKindOf(parameter) === 'group' && (value === undefined || canShow('group', value));
  const inner = isGroup ? fieldList(parameter.parts ?? [], path, place, id) : undefined;
  return argumentField(parameter, path, value, place, id, inner);
}

/** What the schema does not name, said where it would be: it is sent, and shown as JSON only. */
function onlyInJson(names: readonly string[], path: ArgumentPath, { problems, controls }: FieldPlace): TemplateResult {
  const isOdd = problems.some(
    (problem) => problem.path.length === path.length + 1 && names.includes(problem.path.at(-1) ?? ''),
  );
  const shown = names.slice(0, 5).join(', ');
  const text = `${shown}${names.length > 5 ? `, and ${names.length - 5} more` : ''}`;
  return html`<p class="only-json ${isOdd ? 'hint' : ''}" title=${names.join(', ')}>
    ${isOdd ? icon('warning') : nothing}<span>Only in the JSON${isOdd ? ', not in the schema' : ''}: <b>${text}</b>. ${jsonLink(controls)}</span>
  </p>`;
}

function jsonLink({ dispatch }: Controls): TemplateResult {
  return html`<button type="button" class="link" @click=${() => dispatch({ type: 'argumentsShownAs', as: 'json' })}>Edit as JSON</button>`;
}
