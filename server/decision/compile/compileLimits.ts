import { elements, type Node, property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { compileArgumentPath } from '../argumentPath.ts';
import type { AssumptionId } from '../assumptions.ts';
import { namedWindows } from '../counting/windows.ts';
import { toolId } from '../toolId.ts';
import type { CompiledLimit, PossibleProblem } from './compiledPolicy.ts';
import { compileRateLimit } from './compileRateLimit.ts';
import { limitVerdicts } from './limitVerdicts.ts';
import { nonEmptyText, numberOf } from './nodeValues.ts';

/**
 * Compiles `all_tools.limits`. These are static: an `increment_from` in one of them is not looked at.
 * @param more limits of Intercept's rules, which belong to the same list
 */
export function compileAllToolsLimits(
  list: Node | undefined,
  more: readonly CompiledLimit[],
  problems: PossibleProblem[],
): CompiledLimit[] {
  return markShared([...compileList(undefined, list, problems), ...more]);
}

/**
 * Compiles a tool's own `limits`, and its `rate_limit` behind them.
 * @param more limits of Intercept's rules, which belong to the same list as the tool's own
 */
export function compileToolLimits(
  tool: string,
  definition: Node | undefined,
  more: readonly CompiledLimit[],
  problems: PossibleProblem[],
): CompiledLimit[] {
  const limits = markShared([...compileList(tool, property(definition, 'limits')?.value, problems), ...more]);
  const rateLimit = compileRateLimit(tool, property(definition, 'rate_limit')?.value, limits.length > 0, problems);
  return rateLimit === undefined ? limits : [...limits, rateLimit];
}

function compileList(tool: string | undefined, list: Node | undefined, problems: PossibleProblem[]): CompiledLimit[] {
  const limits: CompiledLimit[] = [];
  for (const node of elements(list)) {
    const limit = compileLimit(tool, node);
    if (limit !== undefined) limits.push(limit);
    else
      problems.push({
        message: 'This limit lacks a usable "counter", "window" or "max" and counts nothing. Give it all three.',
        span: spanOf(node),
      });
  }
  return limits;
}

function compileLimit(tool: string | undefined, node: Node): CompiledLimit | undefined {
  const counter = nonEmptyText(property(node, 'counter')?.value);
  const window = namedWindows.get(nonEmptyText(property(node, 'window')?.value) ?? '');
  const max = numberOf(property(node, 'max')?.value);
  if (counter === undefined || window === undefined || max === undefined) return undefined;
  const path = tool === undefined ? undefined : nonEmptyText(property(node, 'increment_from')?.value);
  const scope = property(node, 'scope')?.value;
  const assumptions: AssumptionId[] = [];
  if (path !== undefined) assumptions.push('increment-from');
  if (scope !== undefined && scope.value !== 'grant') assumptions.push('grant-scope');
  const id = `${tool === undefined ? '/all_tools' : toolId(tool)}/limits/${counter}`;
  return {
    id,
    tool,
    counter,
    countedBy: 'grant',
    window,
    max,
    weight: path === undefined ? undefined : { path, find: compileArgumentPath(path) },
    assumptions,
    ...limitVerdicts(id, max, window, spanOf(node)),
  };
}

/** Marks limits whose counter another limit of the same list names, too: Intercept does not load such a policy. */
function markShared(limits: readonly CompiledLimit[]): CompiledLimit[] {
  const times = new Map<string | undefined, number>();
  for (const { counter } of limits) times.set(counter, (times.get(counter) ?? 0) + 1);
  return limits.map((limit) =>
    times.get(limit.counter) === 1 ? limit : { ...limit, assumptions: [...limit.assumptions, 'shared-counter'] },
  );
}
