import { type AssumptionId, assumptions } from '../../decision/assumptions.ts';

/** What a text rests on that is only assumed of PolicyLayer, as Markdown; empty when it rests on nothing of that kind. */
export function assumedNotes(ids: readonly AssumptionId[]): string {
  return [...new Set(ids)].map((id) => `_(assumed)_ ${assumptions[id]}`).join('\n\n');
}
