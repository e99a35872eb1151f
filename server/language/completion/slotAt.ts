import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { parseTree } from '../../policy/syntax/syntaxTree.ts';
import { type Containers, containersAt } from './containersAt.ts';
import type { Slot } from './slot.ts';
import { slotIn } from './slotIn.ts';
import { endOfWord, isOpen } from './writtenWord.ts';

/** The slot at an offset of a text that may be half-written; `undefined` where nothing can be written. */
export function slotAt({ root, text }: Pick<PolicyDocument, 'root' | 'text'>, offset: number): Slot | undefined {
  const source = text.getText();
  const containers = containersAt(root, offset, source);
  const slot = slotIn(containers, offset, source);
  if (slot?.over?.type !== 'string' || !isOpen(slot.over, source)) return slot;
  return inClosedString(containers, offset, source) ?? slot;
}

/** Longer tools are read to here only: what stands further down is then not known to be there. */
const longestTool = 50_000;

/**
 * A string that is still open turns the rest of its line inside out. So the tool's rules, and nothing larger, are read once
 * more as if its closing quote were there.
 */
function inClosedString({ around, path }: Containers, offset: number, source: string): Slot | undefined {
  const depth = path[0] === 'tools' ? 2 : 1;
  const outer = around[depth];
  if (outer === undefined) return undefined;
  const start = outer.offset;
  const end = endOfWord(offset, source);
  const closed = `${source.slice(start, end)}"${source.slice(end, start + longestTool)}`;
  const inside = containersAt(parseTree(closed).root, offset - start, closed);
  const slot = slotIn(inside, offset - start, closed);
  if (slot?.over?.type !== 'string') return undefined;
  return {
    ...slot,
    around: [...around.slice(0, depth), ...slot.around],
    path: [...path.slice(0, depth), ...slot.path],
    span: { offset: slot.span.offset + start, length: end - start - slot.span.offset },
  };
}
