import { type Node, property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { windowOfSeconds } from '../counting/windows.ts';
import { toolId } from '../toolId.ts';
import type { CompiledLimit, PossibleProblem } from './compiledPolicy.ts';
import { limitVerdicts } from './limitVerdicts.ts';
import { numberOf } from './nodeValues.ts';

/**
 * Compiles the catalogue's shorthand `rate_limit: {"max": 10, "window": 60}`, whose window is in seconds and which
 * counts per session and tool. A text is Intercept's form, see `compileIntercept.ts`.
 */
export function compileRateLimit(
  tool: string,
  node: Node | undefined,
  behindLimits: boolean,
  problems: PossibleProblem[],
): CompiledLimit | undefined {
  if (node === undefined || node.type === 'string') return undefined;
  const max = numberOf(property(node, 'max')?.value);
  const seconds = numberOf(property(node, 'window')?.value);
  if (max === undefined || seconds === undefined || !(seconds > 0)) {
    const message =
      'This "rate_limit" counts nothing. Write {"max": 10, "window": 60}, the window in seconds, or a limit under "limits".';
    problems.push({ message, span: spanOf(node) });
    return undefined;
  }
  const id = `${toolId(tool)}/rate_limit`;
  const window = windowOfSeconds(seconds);
  return {
    id,
    tool,
    counter: undefined,
    countedBy: 'session',
    window,
    max,
    weight: undefined,
    assumptions: behindLimits ? ['session-windows', 'rate-limit-last'] : ['session-windows'],
    ...limitVerdicts(id, max, window, spanOf(node)),
  };
}
