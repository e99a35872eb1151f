import { LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CounterSeries } from '../../../../server/protocol/traffic.ts';
import type { ShownRun } from '../../../../server/protocol/trafficPanel.ts';
import { html } from '../../elements/html.ts';
import { onThemeChange } from './colours.ts';
import { type Readout, readoutAt, readoutOfRange } from './readout.ts';
import { type TimelineCommand, timelineCommand } from './timelineKeys.ts';
import { fillRow, isOneOfMany, readoutLines, timelineButton } from './timelineParts.ts';
import { type Pictured, TimelinePlots } from './timelinePlots.ts';
import { isSameRange, panned, selected, showing, type TimeRange, zoomed } from './zoom.ts';

/** How many counters are drawn before the person asks for all of them. */
const firstCounters = 4;

/**
 * Traffic over time: bars of calls, points for those that were not allowed, and the fill of each counter below. It fires
 * `markpointed` (detail: the mark's place, or `undefined`) and `markchosen` (detail: its place).
 */
export class TrafficTimeline extends LitElement {
  static override properties = {
    shown: { attribute: false },
    pointed: { attribute: false },
    card: { attribute: false },
    range: { state: true },
    moment: { state: true },
    allCounters: { state: true },
    bar: { state: true },
  };

  declare shown: ShownRun | undefined;
  /** The mark that stands out, by its place. */
  declare pointed: number | undefined;
  /** What is said of it, drawn under the marks. */
  declare card: TemplateResult | typeof nothing;
  declare private range: TimeRange | undefined;
  declare private moment: number | undefined;
  declare private allCounters: boolean;
  /** Milliseconds of one bar, as it was drawn last. */
  declare private bar: number | undefined;
  private plots: TimelinePlots | undefined;
  /** Which counters the plots were made for. */
  private plotted = '';
  /** True while the mark is one that was chosen by keyboard, which a pointer passing by does not take away. */
  private isHeld = false;
  private endThemeChange: () => void = () => undefined;
  private readonly sizes = new ResizeObserver(() => this.plots?.resized());

  constructor() {
    super();
    this.card = nothing;
    this.allCounters = false;
  }

  /** Drawn into the page itself, whose styles it uses. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
    this.endThemeChange = onThemeChange(() => this.plots?.themeChanged());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.endThemeChange();
    this.plots?.destroy();
    this.plots = undefined;
  }

  protected override willUpdate(): void {
    const { range } = this;
    // A zoom stays as long as the clock is the same one.
    if (range !== undefined && (range.min < this.whole().min || range.max > this.whole().max)) this.range = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.shown === undefined) return nothing;
    const { run } = this.shown;
    const marks = run.marks.length;
    return html`<div class="timeline-head">
        <h2 id="timeline-heading">Timeline</h2>
        <div class="timeline-buttons">
          ${timelineButton('arrow-up', 'Previous call that was not allowed (Up)', marks > 0, () => this.step(-1))}
          ${timelineButton('arrow-down', 'Next call that was not allowed (Down)', marks > 0, () => this.step(1))}
          ${timelineButton('zoom-out', 'Zoom out (-)', this.range !== undefined, () => this.zoom(2))}
          ${timelineButton('zoom-in', 'Zoom in (+)', true, () => this.zoom(0.5))}
          ${timelineButton('screen-full', 'Show everything (0)', this.range !== undefined, () => this.reset())}
        </div>
      </div>
      ${readoutLines(this.readoutNow(), this.isHeld)}
      <div
        class="timeline-plots"
        role="group"
        tabindex="0"
        aria-label="Timeline, the same as in the tables below"
        aria-describedby="timeline-keys"
        @keydown=${(event: KeyboardEvent) => this.onKey(event)}
        @dblclick=${() => this.reset()}
        @wheel=${{ handleEvent: (event: WheelEvent) => this.onWheel(event), passive: false }}
      >
        <div class="plot plot-calls"></div>
        <div class="mark-area" @mouseleave=${() => this.leave()}>
          <div class="plot plot-marks"></div>
          ${this.card}
        </div>
        ${repeat(
          this.counters(),
          ({ id, identity }) => `${id}\n${identity}`,
          (counter, place) => fillRow(counter, this.fillNow(place), isOneOfMany(counter, run.counters)),
        )}
      </div>
      <p id="timeline-keys" class="visually-hidden">
        Plus and minus zoom, left and right move, 0 shows everything. Up and down go to the calls that were not allowed, Enter
        goes to the line that decided. Shift with left and right reads bar by bar.
      </p>
      ${
        this.counters().length < run.counters.length
          ? html`<button type="button" class="link" @click=${() => {
              this.allCounters = true;
            }}>${run.counters.length - this.counters().length} more counters</button>`
          : nothing
      }`;
  }

  protected override updated(): void {
    const pictured = this.pictured();
    const key = this.counters()
      .map(({ id, identity, max }) => `${id}\n${identity}\n${max}`)
      .join('\n\n');
    if (pictured === undefined) return;
    if (this.plots !== undefined && this.plotted === key) this.plots.show(pictured);
    else this.plot(pictured, key);
    this.bar = this.plots?.buckets.bucket;
  }

  private plot(pictured: Pictured, key: string): void {
    this.plots?.destroy();
    const place = (name: string) => this.querySelectorAll<HTMLElement>(`.${name}`);
    const [calls] = place('plot-calls');
    const [marks] = place('plot-marks');
    if (calls === undefined || marks === undefined) return;
    this.plotted = key;
    this.plots = new TimelinePlots({ calls, marks, fills: [...place('plot-fill')] }, pictured, {
      onSelected: (from, to) => this.setRange(selected(from, to, this.whole(), this.least())),
      onMoment: (moment) => {
        this.moment = moment;
      },
      // Between two marks the pointer is on its way to one, or to what is said of the last one.
      onMark: (mark) => mark !== undefined && this.point(mark, false),
      onMarkChosen: (mark) => this.fire('markchosen', mark),
    });
  }

  private pictured(): Pictured | undefined {
    if (this.shown === undefined) return undefined;
    const { run, plan } = this.shown;
    const range = this.range ?? this.whole();
    return { run, range, hasBoundaries: plan.windows === 'aligned', pointed: this.pointed };
  }

  private counters(): readonly CounterSeries[] {
    const all = this.shown?.run.counters ?? [];
    return this.allCounters ? all : all.slice(0, firstCounters);
  }

  private whole(): TimeRange {
    const { start, duration } = this.shown?.plan ?? { start: 0, duration: 1 };
    return { min: start, max: start + Math.max(1, duration) };
  }

  /** Nothing is told of less than a few buckets. */
  private least(): number {
    return 4 * (this.shown?.run.bucket ?? 1);
  }

