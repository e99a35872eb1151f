import {
  type ArgumentsMode,
  argumentsText,
  type JsonValue,
  maximumDrafts,
  type PanelForm,
} from '../../../server/protocol/panel.ts';
import { chosenTool, type PageState } from '../pageState.ts';
import { type ArgumentPath, withArgument } from './argumentText.ts';
import { type FieldKind, readField } from './fieldKind.ts';
import { leftField, typedInField, withoutTyped } from './typedArguments.ts';

/** What the person does to a call's arguments. */
export type ArgumentEvent =
  /** As JSON, all of them. */
  | { readonly type: 'argumentsTyped'; readonly text: string }
  | { readonly type: 'argumentsShownAs'; readonly as: ArgumentsMode }
  | {
      readonly type: 'argumentTyped';
      readonly path: ArgumentPath;
      readonly kind: FieldKind;
      readonly text: string;
    }
  | { readonly type: 'argumentLeft'; readonly path: ArgumentPath }
  /** Without a value the argument is taken out. */
  | { readonly type: 'argumentSet'; readonly path: ArgumentPath; readonly value: JsonValue | undefined };

/** The page after an event. The arguments' text is the one truth; the fields only show it. */
export function argumentsChanged(state: PageState, form: PanelForm, event: ArgumentEvent): PageState {
  switch (event.type) {
    case 'argumentsTyped':
      return { ...state, form: withDraft(form, form.tool, event.text) };
    case 'argumentsShownAs':
      return { ...state, form: { ...form, argumentsAs: event.as } };
    case 'argumentTyped': {
      const { path, kind, text } = event;
      const after = typedInField(state.typedArguments, form, path, text, readField(kind, text));
      return { ...state, typedArguments: after.typed, form: withDraft(form, form.tool, after.text) };
    }
    case 'argumentLeft':
      return { ...state, typedArguments: leftField(state.typedArguments, form.tool, event.path) };
    case 'argumentSet': {
      const text = withArgument(argumentsText(form), event.path, event.value);
      const typedArguments = withoutTyped(state.typedArguments, form.tool, event.path);
      return { ...state, typedArguments, form: withDraft(form, form.tool, text) };
    }
  }
}

/** The form with that tool chosen and that text as its arguments. */
export function withDraft(form: PanelForm, tool: string, text: string): PanelForm {
  const others = form.drafts.filter((draft) => draft.tool !== tool);
  return { ...form, tool, drafts: [...others.slice(1 - maximumDrafts), { tool, text }] };
}

/** How the arguments are shown: as fields unless the person wants JSON, or nobody knows which there are. */
export function argumentsMode(state: PageState): ArgumentsMode {
  return chosenTool(state)?.parameters === undefined ? 'json' : (state.form?.argumentsAs ?? 'fields');
}
