import type { InterceptRule } from '../../policy/intercept/interceptRule.ts';
import type { InterceptQuota, InterceptTool } from '../../policy/intercept/interceptTool.ts';
import { spanOf } from '../../policy/syntax/syntaxTree.ts';
import { compileArgumentPath } from '../argumentPath.ts';
import type { AssumptionId } from '../assumptions.ts';
import { namedWindows } from '../counting/windows.ts';
import { toolId } from '../toolId.ts';
import { compileCondition } from './compileCondition.ts';
import type { CompiledCondition, CompiledLimit, CompiledRule, PossibleProblem } from './compiledPolicy.ts';
import { limitVerdicts } from './limitVerdicts.ts';

/** A rule of Intercept's dialect that is not yet any tool's: one for every tool becomes a rule of each. */
export interface InterceptRuleSource extends Pick<CompiledRule, 'kind' | 'conditions' | 'span' | 'assumptions'> {
  readonly onDeny: string | undefined;
}

/** What Intercept's dialect says, compiled. */
export interface CompiledIntercept {
  readonly requirements: readonly InterceptRuleSource[];
  readonly denials: readonly InterceptRuleSource[];
  /** Of the tool, or over all tools. */
  readonly limits: readonly CompiledLimit[];
}

/**
 * Compiles the rules of one tool, or with `undefined` those for every tool. What is not understood is listed under
 * `problems`.
 */
export function compileIntercept(
  tool: string | undefined,
  read: InterceptTool | undefined,
  problems: PossibleProblem[],
): CompiledIntercept {
  if (read === undefined) return nothing;
  for (const { message, span } of read.faults) problems.push({ message: `${message}.`, span });
  return {
    requirements: read.requirements.map((rule) => sourceOf('require', rule, problems)),
    denials: read.denial === undefined ? [] : [sourceOf('deny_if', read.denial, problems)],
    limits: read.limits.flatMap((limit) => compileQuota(tool, limit)),
  };
}

const nothing: CompiledIntercept = { requirements: [], denials: [], limits: [] };

function sourceOf(
  kind: CompiledRule['kind'],
  { node, conditions, onDeny }: InterceptRule,
  problems: PossibleProblem[],
): InterceptRuleSource {
  const compiled = conditions.map((condition): CompiledCondition => compileCondition(condition, problems));
  return { kind, conditions: compiled, span: spanOf(node), assumptions: ['intercept-dialect'], onDeny };
}

/** Without a message of its rule a full limit says what any limit says; Intercept names the rule instead. */
function compileQuota(
  tool: string | undefined,
  { node, counter, window: name, max, incrementFrom: path, onDeny }: InterceptQuota,
): CompiledLimit[] {
  const window = namedWindows.get(name);
  if (window === undefined) return [];
  const id = `${tool === undefined ? '/all_tools' : toolId(tool)}/limits/${counter}`;
  const assumptions: AssumptionId[] = path === undefined ? [] : ['increment-from'];
  return [
    {
      id,
      tool,
      counter,
      countedBy: 'grant',
      window,
      max,
      weight: path === undefined ? undefined : { path, find: compileArgumentPath(path) },
      assumptions: [...assumptions, 'intercept-dialect'],
      ...limitVerdicts(id, max, window, spanOf(node), onDeny),
    },
  ];
}
