import type { ToolChoice } from '../../../server/protocol/simulation.ts';
import { firstForm, formWithTool } from './firstForm.ts';
import { newSession, type Session, update } from './session.ts';
import type { KeptSession } from './sessionMemory.ts';

/** What is known when a policy is shown and its tools have arrived. */
export interface Opening {
  /** The policy's session from earlier, if it was shown before. */
  readonly before: Session | undefined;
  readonly tools: readonly ToolChoice[];
  /** The tool the person asked for by name. */
  readonly wanted: string | undefined;
  readonly atCursor: string | undefined;
  readonly now: number;
}

/**
 * The session to go on with. A tool that was asked for is chosen in any case; the one at the cursor only where there is
 * no session from earlier, whose tool the person had chosen.
 */
export function openSession({ before, tools, wanted, atCursor, now }: Opening): Session {
  const fresh = firstForm(tools, wanted ?? atCursor, now);
  if (before === undefined) return newSession(fresh);
  const session = update(before, { type: 'policyEdited' });
  const tool = wanted ?? (session.form.tool === '' ? fresh.tool : session.form.tool);
  return wanted === undefined && tool === session.form.tool
    ? session
    : update(session, { type: 'previewed', form: formWithTool(session.form, tool, tools) });
}

export function restored(kept: KeptSession | undefined): Session | undefined {
  return kept === undefined ? undefined : newSession(kept.form, kept.calls);
}
