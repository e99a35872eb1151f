import type { PanelSimulation } from '../../../server/protocol/panel.ts';
import type { PageState } from '../pageState.ts';

/** Keeps the line that Enter chooses in sight. */
export function showActiveOption(root: ParentNode): void {
  root.querySelector('.option[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
}

/** Moves the keyboard where it was wanted. True when it got there; an emptied history leaves it on the call button. */
export function moveFocus(root: ParentNode, { wantedFocus, focusFrom, view }: PageState): boolean {
  if (wantedFocus === undefined || view?.state !== 'ready') return false;
  if (wantedFocus === 'history' && focusFrom?.state === 'ready' && isSameHistory(focusFrom, view)) return false;
  const row = wantedFocus === 'history' ? root.querySelector('.history-face[tabindex="0"]') : undefined;
  const target = row ?? root.querySelector('#call');
  if (!(target instanceof HTMLElement)) return false;
  target.focus();
  return true;
}

function isSameHistory(before: PanelSimulation, now: PanelSimulation): boolean {
  return before.selected === now.selected && before.history.length === now.history.length;
}

/** Lights up a verdict that an edit of the policy changed, for a moment, unless the person wants no motion. */
export function markChange(root: ParentNode, before: PageState, after: PageState): void {
  const [old, now] = [before.decision, after.decision];
  if (old === undefined || now === undefined || old.entry !== now.entry) return;
  if (old.result.outcome === now.result.outcome && old.result.rule === now.result.rule) return;
  if (document.body.classList.contains('vscode-reduce-motion')) return;
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const highlight = getComputedStyle(document.body).getPropertyValue('--changed-background');
  root.querySelector('.verdict')?.animate([{ backgroundColor: highlight }, { backgroundColor: 'transparent' }], 1_000);
}
