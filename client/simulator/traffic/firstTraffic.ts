import type { KeptTraffic } from '../../../server/protocol/trafficPanel.ts';
import { trafficPresets } from '../../../server/protocol/trafficPresets.ts';
import { type Session, windowsOf } from '../session/session.ts';

/** The preset that shows at once what any limit is worth. */
const firstPreset = 'ramp';

/** The traffic that is shown before anyone has planned any: of the tool in the form. */
export function firstTraffic({ form, call }: Session): KeptTraffic {
  const { tool, grant, session, at: start } = form;
  const windows = windowsOf(form);
  const presets = trafficPresets({ tool, args: call?.args ?? {}, grant, session, start, windows });
  const first = presets.find(({ id }) => id === firstPreset);
  if (tool === '' || first === undefined) return { plan: { start, duration: 600_000, windows, streams: [] } };
  return { plan: first.plan, preset: first.id };
}
