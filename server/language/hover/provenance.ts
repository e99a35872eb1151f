import type { ToolKnowledge } from '../../tools/knowledge.ts';
import { provenance as provenanceInWords } from '../../tools/provenance.ts';
import { markdownText } from '../untrustedText.ts';

/** Which server said what stands above, when, and whether that is current; `undefined` when nothing is known. */
export function provenance(knowledge: ToolKnowledge): string | undefined {
  const words = provenanceInWords(knowledge);
  return words === '' ? undefined : `_${markdownText(words)}_`;
}
