import { interceptTool } from '../../policy/intercept/interceptTool.ts';
import { elements, type Node, property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { compileAction } from './compileAction.ts';
import type { CompiledRule, CompiledTool, PossibleProblem } from './compiledPolicy.ts';
import { type CompiledIntercept, compileIntercept, type InterceptRuleSource } from './compileIntercept.ts';
import { compileToolLimits } from './compileLimits.ts';
import { compileRules, ruleOf } from './compileRules.ts';

/**
 * Compiles one entry of `tools`. A tool whose value is no object is listed, and nothing holds for it.
 * @param every Intercept's rules for every tool
 */
export function compileTool(
  name: string,
  key: Node,
  definition: Node | undefined,
  every: CompiledIntercept,
  problems: PossibleProblem[],
): CompiledTool {
  const read = interceptTool(name, definition, property(definition, 'limits')?.value);
  const own = compileIntercept(name, read, problems);
  const denyIf = property(definition, 'deny_if')?.value;
  const required = [
    ...compileRules(name, 'require', property(definition, 'require')?.value, problems),
    ...own.requirements.map(ruleFrom(name, 0)),
  ];
  const denied = [
    ...compileRules(name, 'deny_if', denyIf, problems),
    ...own.denials.map(ruleFrom(name, elements(denyIf).length)),
  ];
  // Intercept goes through the rules for every tool behind the tool's own, so it never gets there.
  const isDenied = denied.some(({ conditions }) => conditions.length === 0);
  const more = isDenied ? none : every;
  return {
    span: spanOf(key),
    action: compileAction(name, definition, problems),
    rules: [
      ...required,
      ...more.requirements.map(ruleFrom(name, 0)),
      ...denied,
      ...more.denials.map(ruleFrom(name, elements(denyIf).length)),
    ],
    limits: compileToolLimits(name, definition, own.limits, problems),
  };
}

/** What holds for each tool that nobody lists: `undefined` when nothing does. */
export function compileUnlisted(name: string, key: Node, every: CompiledIntercept): CompiledTool | undefined {
  const rules = [...every.requirements, ...every.denials].map(ruleFrom(name, 0));
  return rules.length === 0 ? undefined : { span: spanOf(key), action: undefined, rules, limits: [] };
}

const none: CompiledIntercept = { requirements: [], denials: [], limits: [] };

/** @param index the place of the first rule in its list; only one without conditions, of which there is one, goes by it */
function ruleFrom(tool: string, index: number): (source: InterceptRuleSource) => CompiledRule {
  return (source) => ruleOf(tool, index, source, source.onDeny);
}
