import { type Replacement, withoutEntry } from '../edits/replacement.ts';
import { shownName } from '../shownName.ts';
import { PropertyNode } from '../syntax/nodes.ts';
import { hasDuplicateKeys } from '../syntax/parseTree.ts';
import { type Node, type Property, properties, property, spanOf } from '../syntax/syntaxTree.ts';
import type { Problem, ProblemFix } from './problem.ts';

/** The same tool listed twice under `tools`: the proxy reads the last one and drops the others without a word. */
export function duplicateTools(root: Node | undefined): Problem[] {
  return duplicatesIn(property(root, 'tools')?.value).map(({ first, last, fix }) => ({
    code: 'duplicate-tool',
    severity: 'error',
    span: spanOf(first.key),
    message: `Tool ${shownName(first.name)} is listed more than once; only the last one counts`,
    fixes: [fix],
    related: { span: spanOf(last.key), message: 'This one counts' },
  }));
}

/** Any other key written twice in one object. VS Code reports these itself. */
export function duplicateKeys(root: Node | undefined): Problem[] {
  const tools = property(root, 'tools')?.value;
  const problems: Problem[] = [];
  const visit = (node: Node | undefined): void => {
    if (node === undefined) return;
    if (node.type === 'object' && node !== tools) {
      for (const { first, last, fix } of duplicatesIn(node)) {
        problems.push({
          code: 'duplicate-key',
          severity: 'error',
          span: spanOf(first.key),
          message: `${shownName(first.name)} is written more than once; only the last one counts`,
          fixes: [fix],
          related: { span: spanOf(last.key), message: 'This one counts' },
        });
      }
    }
    // Asking a property for its children would make a list for each of a hundred thousand.
    if (node instanceof PropertyNode) visit(node.written);
    else if (node.children !== undefined) for (const child of node.children) visit(child);
  };
  visit(root);
  return problems;
}

interface Duplicate {
  readonly first: Property;
  /** The one that counts. */
  readonly last: Property;
  readonly fix: ProblemFix;
}

function duplicatesIn(object: Node | undefined): Duplicate[] {
  if (object === undefined || !hasDuplicateKeys(object.children ?? [])) return [];
  const all = properties(object);
  const last = new Map(all.map((candidate) => [candidate.name, candidate]));
  return all.flatMap((candidate, index): Duplicate[] => {
    const counting = last.get(candidate.name);
    if (counting === undefined || counting === candidate) return [];
    return [{ first: candidate, last: counting, fix: removing(candidate, counting, withoutEntry(object, index)) }];
  });
}

/** The policy decides as before either way; but only what says nothing of its own goes unasked. */
function removing({ name, value }: Property, counting: Property, edits: readonly Replacement[]): ProblemFix {
  const saysNothing = value !== undefined && (value.children?.length === 0 || isSame(value, counting.value));
  return { title: `Remove this ${shownName(name)}, which does not count`, edits, isEvident: saysNothing };
}

/** The same value, written in the same order. */
function isSame(a: Node, b: Node | undefined): boolean {
  if (b === undefined || a.type !== b.type || a.value !== b.value) return false;
  const [mine, others] = [a.children ?? [], b.children ?? []];
  return mine.length === others.length && mine.every((child, index) => isSame(child, others[index]));
}
