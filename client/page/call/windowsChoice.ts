import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PanelSimulation } from '../../../server/protocol/panel.ts';
import type { assumptions, WindowMode } from '../../../server/protocol/simulation.ts';
import { type Controls, icon } from '../controls.ts';
import { html } from '../elements/html.ts';
import { assumptionMarks, assumptionSentences } from '../result/assumptionMarks.ts';

interface Mode {
  readonly mode: WindowMode;
  readonly words: string;
  readonly assumption: AssumptionId;
}

const aligned: Mode = { mode: 'aligned', words: 'aligned windows', assumption: 'aligned-windows' };
const sliding: Mode = { mode: 'sliding', words: 'sliding windows', assumption: 'sliding-windows' };
const modes = [aligned, sliding];

type AssumptionId = keyof typeof assumptions;

/** How windows lie on the clock, for every call of the simulation: PolicyLayer does not say, so either can be tried. */
export function windowsChoice({ form }: PanelSimulation, { dispatch }: Controls): TemplateResult {
  const chosen = chosenMode(form.windows);
  return html`<div class="windows-choice">
    ${assumptionMarks([chosen.assumption])}
    <div class="small-select">
      <select
        aria-label="Windows"
        title="How windows lie on the clock, for all calls"
        @change=${({ target }: Event) => {
          const mode = target instanceof HTMLSelectElement ? modes[target.selectedIndex]?.mode : undefined;
          if (mode !== undefined) dispatch({ type: 'windowsChosen', windows: mode });
        }}
      >
        ${modes.map(({ mode, words }) => html`<option value=${mode} .selected=${live(mode === chosen.mode)}>${words}</option>`)}
      </select>
      ${icon('chevron-down')}
    </div>
  </div>`;
}

/** The sentence behind windows that are not the usual ones, where there is room for it. */
export function windowsSentence({ form }: PanelSimulation): TemplateResult {
  const { mode, assumption } = chosenMode(form.windows);
  return mode === 'aligned' ? html`` : assumptionSentences([assumption]);
}

function chosenMode(windows: WindowMode | undefined): Mode {
  return windows === 'sliding' ? sliding : aligned;
}
