import type { TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import type { PanelForm, PanelSimulation } from '../../../server/protocol/panel.ts';
import { latestMoment } from '../../../server/protocol/simulationShape.ts';
import { wholeSecond } from '../../../server/protocol/virtualClock.ts';
import { type Controls, icon, iconButton, typedText } from '../controls.ts';
import { type FieldProblem, fieldLabel } from '../elements/fieldLabel.ts';
import { html } from '../elements/html.ts';
import { clockProblem } from '../pageEvents.ts';
import type { PageState } from '../pageState.ts';
import { clockSteps, dateAndTime, localMoment } from './moments.ts';

/** The virtual clock: when the next call is made, and ways to move on. Enter in it sets it, and makes no call. */
export function clock(state: PageState, view: PanelSimulation, form: PanelForm, controls: Controls): TemplateResult {
  const problem = fieldProblem(state);
  const { dispatch } = controls;
  return html`<div class="clock" role="group" aria-label="Virtual clock">
    ${fieldLabel(html`<span class="label" aria-hidden="true">Clock</span>`, problem)}
    <div class="clock-row">
      <div class="field clock-field ${problem === undefined ? '' : 'invalid'}" title=${localMoment(form.at)}>
        ${icon('watch')}
        <input
          type="text"
          aria-label="Time of the next call, in UTC"
          aria-invalid=${problem === undefined ? 'false' : 'true'}
          aria-describedby=${ifDefined(problem?.id)}
          autocomplete="off"
          spellcheck="false"
          .value=${live(state.clockText ?? dateAndTime(form.at))}
          @input=${(event: InputEvent) => dispatch({ type: 'clockTyped', text: typedText(event) })}
          @blur=${() => dispatch({ type: 'clockLeft' })}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (problem === undefined) dispatch({ type: 'clockLeft' });
          }}
        />
        <span class="unit" aria-hidden="true">UTC</span>
      </div>
      ${iconButton('clear-all', 'Reset: empty the history and set the clock to now', () =>
        controls.send({ type: 'reset', policy: view.policy.uri }),
      )}
    </div>
    <div class="clock-steps">
      ${step('now', 'Now', form.at, () => wholeSecond(controls.now()), controls)}
      ${clockSteps.map(({ label, name, step: milliseconds }) =>
        step(label, name, form.at, () => Math.min(latestMoment, form.at + milliseconds), controls),
      )}
      ${nextReset(state, form, controls)}
    </div>
  </div>`;
}

function fieldProblem(state: PageState): FieldProblem | undefined {
  const full = clockProblem(state);
  return full === undefined ? undefined : { id: 'clock-problem', short: 'Not a moment: try 10:31:00', full };
}

function step(label: string, name: string, at: number, target: () => number, { dispatch }: Controls): TemplateResult {
  const title = `${name} (the clock is at ${dateAndTime(at)} UTC)`;
  return html`<button
    type="button"
    class="step-button"
    title=${title}
    aria-label=${name}
    @click=${() => dispatch({ type: 'clockSet', at: target() })}
  ><span aria-hidden="true">${label}</span></button>`;
}

function nextReset({ decision }: PageState, form: PanelForm, { dispatch }: Controls): TemplateResult {
  const resets = (decision?.result.counters ?? []).map(({ resetsAt }) => resetsAt).filter((moment) => moment > form.at);
  const next = resets.length === 0 ? undefined : Math.min(...resets);
  const title =
    next === undefined ? 'No counter is running' : `To the next reset of a counter, ${dateAndTime(next)} UTC`;
  return html`<button
    type="button"
    class="step-button"
    title=${title}
    aria-label="To the next reset of a counter"
    aria-disabled=${next === undefined ? 'true' : 'false'}
    @click=${() => next !== undefined && dispatch({ type: 'clockSet', at: next })}
  ><span class="in-words" aria-hidden="true">next reset</span><span class="in-short" aria-hidden="true">→ reset</span></button>`;
}
