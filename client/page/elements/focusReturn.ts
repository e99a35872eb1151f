/**
 * Puts the keyboard back where it was when the page gets it again: a browser takes the focus from what has it as soon as
 * something outside the frame is focused, and whoever comes back from the editor would start anew at the top.
 */
export function returnFocus(root: HTMLElement): void {
  let last: HTMLElement | undefined;
  root.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement) last = target;
  });
  window.addEventListener('focus', () => {
    // A click goes to where it is made, and the page must not move away under it.
    if (document.activeElement === document.body && last?.isConnected) last.focus({ preventScroll: true });
  });
}
