import type { PanelForm } from '../../../server/protocol/panel.ts';
import type { ToolChoice } from '../../../server/protocol/simulation.ts';
import { sampleText } from './firstForm.ts';

/**
 * The form after the tools changed: arguments that nobody typed are the new samples. Those are the ones that still say
 * what was filled in for the tools `before`, or nothing. It is the same object when there is none of them.
 */
export function withNewSamples(
  form: PanelForm,
  before: readonly ToolChoice[] | undefined,
  tools: readonly ToolChoice[],
): PanelForm {
  const drafts = form.drafts.map((draft) => {
    const filledIn = before && sampleText(draft.tool, before);
    const sample = sampleText(draft.tool, tools);
    // A sample for want of knowledge is no better than what is there.
    if (sample === nothingToFillIn || sample === filledIn) return draft;
    return draft.text === filledIn || draft.text === nothingToFillIn ? { ...draft, text: sample } : draft;
  });
  return drafts.every((draft, index) => draft === form.drafts[index]) ? form : { ...form, drafts };
}

const nothingToFillIn = '{}';
