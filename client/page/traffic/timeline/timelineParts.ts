import { nothing, type TemplateResult } from 'lit';
import type { CounterSeries } from '../../../../server/protocol/traffic.ts';
import { localMoment } from '../../call/moments.ts';
import { icon } from '../../controls.ts';
import { html } from '../../elements/html.ts';
import { counterName } from '../../result/counterName.ts';
import { grouped } from '../../words.ts';
import type { Readout } from './readout.ts';

/** A button of the timeline; one that can do nothing just now stays where it is. */
export function timelineButton(sign: string, label: string, isOn: boolean, onClick: () => void): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    title=${label}
    aria-label=${label}
    aria-disabled=${isOn ? 'false' : 'true'}
    @click=${() => isOn && onClick()}
  >${icon(sign)}</button>`;
}

/** What is read off the timeline; spoken where the keyboard reads it. */
export function readoutLines(
  { time, from, allowed, denied, approval, bar }: Readout,
  isSpoken: boolean,
): TemplateResult {
  return html`<div class="timeline-readout" aria-live=${isSpoken ? 'polite' : 'off'}>
    <p class="readout-time" title=${localMoment(from)}>${time} UTC</p>
    <p class="readout-counts">
      ${
        bar === undefined
          ? html`<span><b>${allowed}</b> allowed</span> <span><b>${denied}</b> denied</span>
            ${approval === '0' ? nothing : html`<span><b>${approval}</b> approval</span>`}`
          : html`<span class="quiet">One bar is ${bar}. Drag to zoom.</span>`
      }
    </p>
  </div>`;
}

/** True when there is a counter of this name for another caller, too. */
export function isOneOfMany({ id, identity }: CounterSeries, all: readonly CounterSeries[]): boolean {
  return all.some((other) => other.id === id && other.identity !== identity);
}

/**
 * A counter's name, how full it is, and the place where that is drawn.
 * @param now how full it is where the pointer is; `undefined`: it is told how full it gets
 * @param isShared whose it is goes without saying, unless there are several
 */
export function fillRow(
  { id, identity, max, used }: CounterSeries,
  now: number | undefined,
  isShared: boolean,
): TemplateResult {
  const { name, owner } = counterName(id);
  const peak = used.reduce((highest, each) => Math.max(highest, each), 0);
  const count = now ?? peak;
  const whose = [...(owner === undefined ? [] : [owner]), ...(isShared ? [identity] : [])].join(', ');
  // A sliding window counts parts of calls.
  const amount = `${grouped(Math.round(count * 100) / 100)} / ${grouped(max)}`;
  return html`<div class="fill">
    <div class="fill-head" title="${id}, ${identity}">
      <span class="fill-name">${name}</span>
      <span class="fill-owner ${isShared ? 'shared' : ''}">${whose}</span>
      <span class="fill-amount ${count >= max ? 'full' : ''}">${now === undefined ? `peak ${amount}` : amount}</span>
    </div>
    <div class="plot plot-fill"></div>
  </div>`;
}
