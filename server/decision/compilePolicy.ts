import type { Span } from '../policy/span.ts';
import { elements, type Node, properties, property, spanOf } from '../policy/syntaxTree.ts';
import type { CompiledPolicy, CompiledTool, CompileProblem, PossibleProblem } from './compiledPolicy.ts';
import { compileAllToolsLimits } from './compileLimits.ts';
import { compileTool } from './compileTool.ts';

/**
 * Compiles a document that its schema accepts. Anything else compiles too, and never throws: what cannot be understood
 * is left out and listed under `problems`, and a document without a readable `default` denies. Of a key that is written
 * twice the last one counts.
 */
export function compilePolicy(root: Node): CompiledPolicy {
  const possible: PossibleProblem[] = [];
  let problems: readonly CompileProblem[] | undefined;
  const defaultValue = property(root, 'default')?.value;
  const tools = new Map<string, CompiledTool>();
  for (const { name, key, value } of properties(property(root, 'tools')?.value)) {
    tools.set(name, compileTool(name, key, value, possible));
  }
  return {
    default: defaultValue?.value === 'allow' ? 'allow' : 'deny',
    defaultSpan: defaultValue && spanOf(defaultValue),
    hidden: compileHide(property(root, 'hide')?.value),
    tools,
    allToolsLimits: compileAllToolsLimits(property(property(root, 'all_tools')?.value, 'limits')?.value, possible),
    get problems() {
      problems ??= possible.flatMap((problem) => (typeof problem === 'function' ? (problem() ?? []) : problem));
      return problems;
    },
  };
}

/** A name that is hidden twice is known by its first place. */
function compileHide(list: Node | undefined): ReadonlyMap<string, Span> {
  const hidden = new Map<string, Span>();
  for (const entry of elements(list)) {
    if (entry.type === 'string' && !hidden.has(String(entry.value))) hidden.set(String(entry.value), spanOf(entry));
  }
  return hidden;
}
