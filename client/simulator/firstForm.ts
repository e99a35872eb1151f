import { type ArgumentsDraft, maximumDrafts, type PanelForm } from '../../server/protocol/panel.ts';
import type { ToolChoice } from '../../server/protocol/simulation.ts';

/** What the form shows before anyone has typed: that tool or the first one, with arguments that its schema accepts. */
export function firstForm(tools: readonly ToolChoice[], wanted: string | undefined, now: number): PanelForm {
  const form: PanelForm = {
    tool: '',
    drafts: [],
    grant: 'default',
    session: 'session-1',
    upstream: 'ok',
    at: wholeSecond(now),
    times: 30,
  };
  const tool = wanted ?? tools[0]?.name;
  return tool === undefined ? form : formWithTool(form, tool, tools);
}

/** The form with that tool chosen: with what was typed for it before, else with its sample arguments. */
export function formWithTool(form: PanelForm, tool: string, tools: readonly ToolChoice[]): PanelForm {
  const sample = tools.find((choice) => choice.name === tool)?.sampleArguments ?? {};
  const draft: ArgumentsDraft = form.drafts.find((other) => other.tool === tool) ?? {
    tool,
    text: JSON.stringify(sample, null, 2),
  };
  const others = form.drafts.filter((other) => other.tool !== tool);
  return { ...form, tool, drafts: [...others.slice(1 - maximumDrafts), draft] };
}

/** The virtual clock starts on a whole second: nobody wants to read or type milliseconds. */
export function wholeSecond(moment: number): number {
  return moment - (moment % 1000);
}
