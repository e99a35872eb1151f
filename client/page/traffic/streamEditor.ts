import { nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { TrafficStream } from '../../../server/protocol/traffic.ts';
import { toolCombobox } from '../call/toolCombobox.ts';
import { type Controls, typedText } from '../controls.ts';
import { fieldLabel } from '../elements/fieldLabel.ts';
import { html } from '../elements/html.ts';
import type { PageState } from '../pageState.ts';
import { upstreamOutcomes } from '../words.ts';
import { choice } from './choice.ts';
import { fieldFor } from './fieldFor.ts';
import { patternKinds } from './patterns.ts';
import { type StreamField, streamFields } from './streamFields.ts';
import { streamFieldId, type TrafficEvent } from './trafficEvents.ts';

/** The fields of one stream. */
export function streamEditor(
  state: PageState,
  stream: TrafficStream,
  place: number,
  controls: Controls,
): TemplateResult {
  const dispatch = (event: TrafficEvent) => controls.dispatch({ type: 'traffic', event });
  const change = (changed: Partial<TrafficStream>) =>
    dispatch({ type: 'streamChanged', stream: place, change: changed });
  const field = (name: StreamField) =>
    fieldFor(streamFields[name], stream, {
      id: streamFieldId(place, name),
      text: state.traffic.texts.get(streamFieldId(place, name)),
      onTyped: (text) => dispatch({ type: 'streamTyped', stream: place, field: name, text }),
      onLeft: () => dispatch({ type: 'fieldLeft' }),
    });
  const pattern = patternKinds.find(({ kind }) => kind === stream.pattern.kind);
  return html`<div class="stream-editor" role="group" aria-label="Calls of ${stream.tool}">
    ${toolField(state, stream, place, dispatch)}
    <div class="row">
      ${choice({
        id: streamFieldId(place, 'pattern'),
        label: 'Pattern',
        options: patternKinds.map(({ kind, word, meaning }) => ({ value: kind, word, meaning })),
        value: stream.pattern.kind,
        onChosen: (kind) => {
          const first = patternKinds.find((each) => each.kind === kind)?.first;
          if (first !== undefined && first.kind !== stream.pattern.kind) change({ pattern: first });
        },
      })}
      ${pattern?.fields.map(field)}
    </div>
    <div class="row">${field('from')}${field('to')}</div>
    <div class="row">${field('grant')}${field('session')}</div>
    <div class="row">
      ${choice({
        id: streamFieldId(place, 'upstream'),
        label: 'Server answers',
        options: upstreamOutcomes,
        value: stream.upstream,
        onChosen: (value) => {
          const upstream = upstreamOutcomes.find((each) => each.value === value)?.value;
          if (upstream !== undefined) change({ upstream });
        },
      })}
      ${field('answeredAfter')}
    </div>
    ${argumentsField(state, stream, place, dispatch)}
  </div>`;
}

function toolField(
  { tools, traffic }: PageState,
  stream: TrafficStream,
  place: number,
  dispatch: (event: TrafficEvent) => void,
): TemplateResult {
  const id = streamFieldId(place, 'tool');
  return html`<div class="labelled">
    <label for=${id}>Tool</label>
    ${toolCombobox({
      id,
      tool: stream.tool,
      tools,
      picker: traffic.picker,
      events: {
        opened: () => {
          const active = tools.findIndex(({ name }) => name === stream.tool);
          dispatch({ type: 'pickerOpened', active: Math.max(0, active) });
        },
        typed: (query) => dispatch({ type: 'pickerTyped', query }),
        moved: (active) => dispatch({ type: 'pickerMoved', active }),
        closed: () => dispatch({ type: 'pickerClosed' }),
        picked: (tool) => {
          const args = tools.find(({ name }) => name === tool)?.sampleArguments ?? {};
          const change = tool === stream.tool ? {} : { tool, args };
          dispatch({ type: 'streamChanged', stream: place, change });
        },
      },
    })}
  </div>`;
}

function argumentsField(
  { traffic }: PageState,
  stream: TrafficStream,
  place: number,
  dispatch: (event: TrafficEvent) => void,
): TemplateResult {
  const { label, hint, problem, write, read } = streamFields.args;
  const id = streamFieldId(place, 'args');
  const text = traffic.texts.get(id);
  const isWrong = text !== undefined && read(stream, text) === undefined;
  const problemId = `${id}-problem`;
  return html`<div class="labelled" title=${hint}>
    ${fieldLabel(html`<label for=${id}>${label}</label>`, isWrong ? { id: problemId, ...problem } : undefined)}
    <textarea
      id=${id}
      class=${isWrong ? 'invalid' : ''}
      aria-invalid=${isWrong ? 'true' : 'false'}
      aria-describedby=${isWrong ? problemId : nothing}
      autocomplete="off"
      spellcheck="false"
      rows="2"
      .value=${live(text ?? write(stream))}
      @input=${(event: InputEvent) => dispatch({ type: 'streamTyped', stream: place, field: 'args', text: typedText(event) })}
      @blur=${() => dispatch({ type: 'fieldLeft' })}
    ></textarea>
  </div>`;
}
