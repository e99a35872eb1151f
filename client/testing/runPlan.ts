import type { TestNode } from './testTree.ts';

/** What a person chose of one file, by ids. */
export interface Selection {
  /** Absent when the whole file is chosen. */
  readonly included?: readonly string[];
  /** Left out although something around them is chosen. */
  readonly excluded?: readonly string[];
}

/** A scenario or case to replay, and which of its parts may be reported on: VS Code wants to hear only of chosen ones. */
export interface PlannedUnit {
  readonly unit: TestNode;
  /** False when only some of its steps were chosen. */
  readonly isChosen: boolean;
  readonly steps: readonly TestNode[];
}

export interface RunPlan {
  readonly isWholeFile: boolean;
  readonly units: readonly PlannedUnit[];
  /** What to ask the language server for; absent when it is everything. */
  readonly ids?: readonly string[];
}

export function planRun(tree: readonly TestNode[], selection: Selection = {}): RunPlan {
  const included = new Set(selection.included);
  const excluded = new Set(selection.excluded);
  const units: PlannedUnit[] = [];
  const isWholeFile = selection.included === undefined;

  function choose(node: TestNode, isAroundChosen: boolean): void {
    if (excluded.has(node.id)) return;
    const isChosen = isAroundChosen || included.has(node.id);
    if (node.kind !== 'unit') {
      for (const child of node.children) choose(child, isChosen);
      return;
    }
    const steps = node.children.filter(({ id }) => (isChosen || included.has(id)) && !excluded.has(id));
    if (isChosen || steps.length > 0) units.push({ unit: node, isChosen, steps });
  }

  for (const node of tree) choose(node, isWholeFile);
  const isEverything = isWholeFile && excluded.size === 0;
  return { isWholeFile, units, ...(isEverything ? {} : { ids: units.map(({ unit }) => unit.id) }) };
}
