import type { RiskClass } from '../../server/protocol/simulation.ts';
import { writtenJson } from '../../server/protocol/writtenJson.ts';

/**
 * A snapshot's text with the class of some tools in it, or with none that a person chose. The layout is that of a saved
 * snapshot; `undefined` when the text is none.
 */
export function withRiskClass(text: string, tools: readonly string[], riskClass: RiskClass | null): string | undefined {
  const snapshot = objectIn(text);
  if (snapshot === undefined || !snapshot.some(([key]) => key === 'tools')) return undefined;
  const before = snapshot.find(([key]) => key === 'riskClasses')?.[1];
  const classes = new Map(typeof before === 'object' && before !== null ? Object.entries(before) : []);
  for (const tool of tools) {
    if (riskClass === null) classes.delete(tool);
    else classes.set(tool, riskClass);
  }
  const chosen = [...classes].sort(([left], [right]) => (left < right ? -1 : Number(left > right)));
  const others = snapshot.filter(([key]) => key !== 'riskClasses');
  // Where a saved snapshot has them: before the tools, of which there are many.
  const place = others.findIndex(([key]) => key === 'tools');
  const added = chosen.length === 0 ? [] : [['riskClasses', Object.fromEntries(chosen)] as const];
  return `${writtenJson(Object.fromEntries(others.toSpliced(place, 0, ...added)), 2)}\n`;
}

function objectIn(text: string): (readonly [string, unknown])[] | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
  } catch {
    // What is no JSON is no snapshot.
    return undefined;
  }
}
