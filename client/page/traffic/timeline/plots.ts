import uPlot from 'uplot';
import { shortCount, tickWords } from './axisWords.ts';
import { type Boundary, day } from './boundaries.ts';
import { type Colours, faint, stripes } from './colours.ts';
import type { TimeRange } from './zoom.ts';

/** What all plots of a timeline have in common. They lie under each other on one clock. */
export interface Shared {
  /** Names the timeline, so that its plots move one cursor. */
  readonly key: string;
  readonly colours: () => Colours;
  readonly range: () => TimeRange;
  /** Where windows turn, for a plot of that width in pixels. */
  readonly boundaries: (width: number) => readonly Boundary[];
  /** The person dragged from one moment to another. */
  readonly onSelected: (from: number, to: number) => void;
}

export const plotHeights = { calls: 104, marks: 34, fill: 40 } as const;
const axisWidth = 34;
/** Half a word of the time axis. */
const rightPadding = 24;
const noPoints = { show: false } as const;

/** Calls as bars: what was allowed below, what was held back or denied on top of it. */
export function callsPlot(shared: Shared): Partial<uPlot.Options> & Pick<uPlot.Options, 'series'> {
  const bars = uPlot.paths.bars?.({ size: [1, Number.POSITIVE_INFINITY], gap: 1, align: 1 });
  const series = (colour: (colours: Colours) => string, isStriped = false): uPlot.Series => ({
    ...(bars === undefined ? {} : { paths: bars }),
    points: noPoints,
    width: 0,
    fill: ({ ctx }) => {
      const colours = shared.colours();
      return isStriped && colours.isHighContrast ? stripes(ctx, colour(colours)) : colour(colours);
    },
  });
  return {
    ...base(shared),
    series: [
      {},
      series(({ denied }) => denied, true),
      series(({ approval }) => approval),
      series(({ allowed }) => allowed),
    ],
    axes: [
      { show: false },
      valueAxis(shared, {
        incrs: [1, 2, 5, 10, 20, 25, 50, ...thousands],
        space: 26,
        values: (_plot, marks) => marks.map(shortCount),
      }),
    ],
    scales: { x: timeScale(shared), y: { range: (_plot, _min, max) => [0, Math.max(1, max) * 1.04] } },
    // The lowest number stands half below the bars.
    padding: [6, rightPadding, 5, 0],
  };
}

const thousands = [1, 10, 100, 1_000, 10_000].flatMap((power) => [100, 200, 250, 500].map((each) => each * power));

/** The calls that were not allowed, as points above the time axis: denied ones full, held back ones hollow. */
export function marksPlot(
  shared: Shared,
  pointedAt: () => number | undefined,
): Partial<uPlot.Options> & Pick<uPlot.Options, 'series'> {
  const points = (colour: (colours: Colours) => string, isHollow: boolean): uPlot.Series => ({
    paths: () => null,
    points: {
      show: true,
      size: 5,
      width: 1,
      stroke: () => colour(shared.colours()),
      fill: () => (isHollow ? 'transparent' : colour(shared.colours())),
    },
  });
  return {
    ...base(shared),
    series: [{}, points(({ denied }) => denied, false), points(({ approval }) => approval, true)],
    axes: [timeAxis(shared), valueAxis(shared, { splits: () => [], values: () => [] })],
    scales: { x: timeScale(shared), y: { range: [0, 1] } },
    padding: [2, rightPadding, 0, 0],
    hooks: {
      ...boundaryHooks(shared),
      draw: [(plot) => drawBoundaries(plot, shared, isMidnight), (plot) => ring(plot, shared, pointedAt())],
    },
  };
}

/** How full a counter is, as steps under the line that it must not pass. */
export function fillPlot(shared: Shared, max: number): Partial<uPlot.Options> & Pick<uPlot.Options, 'series'> {
  const steps = uPlot.paths.stepped?.({ align: 1 });
  return {
    ...base(shared),
    series: [
      {},
      {
        ...(steps === undefined ? {} : { paths: steps }),
        points: noPoints,
        width: 1.25,
        stroke: () => shared.colours().fill,
        fill: () => faint(shared.colours().fill, 30),
      },
    ],
    axes: [
      { show: false },
      valueAxis(shared, { splits: () => [0, max], values: (_plot, marks) => marks.map(shortCount) }),
    ],
    scales: { x: timeScale(shared), y: { range: () => [0, Math.max(max, 1) * 1.15] } },
    padding: [4, rightPadding, 5, 0],
    hooks: {
      ...boundaryHooks(shared),
      draw: [(plot) => drawBoundaries(plot, shared, isMidnight), (plot) => drawMaximum(plot, shared, max)],
    },
  };
}

