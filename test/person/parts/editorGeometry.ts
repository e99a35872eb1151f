/**
 * Functions that run inside the workbench's page and tell where text of the active editor is on the screen. They are
 * handed to the page as source text, so each stands alone. The compiler does not know a browser's names in this
 * folder; what is used of them is declared here.
 */
type Box = { left: number; right: number; top: number; bottom: number };
type PageNode = { textContent: string | null };
type PageElement = PageNode & { className: string; getBoundingClientRect: () => Box };
type TextRange = {
  setStart: (node: PageNode, offset: number) => void;
  setEnd: (node: PageNode, offset: number) => void;
  getBoundingClientRect: () => Box;
};
declare const document: {
  querySelectorAll: (selector: string) => Iterable<PageElement>;
  createTreeWalker: (root: PageElement, show: number) => { nextNode: () => PageNode | null };
  createRange: () => TextRange;
};

/** One visible character of the active editor and its place on the screen. */
export type ShownCharacter = { text: string; line: number; box: Box };

/** Every visible character of the active editor, line by line from the top. */
export function shownCharacters(): ShownCharacter[] {
  const lines = [...document.querySelectorAll('.editor-group-container.active .monaco-editor .view-line')];
  lines.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  const onlyText = 4;
  return lines.flatMap((line, number) => {
    const characters: ShownCharacter[] = [];
    const walker = document.createTreeWalker(line, onlyText);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      for (let offset = 0; offset < text.length; offset++) {
        const range = document.createRange();
        range.setStart(node, offset);
        range.setEnd(node, offset + 1);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        const character = text.charAt(offset).replace('\u00a0', ' ');
        characters.push({ text: character, line: number, box: { left, right, top, bottom } });
      }
    }
    return characters;
  });
}

/** Every visible squiggle of the active editor: its classes and its place on the screen. */
export function shownSquiggles(): { classes: string; box: Box }[] {
  const selector = ['error', 'warning', 'info', 'hint']
    .map((severity) => `.editor-group-container.active .monaco-editor .squiggly-${severity}`)
    .join();
  return [...document.querySelectorAll(selector)].map((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { classes: element.className, box: { left, right, top, bottom } };
  });
}
