import { messageLine } from '../../server/protocol/messageText.ts';
import type { DriftResult } from '../../server/protocol/requests.ts';
import type { DriftMark } from '../../server/protocol/toolsOverview.ts';

/** One tool that changed. */
export type DriftedTool = DriftResult['tools'][number];

/** One row of the list of changed tools. Its texts may be shown as they are. */
export interface DriftChoice {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly tool: DriftedTool;
}

const words: Readonly<Record<DriftMark['kind'], string>> = {
  added: 'new',
  removed: 'gone',
  renamed: 'renamed',
  description: 'description',
  schema: 'arguments',
  annotations: 'claims',
};

const icons: Readonly<Record<DriftMark['kind'], string>> = {
  added: '$(diff-added)',
  removed: '$(diff-removed)',
  renamed: '$(diff-renamed)',
  description: '$(diff-modified)',
  schema: '$(diff-modified)',
  annotations: '$(diff-modified)',
};

export function driftChoices({ tools }: DriftResult): DriftChoice[] {
  return tools.map((tool) => ({
    label: `${icons[tool.marks[0]?.kind ?? 'schema']} ${messageLine(tool.name)}`,
    description: tool.marks.map(({ kind }) => words[kind]).join(', '),
    detail: messageLine(tool.marks.map(({ sentence }) => sentence).join(' ')),
    tool,
  }));
}

/** The tool of that name, which the policy may still know by its former one. */
export function driftedTool({ tools }: DriftResult, name: string): DriftedTool | undefined {
  return tools.find((tool) => tool.name === name) ?? tools.find((tool) => tool.formerName === name);
}

/** The title over the two states of a tool. */
export function comparisonTitle({ name, formerName, before, now }: DriftedTool): string {
  const former = formerName === undefined ? '' : `${messageLine(formerName)} → `;
  const states = now === undefined ? 'gone since the snapshot' : before === undefined ? 'new' : 'snapshot ↔ now';
  return `${former}${messageLine(name)} (${states})`;
}