function base(shared: Shared): Partial<uPlot.Options> {
  return {
    ms: 1,
    tzDate: (moment) => uPlot.tzDate(new Date(moment), 'Etc/UTC'),
    legend: { show: false },
    cursor: {
      y: false,
      points: noPoints,
      drag: { x: true, y: false, setScale: false, dist: 4 },
      // Another plot's pointer moves the line here; its dragging is its own.
      sync: {
        key: shared.key,
        setSeries: false,
        scales: ['x', null],
        filters: { pub: (type) => type.startsWith('mousemove') || type.startsWith('mouseleave') },
      },
      bind: { dblclick: () => null },
    },
    hooks: boundaryHooks(shared),
  };
}

/** Behind what is counted; midnight before it, or it could not be seen. */
function boundaryHooks(shared: Shared): uPlot.Hooks.Arrays {
  return {
    drawClear: [(plot) => drawBoundaries(plot, shared, (length) => !isMidnight(length))],
    draw: [(plot) => drawBoundaries(plot, shared, isMidnight)],
  };
}

function isMidnight(length: number): boolean {
  return length >= day;
}

/** Reports a stretch that was dragged over, and takes the mark of it away. */
export function selectHook(shared: Shared): uPlot.Hooks.Arrays {
  return {
    setSelect: [
      (plot) => {
        const { left, width } = plot.select;
        if (width <= 0) return;
        plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        shared.onSelected(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
      },
    ],
  };
}

function timeScale(shared: Shared): uPlot.Scale {
  return {
    time: true,
    range: () => {
      const { min, max } = shared.range();
      return [min, max];
    },
  };
}

function timeAxis(shared: Shared): uPlot.Axis {
  return {
    side: 2,
    size: 18,
    gap: 2,
    space: 56,
    font: shared.colours().font,
    stroke: () => shared.colours().quiet,
    grid: { show: false },
    ticks: { show: true, size: 3, width: 1, stroke: () => shared.colours().line },
    border: { show: true, width: 1, stroke: () => shared.colours().line },
    values: (_plot, marks, _axis, _space, apart) => marks.map((moment) => tickWords(moment, apart)),
  };
}

function valueAxis(shared: Shared, change: Partial<uPlot.Axis>): uPlot.Axis {
  return {
    side: 3,
    size: axisWidth,
    gap: 4,
    font: shared.colours().font,
    stroke: () => shared.colours().quiet,
    grid: { show: false },
    ticks: { show: false },
    ...change,
  };
}

/** Midnight stands out; the turn of any other window is a faint line. */
function drawBoundaries(plot: uPlot, shared: Shared, isDrawn: (length: number) => boolean): void {
  const { ctx, bbox } = plot;
  const { line, foreground } = shared.colours();
  ctx.save();
  ctx.lineWidth = Math.max(1, Math.round(uPlot.pxRatio));
  for (const { at, length } of shared.boundaries(bbox.width / uPlot.pxRatio)) {
    const x = Math.round(plot.valToPos(at, 'x', true)) + 0.5;
    if (!isDrawn(length)) continue;
    ctx.strokeStyle = isMidnight(length) ? foreground : line;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

function drawMaximum(plot: uPlot, shared: Shared, max: number): void {
  const { ctx, bbox } = plot;
  const y = Math.round(plot.valToPos(max, 'y', true)) + 0.5;
  ctx.save();
  ctx.strokeStyle = shared.colours().denied;
  ctx.lineWidth = Math.max(1, Math.round(uPlot.pxRatio));
  ctx.setLineDash([4 * uPlot.pxRatio, 3 * uPlot.pxRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

function ring(plot: uPlot, shared: Shared, at: number | undefined): void {
  if (at === undefined) return;
  const { ctx } = plot;
  ctx.save();
  ctx.strokeStyle = shared.colours().foreground;
  ctx.lineWidth = 1.5 * uPlot.pxRatio;
  ctx.beginPath();
  ctx.arc(plot.valToPos(at, 'x', true), plot.valToPos(0.5, 'y', true), 5.5 * uPlot.pxRatio, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.restore();
}
