import { type Node, properties, property, spanOf } from '../policy/syntaxTree.ts';
import { compileAction } from './compileAction.ts';
import type { CompiledTool, PossibleProblem } from './compiledPolicy.ts';
import { compileToolLimits } from './compileLimits.ts';
import { compileRules } from './compileRules.ts';

/**
 * Keys of Intercept's YAML. Pasted into JSON they mean something to their author, so they are not passed over in
 * silence.
 */
const foreignKeys = new Set(['rules', 'state']);

/** Compiles one entry of `tools`. A tool whose value is no object is listed, and nothing holds for it. */
export function compileTool(
  name: string,
  key: Node,
  definition: Node | undefined,
  problems: PossibleProblem[],
): CompiledTool {
  reportForeignKeys(definition, problems);
  return {
    span: spanOf(key),
    action: compileAction(name, definition, problems),
    rules: [
      ...compileRules(name, 'require', property(definition, 'require')?.value, problems),
      ...compileRules(name, 'deny_if', property(definition, 'deny_if')?.value, problems),
    ],
    limits: compileToolLimits(name, definition, problems),
  };
}

function reportForeignKeys(definition: Node | undefined, problems: PossibleProblem[]): void {
  for (const { name, key } of properties(definition)) {
    if (!foreignKeys.has(name)) continue;
    const message = `"${name}" is Intercept's YAML, which is not simulated, so calls are decided without it. Write "require", "deny_if" and "limits" instead.`;
    problems.push({ message, span: spanOf(key) });
  }
}