  private readoutNow(): Readout {
    const { moment, plots, shown } = this;
    const whole = this.whole();
    if (moment !== undefined && plots !== undefined) {
      const at = readoutAt(plots.buckets, moment, whole.min);
      if (at !== undefined) return at;
    }
    return readoutOfRange(this.range ?? whole, this.bar ?? shown?.run.bucket ?? 1);
  }

  private fillNow(place: number): number | undefined {
    const buckets = this.plots?.buckets;
    if (buckets === undefined || this.moment === undefined) return undefined;
    const [first] = buckets.times;
    if (first === undefined) return undefined;
    return buckets.used[place]?.[Math.floor((this.moment - first) / buckets.bucket)];
  }

  private onKey(event: KeyboardEvent): void {
    const command = event.target === event.currentTarget ? timelineCommand(event) : undefined;
    if (command !== undefined && this.follow(command)) event.preventDefault();
  }

  /** False when there is nothing to be done it to. */
  private follow(command: TimelineCommand): boolean {
    if (command.do === 'read') return this.read(command.by);
    if (command.do === 'zoom') this.zoom(command.factor);
    else if (command.do === 'pan') this.setRange(panned(this.range ?? this.whole(), command.by, this.whole()));
    else if (command.do === 'showAll') this.reset();
    else if (command.do === 'step') this.step(command.by);
    else if (command.do === 'lookAway') this.lookAway();
    else if (this.pointed !== undefined) this.fire('markchosen', this.pointed);
    return true;
  }

  /** To the next bar, which is read out. */
  private read(by: number): boolean {
    const bucket = this.plots?.buckets.bucket;
    if (bucket === undefined) return false;
    const whole = this.whole();
    const range = this.range ?? whole;
    const from = this.moment ?? range.min - bucket / 2;
    const moment = Math.max(whole.min, Math.min(whole.max - 1, (Math.floor(from / bucket) + by + 0.5) * bucket));
    this.isHeld = true;
    this.setRange(showing(range, moment, whole));
    void this.updateComplete.then(() => this.plots?.pointAt(moment));
    return true;
  }

  /** With Ctrl, as everywhere in VS Code; without it the wheel scrolls the panel. */
  private onWheel(event: WheelEvent): void {
    if (!event.ctrlKey || this.moment === undefined) return;
    event.preventDefault();
    this.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.moment);
  }

  private zoom(factor: number, around?: number): void {
    const middle = around ?? (this.pointed === undefined ? undefined : this.shown?.run.marks[this.pointed]?.at);
    const range = this.range ?? this.whole();
    const isSeen = middle !== undefined && middle >= range.min && middle <= range.max;
    this.setRange(zoomed(range, factor, this.whole(), this.least(), isSeen ? middle : undefined));
  }

  private reset(): void {
    this.range = undefined;
  }

  private setRange(range: TimeRange): void {
    this.range = isSameRange(range, this.whole()) ? undefined : range;
  }

  /** To the next mark, or to the first in sight. */
  private step(by: number): void {
    const marks = this.shown?.run.marks ?? [];
    const range = this.range ?? this.whole();
    const first = marks.findIndex(({ at }) => at >= range.min);
    const place = this.pointed === undefined ? (by > 0 ? Math.max(0, first) : marks.length - 1) : this.pointed + by;
    const mark = marks[Math.max(0, Math.min(marks.length - 1, place))];
    if (mark === undefined) return;
    this.setRange(showing(range, mark.at, this.whole()));
    this.point(marks.indexOf(mark), true);
  }

  private lookAway(): void {
    this.plots?.pointAt(undefined);
    this.point(undefined, false);
  }

  private leave(): void {
    if (!this.isHeld) this.point(undefined, false);
  }

  private point(mark: number | undefined, isHeld: boolean): void {
    this.isHeld = isHeld;
    if (mark !== this.pointed) this.fire('markpointed', mark);
  }

  private fire(type: 'markpointed' | 'markchosen', mark: number | undefined): void {
    this.dispatchEvent(new CustomEvent(type, { detail: mark }));
  }
}

customElements.define('traffic-timeline', TrafficTimeline);
