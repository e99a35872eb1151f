import { hover } from '../../../server/language/hover/hover.ts';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { atCursor } from '../../markedCursor.ts';

/** The Markdown that the hover shows at `|`; `undefined` when it shows nothing. */
export function hoverText(marked: string, knowledge: ToolKnowledge = nothingKnown): string | undefined {
  const { document, position } = atCursor(marked);
  const contents = hover(document, knowledge, position)?.contents;
  return contents !== undefined && typeof contents === 'object' && 'value' in contents ? contents.value : undefined;
}

/** The text that the hover at `|` is about. */
export function hoveredText(marked: string, knowledge: ToolKnowledge = nothingKnown): string | undefined {
  const { document, position } = atCursor(marked);
  const range = hover(document, knowledge, position)?.range;
  return range && document.text.getText(range);
}
