import { VscodeSingleSelect } from '@vscode-elements/elements/dist/vscode-single-select/index.js';

/** About the tallest list with its description below, in pixels. */
const tallest = 200;

/**
 * Lets a select open upwards where there is no room below: its list stands still in the window, so what is below the edge
 * cannot be reached. For `focusin` and `pointerdown`, which come before it opens.
 */
export function makeListRoom({ currentTarget }: Event): void {
  if (!(currentTarget instanceof VscodeSingleSelect)) return;
  const { top, bottom } = currentTarget.getBoundingClientRect();
  const isLow = bottom + tallest > window.innerHeight && top > window.innerHeight - bottom;
  currentTarget.position = isLow ? 'above' : 'below';
}
