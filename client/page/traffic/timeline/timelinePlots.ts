import uPlot from 'uplot';
import type { TrafficRun } from '../../../../server/protocol/traffic.ts';
import { boundaries, windowLengths } from './boundaries.ts';
import { type Colours, themeColours } from './colours.ts';
import { type CondensedRun, condensed } from './condensed.ts';
import { callsPlot, fillPlot, marksPlot, plotHeights, type Shared, selectHook } from './plots.ts';
import type { TimeRange } from './zoom.ts';

/** What a timeline shows. */
export interface Pictured {
  readonly run: TrafficRun;
  readonly range: TimeRange;
  /** False while windows slide: they turn at no moment of the clock. */
  readonly hasBoundaries: boolean;
  /** The mark that stands out. */
  readonly pointed: number | undefined;
}

/** Where the plots are drawn, each an empty element. */
export interface Places {
  readonly calls: HTMLElement;
  readonly marks: HTMLElement;
  readonly fills: readonly HTMLElement[];
}

export interface PointerEvents {
  readonly onSelected: (from: number, to: number) => void;
  /** The pointer is over this moment; `undefined`: over none. */
  readonly onMoment: (moment: number | undefined) => void;
  /** The pointer is near this mark; `undefined`: near none. */
  readonly onMark: (mark: number | undefined) => void;
  readonly onMarkChosen: (mark: number) => void;
}

/** No bar is thinner, in pixels. */
const thinnestBar = 4;
/** How near to a mark the pointer has to be, in pixels. */
const nearMark = 7;
let made = 0;

/** The plots of one timeline, from when they are put into the page until they are taken out. */
export class TimelinePlots {
  private pictured: Pictured;
  private drawn: CondensedRun;
  private colours: Colours;
  private readonly places: Places;
  private readonly events: PointerEvents;
  private readonly calls: uPlot;
  private readonly marks: uPlot;
  private readonly fills: readonly uPlot[];

  constructor(places: Places, pictured: Pictured, events: PointerEvents) {
    this.places = places;
    this.pictured = pictured;
    this.events = events;
    this.colours = themeColours(places.calls);
    this.drawn = this.condense();
    made += 1;
    const shared: Shared = {
      key: `timeline-${made}`,
      colours: () => this.colours,
      range: () => this.pictured.range,
      boundaries: (width) => this.boundaries(width),
      onSelected: events.onSelected,
    };
    const plot = (
      options: Partial<uPlot.Options> & Pick<uPlot.Options, 'series'>,
      height: number,
      place: HTMLElement,
    ) => {
      const hooks = { ...options.hooks, ...selectHook(shared) };
      return new uPlot({ ...options, hooks, width: this.width(), height }, [[]], place);
    };
    this.calls = plot(withCursor(callsPlot(shared), events.onMoment), plotHeights.calls, places.calls);
    this.marks = plot(
      marksPlot(shared, () => this.pointedAt()),
      plotHeights.marks,
      places.marks,
    );
    this.fills = places.fills.map((place, index) =>
      plot(fillPlot(shared, pictured.run.counters[index]?.max ?? 1), plotHeights.fill, place),
    );
    this.listenToMarks();
    this.draw();
  }

  /** The run in the buckets that are drawn just now. */
  get buckets(): CondensedRun {
    return this.drawn;
  }

  /** Draws something else: another run of the same counters, another range, another mark. */
  show(pictured: Pictured): void {
    const before = this.pictured;
    this.pictured = pictured;
    if (
      before.run === pictured.run &&
      before.range === pictured.range &&
      before.hasBoundaries === pictured.hasBoundaries
    ) {
      this.marks.redraw(false);
      return;
    }
    this.drawn = this.condense();
    this.draw();
  }

  /** The theme is another one. */
  themeChanged(): void {
    this.colours = themeColours(this.places.calls);
    // Bars keep their colour with their shape: both are made anew.
    for (const plot of this.all()) plot.redraw(true, true);
  }

  /** The place is wider or narrower than before. */
  resized(): void {
    const width = this.width();
    if (width === this.calls.width) return;
    for (const plot of this.all()) plot.setSize({ width, height: plot.height });
    this.drawn = this.condense();
    this.draw();
  }

  /** Moves the line that the pointer draws, or takes it away. */
  pointAt(moment: number | undefined): void {
    for (const plot of this.all()) {
      const left = moment === undefined ? -10 : plot.valToPos(moment, 'x');
      plot.setCursor({ left, top: 0 }, plot === this.calls);
    }
  }

  destroy(): void {
    for (const plot of this.all()) plot.destroy();
  }

  private all(): readonly uPlot[] {
    return [this.calls, this.marks, ...this.fills];
  }

  private width(): number {
    return Math.max(120, Math.floor(this.places.calls.clientWidth));
  }

  private condense(): CondensedRun {
    const { run, range } = this.pictured;
    return condensed(run, range, (this.width() - 40) / thinnestBar);
  }

  private boundaries(width: number) {
    const { run, range, hasBoundaries } = this.pictured;
    return hasBoundaries ? boundaries(windowLengths(run), range, width) : [];
  }

  private pointedAt(): number | undefined {
    const { run, pointed } = this.pictured;
    return pointed === undefined ? undefined : run.marks[pointed]?.at;
  }

  private draw(): void {
    const { times, bucket, allowed, denied, approval, used } = this.drawn;
    const x = [...times];
    const held = allowed.map((count, index) => count + (approval[index] ?? 0));
    const total = held.map((count, index) => count + (denied[index] ?? 0));
    this.calls.setData([x, total, held, [...allowed]]);
    const { marks } = this.pictured.run;
    const markOf = (outcome: string) => marks.map((mark) => (mark.outcome === outcome ? 0.5 : null));
    this.marks.setData([marks.map(({ at }) => at), markOf('denied'), markOf('approval')]);
    // A step lasts until the next moment: the last one needs one, too.
    const ends = [...x, (x.at(-1) ?? 0) + bucket];
    for (const [index, plot] of this.fills.entries()) {
      const counts = used[index] ?? [];
      plot.setData([ends, [...counts, counts.at(-1) ?? 0]]);
    }
  }

  private listenToMarks(): void {
    const { over } = this.marks;
    over.addEventListener('mousemove', (event) => this.events.onMark(this.markNear(event)));
    over.addEventListener('click', (event) => {
      const mark = this.markNear(event);
      if (mark !== undefined) this.events.onMarkChosen(mark);
    });
  }

  private markNear({ clientX }: MouseEvent): number | undefined {
    const left = clientX - this.marks.over.getBoundingClientRect().left;
    const distances = this.pictured.run.marks.map(({ at }) => Math.abs(this.marks.valToPos(at, 'x') - left));
    const nearest = Math.min(...distances);
    return nearest <= nearMark ? distances.indexOf(nearest) : undefined;
  }
}

function withCursor<Options extends Partial<uPlot.Options>>(
  options: Options,
  onMoment: (moment: number | undefined) => void,
): Options {
  const setCursor = (plot: uPlot) => {
    const { left = -1 } = plot.cursor;
    onMoment(left < 0 ? undefined : plot.posToVal(left, 'x'));
  };
  return { ...options, hooks: { ...options.hooks, setCursor: [setCursor] } };
}
