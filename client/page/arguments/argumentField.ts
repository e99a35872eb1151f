import { nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { JsonValue } from '../../../server/protocol/panel.ts';
import type { ToolParameter } from '../../../server/protocol/simulation.ts';
import { type Controls, iconButton } from '../controls.ts';
import { html } from '../elements/html.ts';
import type { FieldPlace } from './argumentFields.ts';
import { argumentInput, type InputDrawing } from './argumentInput.ts';
import type { ArgumentPath } from './argumentText.ts';
import { canShow, fieldKindOf, fieldText } from './fieldKind.ts';
import { typedArgument } from './typedArguments.ts';

/**
 * One argument: its name, its type or what is wrong beside it, the field, its description. `inner` are the fields of its
 * parts, where it is shown as a group of them.
 */
export function argumentField(
  parameter: ToolParameter,
  path: ArgumentPath,
  value: JsonValue | undefined,
  place: FieldPlace,
  id: string,
  inner: TemplateResult | undefined,
): TemplateResult {
  const { name, description, required } = parameter;
  const { form, typed, args, problems, controls } = place;
  const kind = fieldKindOf(parameter);
  const own = typedArgument(typed, form.tool, path, args);
  const isShown = value === undefined || canShow(kind, value);
  const problem = own?.isRead === false ? notJson : problems.find((each) => samePath(each.path, path));
  const describedBy = [problem && `${id}-problem`, description && `${id}-description`].filter(Boolean).join(' ');
  const drawing: InputDrawing = {
    id,
    kind,
    parameter,
    path,
    value,
    text: own?.text ?? (value === undefined || !isShown ? '' : fieldText(kind, value)),
    isInvalid: problem !== undefined,
    describedBy: describedBy === '' ? undefined : describedBy,
    controls,
  };
  const isGroup = inner !== undefined;
  const isField = !isGroup && isShown;
  return html`<div
    class="argument ${isGroup ? 'argument-group' : ''} ${value === undefined ? 'absent' : ''}"
    role=${ifDefined(isGroup ? 'group' : undefined)}
    aria-label=${ifDefined(isGroup ? name : undefined)}
  >
    <div class="argument-head">
      ${isField ? html`<label for=${id} title=${name}>${name}</label>` : html`<span class="label" title=${name}>${name}</span>`}
      ${required ? html`<span class="required" title="Required" aria-hidden="true">*</span>` : nothing}
      ${
        problem === undefined
          ? html`<span class="argument-type" title=${hintOf(parameter)}>${hintOf(parameter)}</span>`
          : html`<span class="argument-problem" id="${id}-problem" title=${problem.full}>${problem.short}</span>`
      }
      ${isGroup ? ownActions(parameter, path, value, controls) : nothing}
    </div>
    ${description === undefined || !isGroup ? nothing : descriptionOf(description, id)}
    ${
      isGroup
        ? html`<div class="argument-parts">${inner}</div>`
        : html`<div class="argument-row ${parameter.types.includes('null') ? 'nullable' : ''}">
            ${isShown ? argumentInput(drawing) : kept(value, controls)}
            ${ownActions(parameter, path, value, controls)}
          </div>`
    }
    ${description === undefined || isGroup ? nothing : descriptionOf(description, id)}
  </div>`;
}

const notJson = { short: 'not JSON yet', full: 'This is not JSON yet: the argument has the value from before.' };

function descriptionOf(description: string, id: string): TemplateResult {
  return html`<p class="argument-description" id="${id}-description" title=${description}>${description}</p>`;
}

/** Null, where it is one of the values, and leaving the argument out. */
function ownActions(
  parameter: ToolParameter,
  path: ArgumentPath,
  value: JsonValue | undefined,
  { dispatch }: Controls,
): TemplateResult {
  const { name, types } = parameter;
  const isChoice = fieldKindOf(parameter) === 'choice';
  return html`<span class="argument-actions">${
    types.includes('null') && value !== null && !isChoice
      ? iconButton('circle-slash', `Give null as ${name}`, () => dispatch({ type: 'argumentSet', path, value: null }))
      : nothing
  }${
    value === undefined
      ? nothing
      : iconButton('close', `Leave out ${name}`, () => dispatch({ type: 'argumentSet', path, value: undefined }))
  }</span>`;
}

/** A value that the field would show as another one. */
function kept(value: JsonValue | undefined, { dispatch }: Controls): TemplateResult {
  const text = JSON.stringify(value ?? null);
  return html`<span class="kept" title=${text}>
    <code>${text.length > 200 ? `${text.slice(0, 200)}…` : text}</code>
    <button type="button" class="link" @click=${() => dispatch({ type: 'argumentsShownAs', as: 'json' })}>Edit as JSON</button>
  </span>`;
}

/** The type, and the step where there is one; nothing where the field itself shows it. */
function hintOf(parameter: ToolParameter): string {
  const { type, step } = parameter;
  if (['choice', 'group'].includes(fieldKindOf(parameter))) return '';
  return step === undefined || step === 1 ? type : `${type}, by ${step}`;
}

function samePath(left: ArgumentPath, right: ArgumentPath): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index]);
}
