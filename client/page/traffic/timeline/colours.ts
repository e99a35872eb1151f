/** The theme's colours, as a canvas takes them. */
export interface Colours {
  readonly allowed: string;
  readonly denied: string;
  readonly approval: string;
  readonly fill: string;
  readonly foreground: string;
  readonly quiet: string;
  readonly line: string;
  readonly font: string;
  readonly isHighContrast: boolean;
}

/** Reads the theme that VS Code has set on the page just now. */
export function themeColours(element: Element): Colours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    allowed: token('--chart-allowed'),
    denied: token('--chart-denied'),
    approval: token('--chart-approval'),
    fill: token('--chart-fill'),
    foreground: style.color,
    quiet: token('--quiet') || style.color,
    line: token('--chart-line'),
    font: `10px ${style.fontFamily}`,
    isHighContrast: /vscode-high-contrast/.test(document.body.className),
  };
}

/** The colour, with less of it. */
export function faint(colour: string, percent: number): string {
  return `color-mix(in srgb, ${colour} ${percent}%, transparent)`;
}

/** Diagonal stripes, so that what is denied differs from what is allowed by more than its colour. */
export function stripes(context: CanvasRenderingContext2D, colour: string): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = 6;
  tile.height = 6;
  const pen = tile.getContext('2d');
  if (pen === null) return colour;
  pen.strokeStyle = colour;
  pen.lineWidth = 2.5;
  pen.beginPath();
  for (const offset of [-6, 0, 6]) {
    pen.moveTo(offset - 1, 7);
    pen.lineTo(offset + 7, -1);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat') ?? colour;
}

/** Calls back whenever VS Code has put another theme on the page. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return () => observer.disconnect();
}
