import { type PanelForm, waitsForAnswer } from '../../../server/protocol/panel.ts';
import type { UpstreamOutcome, WindowMode } from '../../../server/protocol/simulation.ts';
import type { OpenNames, PageState } from '../pageState.ts';

/** What the person says of who calls, and of what the server answers. */
export type CallerEvent =
  | { readonly type: 'callerTyped'; readonly field: OpenNames['field']; readonly name: string }
  | { readonly type: 'namesMoved'; readonly names: OpenNames | undefined }
  | { readonly type: 'upstreamChosen'; readonly upstream: UpstreamOutcome }
  | { readonly type: 'answerTyped'; readonly text: string }
  | { readonly type: 'answerLeft' }
  | { readonly type: 'windowsChosen'; readonly windows: WindowMode };

/** A proxy gives up at some time; nobody says when, so this stands in the field, in milliseconds. */
const usualTimeout = 30_000;
/** An hour: longer than any proxy waits, and late enough for every window but the day. */
const longestAnswer = 3_600_000;

/** The page after an event. */
export function callerChanged(state: PageState, form: PanelForm, event: CallerEvent): PageState {
  switch (event.type) {
    case 'callerTyped':
      return { ...state, names: undefined, form: { ...form, [event.field]: event.name } };
    case 'namesMoved':
      return { ...state, names: event.names };
    case 'upstreamChosen':
      return { ...state, answerText: undefined, form: withUpstream(form, event.upstream) };
    case 'answerTyped': {
      const answeredAfter = readSeconds(event.text);
      const text = { ...state, answerText: event.text };
      return answeredAfter === undefined ? text : { ...text, form: { ...form, answeredAfter } };
    }
    case 'answerLeft':
      return { ...state, answerText: undefined };
    case 'windowsChosen':
      return { ...state, form: { ...form, windows: event.windows } };
  }
}

/** What the field for the server's answer says, in milliseconds; `undefined` when it is no number of seconds up to an hour. */
export function readSeconds(text: string): number | undefined {
  if (!/^\d{1,4}(\.\d{0,3})?$/.test(text.trim())) return undefined;
  const milliseconds = Math.round(Number(text.trim()) * 1_000);
  return milliseconds <= longestAnswer ? milliseconds : undefined;
}

/** Where the answer matters and nothing is said of it: an error comes at once, a timeout cannot. */
function withUpstream(form: PanelForm, upstream: UpstreamOutcome): PanelForm {
  const { answeredAfter, ...rest } = form;
  if (!waitsForAnswer(upstream)) return { ...rest, upstream };
  const usual = upstream === 'timeout' ? usualTimeout : 0;
  return {
    ...rest,
    upstream,
    answeredAfter: answeredAfter === undefined || answeredAfter === 0 ? usual : answeredAfter,
  };
}
