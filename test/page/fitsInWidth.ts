import { panel } from './panelSuite.ts';

/** No sideways scrolling of the page, and no control that reaches past its edge. */
export function fitsInWidth(): Promise<boolean> {
  return panel.page.evaluate(`(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const controls = [
      ...document.querySelectorAll(
        'button, input, textarea, vscode-single-select, canvas, table, .verdict, .agent-text, .mark-card',
      ),
    ];
    return scrollWidth <= clientWidth && controls.every((each) => each.getBoundingClientRect().right <= clientWidth);
  })()`);
}
