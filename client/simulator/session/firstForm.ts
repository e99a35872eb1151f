import { type ArgumentsDraft, maximumDrafts, type PanelForm } from '../../../server/protocol/panel.ts';
import type { SimulatedCall, ToolChoice, WindowMode } from '../../../server/protocol/simulation.ts';
import { wholeSecond } from '../../../server/protocol/virtualClock.ts';

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
  const draft: ArgumentsDraft = form.drafts.find((other) => other.tool === tool) ?? {
    tool,
    text: sampleText(tool, tools),
  };
  const others = form.drafts.filter((other) => other.tool !== tool);
  return { ...form, tool, drafts: [...others.slice(1 - maximumDrafts), draft] };
}

/** The form that stands for that call. */
export function formWithCall(form: PanelForm, call: SimulatedCall, windows: WindowMode): PanelForm {
  const { tool, args, grant, session, upstream, answeredAfter, at, times } = call;
  const { answeredAfter: _answeredAfter, ...rest } = form;
  const others = form.drafts.filter((other) => other.tool !== tool);
  const draft = { tool, text: JSON.stringify(args, null, 2) };
  const drafts = [...others.slice(1 - maximumDrafts), draft];
  const late = answeredAfter === undefined ? {} : { answeredAfter };
  return { ...rest, tool, drafts, grant, session, upstream, ...late, at, times, windows };
}

/** What is filled in as arguments for that tool: an empty object when it is not known. */
export function sampleText(tool: string, tools: readonly ToolChoice[]): string {
  return JSON.stringify(tools.find(({ name }) => name === tool)?.sampleArguments ?? {}, null, 2);
}
