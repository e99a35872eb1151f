import type { TrafficPlan, TrafficStream } from '../../../server/protocol/traffic.ts';
import { mostStreams } from '../../../server/protocol/traffic.ts';
import { type PlanField, planFields } from './planFields.ts';
import { type StreamField, streamFields } from './streamFields.ts';
import type { TrafficTab } from './trafficState.ts';

/** Everything the person can do in the traffic tab. */
export type TrafficEvent =
  | { readonly type: 'presetPicked'; readonly id: string; readonly plan: TrafficPlan }
  /** Back to what the plan was before a preset was picked. */
  | { readonly type: 'ownPlanPicked' }
  | { readonly type: 'planTyped'; readonly field: PlanField; readonly text: string }
  | { readonly type: 'windowsPicked'; readonly windows: TrafficPlan['windows'] }
  | { readonly type: 'streamToggled'; readonly stream: number }
  | { readonly type: 'streamAdded'; readonly added: TrafficStream }
  | { readonly type: 'streamDuplicated'; readonly stream: number }
  | { readonly type: 'streamRemoved'; readonly stream: number }
  | { readonly type: 'streamTyped'; readonly stream: number; readonly field: StreamField; readonly text: string }
  | { readonly type: 'streamChanged'; readonly stream: number; readonly change: Partial<TrafficStream> }
  | { readonly type: 'fieldLeft' }
  | { readonly type: 'pickerOpened'; readonly active: number }
  | { readonly type: 'pickerTyped'; readonly query: string }
  | { readonly type: 'pickerMoved'; readonly active: number }
  | { readonly type: 'pickerClosed' }
  | { readonly type: 'markPointed'; readonly mark: number | undefined }
  | { readonly type: 'stepToggled'; readonly index: number };

/** The tab after an event. */
export function changedTraffic(tab: TrafficTab, event: TrafficEvent): TrafficTab {
  const { plan } = tab;
  if (plan === undefined) return tab;
  switch (event.type) {
    case 'presetPicked':
      return { ...withPlan(tab, event.plan), preset: event.id, openStream: undefined, texts: new Map() };
    case 'ownPlanPicked':
      return tab.ownPlan === undefined ? tab : withPlan(tab, tab.ownPlan);
    case 'planTyped':
      return typed(tab, planFieldId(event.field), event.text, planFields[event.field].read(plan, event.text));
    case 'windowsPicked':
      return withPlan(tab, { ...plan, windows: event.windows });
    case 'streamToggled':
      return opened(tab, tab.openStream === event.stream ? undefined : event.stream);
    case 'streamAdded':
      return plan.streams.length >= mostStreams
        ? tab
        : opened(withStreams(tab, plan, [...plan.streams, event.added]), plan.streams.length);
    case 'streamDuplicated':
      return duplicated(tab, plan, event.stream);
    case 'streamRemoved':
      return removed(tab, plan, event.stream);
    case 'streamTyped':
      return streamTyped(tab, plan, event.stream, event.field, event.text);
    case 'streamChanged':
      return { ...withChange(tab, plan, event.stream, event.change), picker: undefined };
    case 'fieldLeft':
      return tab.texts.size === 0 ? tab : { ...tab, texts: new Map() };
    case 'pickerOpened':
      return { ...tab, picker: { query: '', active: event.active } };
    case 'pickerTyped':
      return { ...tab, picker: { query: event.query, active: 0 } };
    case 'pickerMoved':
      return tab.picker === undefined ? tab : { ...tab, picker: { ...tab.picker, active: event.active } };
    case 'pickerClosed':
      return { ...tab, picker: undefined };
    case 'markPointed':
      return pointed(tab, event.mark);
    case 'stepToggled':
      return { ...tab, toggledSteps: toggled(tab.toggledSteps, event.index) };
  }
}

/** The id of a field of the plan, by which what is written in it is kept. */
export function planFieldId(field: PlanField): string {
  return `traffic-${field}`;
}

/** The id of a field of a stream. */
export function streamFieldId(stream: number, field: StreamField | 'tool' | 'pattern' | 'upstream'): string {
  return `stream-${stream}-${field}`;
}

/** A plan that was changed by hand is no preset any more. */
function withPlan({ preset: _preset, ...tab }: TrafficTab, plan: TrafficPlan): TrafficTab {
  return { ...tab, plan, preset: undefined };
}

function withStreams(tab: TrafficTab, plan: TrafficPlan, streams: readonly TrafficStream[]): TrafficTab {
  return own(withPlan(tab, { ...plan, streams }));
}

function withChange(tab: TrafficTab, plan: TrafficPlan, place: number, change: Partial<TrafficStream>): TrafficTab {
  const streams = plan.streams.map((stream, index) => (index === place ? { ...stream, ...change } : stream));
  return withStreams(tab, plan, streams);
}

function own(tab: TrafficTab): TrafficTab {
  return { ...tab, ownPlan: tab.plan };
}

function typed(tab: TrafficTab, id: string, text: string, plan: TrafficPlan | undefined): TrafficTab {
  const texts = new Map(tab.texts).set(id, text);
  return plan === undefined ? { ...tab, texts } : { ...own(withPlan(tab, plan)), texts };
}

function streamTyped(tab: TrafficTab, plan: TrafficPlan, place: number, field: StreamField, text: string): TrafficTab {
  const before = plan.streams[place];
  const after = before && streamFields[field].read(before, text);
  const streams = plan.streams.map((stream, index) => (index === place && after !== undefined ? after : stream));
  return typed(tab, streamFieldId(place, field), text, after && { ...plan, streams });
}

function opened(tab: TrafficTab, stream: number | undefined): TrafficTab {
  return { ...tab, openStream: stream, texts: new Map(), picker: undefined };
}

function duplicated(tab: TrafficTab, plan: TrafficPlan, place: number): TrafficTab {
  const stream = plan.streams[place];
  if (stream === undefined || plan.streams.length >= mostStreams) return tab;
  return opened(withStreams(tab, plan, plan.streams.toSpliced(place + 1, 0, stream)), place + 1);
}

function removed(tab: TrafficTab, plan: TrafficPlan, place: number): TrafficTab {
  const { openStream } = tab;
  const isBehind = openStream !== undefined && openStream > place;
  const open = openStream === place ? undefined : isBehind ? openStream - 1 : openStream;
  return opened(withStreams(tab, plan, plan.streams.toSpliced(place, 1)), open);
}

function pointed(tab: TrafficTab, mark: number | undefined): TrafficTab {
  if (mark === tab.pointed?.mark) return tab;
  const next = mark === undefined ? undefined : { mark, explained: undefined };
  return { ...tab, pointed: next, toggledSteps: new Set() };
}

function toggled(steps: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const next = new Set(steps);
  if (!next.delete(index)) next.add(index);
  return next;
}
