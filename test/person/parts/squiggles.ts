import type { Page } from 'playwright-core';
import { type ShownCharacter, shownCharacters, shownSquiggles } from './editorGeometry.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** What is underlined in the editor: how, and exactly which text. */
export type Squiggle = { severity: Severity; text: string };

/** The visible squiggles of the active editor, in the order of reading. A squiggle over several lines is one for each. */
export async function readSquiggles(page: Page): Promise<Squiggle[]> {
  const characters = await page.evaluate(shownCharacters);
  const squiggles = await page.evaluate(shownSquiggles);
  return squiggles
    .sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)
    .map(({ classes, box }) => ({ severity: severityIn(classes), text: textUnder(box, characters) }));
}

function severityIn(classes: string): Severity {
  const name = /squiggly-(error|warning|info|hint)/u.exec(classes)?.[1];
  switch (name) {
    case 'error':
    case 'warning':
    case 'info':
    case 'hint':
      return name;
    default:
      throw new Error(`Not a squiggle: ${classes}`);
  }
}

function textUnder(box: ShownCharacter['box'], characters: ShownCharacter[]): string {
  const middle = (box.top + box.bottom) / 2;
  return characters
    .filter(({ box: { left, right, top, bottom } }) => {
      const center = (left + right) / 2;
      return top <= middle && middle <= bottom && box.left <= center && center <= box.right;
    })
    .map(({ text }) => text)
    .join('');
}
