import type { Replacement } from '../../policy/edits/replacement.ts';
import type { ProblemFix } from '../../policy/problems/problem.ts';
import { shownName } from '../../policy/shownName.ts';
import { type Node, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import type { WrittenTool } from '../../policy/writtenPolicy.ts';
import { argumentNames } from '../../tools/arguments/argumentNames.ts';
import type { ArgumentChange } from '../../tools/drift/argumentChange.ts';

/**
 * Gives renamed arguments their new names in the rules and limits of a tool: one fix for each argument that they look at.
 * Not evident: an argument of another name may be counted in another unit.
 */
export function renamingArguments(written: WrittenTool, changes: readonly ArgumentChange[]): readonly ProblemFix[] {
  const paths = pathsOf(written);
  return changes.flatMap((change): ProblemFix[] => {
    if (change.kind !== 'renamed' || !isReachable(change.argument.path)) return [];
    const { before, argument } = change;
    const edits = paths.flatMap((node) => renamed(node, before.path, argument.path));
    if (edits.length === 0) return [];
    const title = `Change ${shownName(writtenPath(before.path))} to ${shownName(writtenPath(argument.path))} in the rules of this tool`;
    return [{ title, edits, isEvident: false }];
  });
}

function pathsOf({ rules, limits }: WrittenTool): readonly Node[] {
  const nodes = [
    ...rules.flatMap(({ conditions }) => (conditions ?? []).map(({ path }) => path)),
    ...limits.map(({ incrementFrom }) => incrementFrom),
  ];
  return nodes.filter((node): node is Node => node?.type === 'string');
}

function renamed(node: Node, before: readonly string[], after: readonly string[]): Replacement[] {
  const names = argumentNames(String(node.value));
  if (names === undefined || !before.every((name, index) => names[index] === name)) return [];
  const text = writtenJson(writtenPath([...after, ...names.slice(before.length)]));
  return [{ span: spanOf(node), text }];
}

function writtenPath(names: readonly string[]): string {
  return ['args', ...names].join('.');
}

/** A path has no escape for a dot: a name with one cannot be reached. */
function isReachable(path: readonly string[]): boolean {
  return path.every((name) => name !== '' && !name.includes('.'));
}
