import { property } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenTool } from '../../policy/writtenPolicy.ts';
import { canAlwaysHold } from './alwaysHolds.ts';
import { isForbidding } from './forbiddenWords.ts';

/** Of more conditions than this it is not looked for whether two of them are on one argument: it is likely. */
const mostCompared = 8;

/**
 * True for a tool of which there is nothing to say: each condition is on an argument of its own, holds for some arguments
 * and not for others, and is no pattern or word that is looked at more closely. Most tools are like that, and this is
 * asked of every tool at every keystroke.
 */
export function isPlain({ value, rules, limits }: WrittenTool): boolean {
  if (property(value, 'action') !== undefined) return false;
  for (const { incrementFrom } of limits) if (incrementFrom !== undefined) return false;
  const paths: string[] = [];
  for (const { kind, conditions } of rules) {
    if (conditions === undefined) continue;
    if (conditions.length === 0) return false;
    for (const condition of conditions) {
      const { path, op, value: compared } = condition;
      if (compared?.type === 'array' && compared.children?.length === 0) return false;
      const isText = op?.value === 'regex' || op?.value === 'contains';
      if (isText && (kind === 'require' || canAlwaysHold(condition) || isForbidding(condition))) return false;
      if (typeof path?.value === 'string') paths.push(path.value);
    }
  }
  return paths.length <= mostCompared && areApart(paths);
}

/** True when no two paths are the same, and none leads to an argument inside another one. */
function areApart(paths: readonly string[]): boolean {
  for (let index = 1; index < paths.length; index++) {
    const path = paths[index] ?? '';
    for (let before = 0; before < index; before++) if (areRelated(paths[before] ?? '', path)) return false;
  }
  return true;
}

function areRelated(one: string, other: string): boolean {
  if (one.length === other.length) return one === other;
  return one.length < other.length ? isAround(one, other) : isAround(other, one);
}

function isAround(outer: string, inner: string): boolean {
  return inner[outer.length] === '.' && inner.startsWith(outer);
}
