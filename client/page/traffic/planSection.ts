import type { TemplateResult } from 'lit';
import type { PanelForm } from '../../../server/protocol/panel.ts';
import { assumptions, type WindowMode } from '../../../server/protocol/simulation.ts';
import type { TrafficPlan, TrafficStream } from '../../../server/protocol/traffic.ts';
import { type TrafficPreset, trafficPresets } from '../../../server/protocol/trafficPresets.ts';
import { localMoment } from '../call/moments.ts';
import type { Controls } from '../controls.ts';
import { html } from '../elements/html.ts';
import { argumentsCheck } from '../pageEvents.ts';
import type { PageState } from '../pageState.ts';
import { assumptionSentences } from '../result/assumptionMarks.ts';
import { choice } from './choice.ts';
import { fieldFor } from './fieldFor.ts';
import { type PlanField, planFields } from './planFields.ts';
import { streamsSection } from './streamsSection.ts';
import { planFieldId, type TrafficEvent } from './trafficEvents.ts';

/** What stands for a plan that is no preset. */
const own = 'own';

const windowModes: readonly { readonly value: WindowMode; readonly word: string; readonly meaning: string }[] = [
  { value: 'aligned', word: 'Aligned', meaning: assumptions['aligned-windows'] },
  { value: 'sliding', word: 'Sliding', meaning: assumptions['sliding-windows'] },
];

/** The plan: a preset to start from, when it runs, and who calls what. */
export function planSection(state: PageState, plan: TrafficPlan, form: PanelForm, controls: Controls): TemplateResult {
  const { traffic } = state;
  const dispatch = (event: TrafficEvent) => controls.dispatch({ type: 'traffic', event });
  const presets = presetsOf(state, plan, form);
  const field = (name: PlanField, title?: string) =>
    fieldFor(planFields[name], plan, {
      id: planFieldId(name),
      text: traffic.texts.get(planFieldId(name)),
      onTyped: (text) => dispatch({ type: 'planTyped', field: name, text }),
      onLeft: () => dispatch({ type: 'fieldLeft' }),
      ...(title === undefined ? {} : { title }),
    });
  return html`<div class="plan">
    ${choice({
      id: 'traffic-preset',
      label: 'Preset',
      options: [
        ...presets.map(({ id, title, description }) => ({ value: id, word: title, meaning: description })),
        { value: own, word: 'Own mix', meaning: 'The calls below, as they were changed last.' },
      ],
      value: traffic.preset ?? own,
      onChosen: (id) => {
        const preset = presets.find((each) => each.id === id);
        dispatch(preset === undefined ? { type: 'ownPlanPicked' } : { type: 'presetPicked', id, plan: preset.plan });
      },
    })}
    <p class="preset-meaning">${presets.find(({ id }) => id === traffic.preset)?.description ?? 'Your own mix of calls.'}</p>
    ${field('start', localMoment(plan.start))}
    <div class="row">${field('duration')}${choice({
      id: 'traffic-windows',
      label: 'Windows',
      options: windowModes,
      value: plan.windows,
      onChosen: (value) => {
        const windows = windowModes.find((mode) => mode.value === value)?.value;
        if (windows !== undefined) dispatch({ type: 'windowsPicked', windows });
      },
    })}</div>
    <div class="windows-meaning">
      ${assumptionSentences([plan.windows === 'aligned' ? 'aligned-windows' : 'sliding-windows'])}
    </div>
    ${streamsSection(state, plan, () => newStream(state, plan, form), controls)}
  </div>`;
}

/** The presets, made for the call in the form. */
function presetsOf(state: PageState, { windows }: TrafficPlan, form: PanelForm): readonly TrafficPreset[] {
  const { grant, session, at: start } = form;
  const limit = tightestLimit(state);
  const subject = { tool: toolOf(state, form), args: argumentsOf(state), grant, session, start, windows };
  return trafficPresets({ ...subject, ...(limit === undefined ? {} : { limit }) });
}

function toolOf({ tools }: PageState, { tool }: PanelForm): string {
  return tool === '' ? (tools[0]?.name ?? '') : tool;
}

function argumentsOf(state: PageState): TrafficStream['args'] {
  const check = argumentsCheck(state);
  return check.state === 'good' ? check.args : {};
}

const windowLengths = new Map([
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
]);

/** Of the counters of the call in the form the one that lets the fewest calls through. */
function tightestLimit({ decision }: PageState): { readonly max: number; readonly windowLength: number } | undefined {
  const known = (decision?.result.counters ?? []).flatMap(({ max, window }) => {
    const windowLength = windowLengths.get(window);
    return windowLength === undefined ? [] : [{ max, windowLength }];
  });
  // What a burst meets first is the smallest maximum, whatever its window.
  return known.sort((left, right) => left.max - right.max)[0];
}

/** What is added: the call in the form, steadily, all the time. */
function newStream(state: PageState, { duration }: TrafficPlan, form: PanelForm): TrafficStream {
  return {
    tool: toolOf(state, form),
    args: argumentsOf(state),
    grant: form.grant,
    session: form.session,
    upstream: 'ok',
    answeredAfter: 0,
    from: 0,
    to: duration,
    pattern: { kind: 'steady', perMinute: 30 },
  };
}
