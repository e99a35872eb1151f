import { nothing, type TemplateResult } from 'lit';
import { mostStreams, type TrafficPlan, type TrafficStream } from '../../../server/protocol/traffic.ts';
import { type Controls, icon, iconButton } from '../controls.ts';
import { html } from '../elements/html.ts';
import type { PageState } from '../pageState.ts';
import { durationInWords } from './durations.ts';
import { patternInWords } from './patterns.ts';
import { streamEditor } from './streamEditor.ts';

/** Who calls what, and how often: a row for each stream, whose fields are one click away. */
export function streamsSection(
  state: PageState,
  plan: TrafficPlan,
  newStream: () => TrafficStream,
  controls: Controls,
): TemplateResult {
  const full = plan.streams.length >= mostStreams;
  return html`<div class="streams" role="group" aria-labelledby="streams-heading">
    <div class="streams-head">
      <h2 id="streams-heading">Calls</h2>
      <button
        type="button"
        class="icon-button"
        title=${full ? `No more than ${mostStreams} rows` : 'Add calls'}
        aria-label="Add calls"
        aria-disabled=${full ? 'true' : 'false'}
        @click=${() => controls.dispatch({ type: 'traffic', event: { type: 'streamAdded', added: newStream() } })}
      >${icon('add')}</button>
    </div>
    ${
      plan.streams.length === 0
        ? html`<p class="quiet">No calls yet: add some, or choose a preset.</p>`
        : html`<ul class="rows">
            ${plan.streams.map((stream, place) => streamRow(state, plan, stream, place, controls))}
          </ul>`
    }
  </div>`;
}

function streamRow(
  state: PageState,
  plan: TrafficPlan,
  stream: TrafficStream,
  place: number,
  controls: Controls,
): TemplateResult {
  const open = state.traffic.openStream === place;
  const dispatch = (event: { readonly type: 'streamToggled' | 'streamDuplicated' | 'streamRemoved' }) =>
    controls.dispatch({ type: 'traffic', event: { ...event, stream: place } });
  const summary = summaryOf(stream, plan);
  return html`<li class="stream ${open ? 'open' : ''}">
    <div class="stream-row">
      <button
        type="button"
        class="stream-face"
        aria-expanded=${open ? 'true' : 'false'}
        title="${stream.tool}, ${summary}"
        @click=${() => dispatch({ type: 'streamToggled' })}
      >
        ${icon(open ? 'chevron-down' : 'chevron-right')}
        <span class="stream-words">
          <span class="stream-tool">${stream.tool}</span>
          <span class="stream-summary">${summary}</span>
        </span>
      </button>
      ${iconButton('copy', `Duplicate the calls of ${stream.tool}`, () => dispatch({ type: 'streamDuplicated' }))}
      ${iconButton('close', `Remove the calls of ${stream.tool}`, () => dispatch({ type: 'streamRemoved' }))}
    </div>
    ${open ? streamEditor(state, stream, place, controls) : nothing}
  </li>`;
}

/** How often, when, and by whom: what is usual is left out. */
function summaryOf({ pattern, from, to, grant, session, upstream }: TrafficStream, plan: TrafficPlan): string {
  const whole = from === 0 && to === plan.duration;
  const isOnce = pattern.kind === 'burst' && pattern.every === 0;
  const when = isOnce ? `at ${durationInWords(from)}` : `${durationInWords(from)} to ${durationInWords(to)}`;
  return [
    patternInWords(pattern),
    ...(whole && !isOnce ? [] : [when]),
    grant,
    ...(session === grant ? [] : [session]),
    ...(upstream === 'ok' ? [] : [upstream.replace('_', ' ')]),
  ].join(' · ');
}
