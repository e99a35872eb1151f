import type { ShownTool } from '../../../server/protocol/toolsOverview.ts';
import { rowBadge, standingGroup } from './toolRow.ts';

/** How the tools are arranged: in the server's order, or in groups. */
export type Arrangement = 'server' | 'standing' | 'risk';

export const arrangements: readonly Arrangement[] = ['server', 'standing', 'risk'];

export interface ToolGroup {
  readonly title: string;
  readonly tools: readonly ShownTool[];
}

const standingOrder: readonly string[] = [
  'Allowed',
  'Limited',
  'Allowed under conditions',
  'Needs approval',
  'Denied',
  'Hidden',
  'Not listed, denied',
];
const riskOrder: readonly string[] = ['Financial', 'Destructive', 'Execute', 'Write', 'Read', 'Only in the policy'];

/** The groups of an arrangement that have a tool, each in the server's order. */
export function toolGroups(tools: readonly ShownTool[], arrangement: Exclude<Arrangement, 'server'>): ToolGroup[] {
  const titleOf = arrangement === 'standing' ? standingGroup : riskGroup;
  const order = arrangement === 'standing' ? standingOrder : riskOrder;
  const groups = new Map<string, ShownTool[]>();
  for (const tool of tools) {
    const title = titleOf(tool);
    const group = groups.get(title);
    if (group === undefined) groups.set(title, [tool]);
    else group.push(tool);
  }
  return order.flatMap((title) => {
    const group = groups.get(title);
    return group === undefined ? [] : [{ title, tools: group }];
  });
}

function riskGroup({ risk }: ShownTool): string {
  if (risk === undefined) return 'Only in the policy';
  return `${risk.class.slice(0, 1).toUpperCase()}${risk.class.slice(1)}`;
}

/**
 * The tools that a filter keeps: each of its words is part of the name or title, or one of those that describe the tool
 * (`hidden`, `write`, `changed`, `suspicious`).
 */
export function filtered(tools: readonly ShownTool[], filter: string): readonly ShownTool[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return tools;
  return tools.filter((tool) => {
    const described = `${tool.name} ${tool.title ?? ''} ${standingGroup(tool)} ${tool.risk?.class ?? ''} ${marksOf(tool)}`;
    const text = described.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function marksOf(tool: ShownTool): string {
  return [tool.drift.length > 0 ? 'changed' : '', rowBadge(tool)?.words ?? ''].join(' ');
}
