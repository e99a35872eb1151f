import { everyTool, isForEveryTool } from '../../policy/intercept/dialectKeys.ts';
import { interceptTool } from '../../policy/intercept/interceptTool.ts';
import type { Span } from '../../policy/syntax/span.ts';
import { elements, type Node, type Property, properties, property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import type { CompiledPolicy, CompiledTool, CompileProblem, PossibleProblem } from './compiledPolicy.ts';
import { type CompiledIntercept, compileIntercept } from './compileIntercept.ts';
import { compileAllToolsLimits } from './compileLimits.ts';
import { compileTool, compileUnlisted } from './compileTool.ts';

const compiled = new WeakMap<Node, CompiledPolicy>();

/** {@link compilePolicy}, once for each tree: a parsed version never changes, and several features ask for it. */
export function compiledPolicyOf(root: Node): CompiledPolicy {
  const known = compiled.get(root) ?? compilePolicy(root);
  compiled.set(root, known);
  return known;
}

/**
 * Compiles a document that its schema accepts. Anything else compiles too, and never throws: what cannot be understood
 * is left out and listed under `problems`, and a document without a readable `default` denies. Of a key that is written
 * twice the last one counts.
 */
export function compilePolicy(root: Node): CompiledPolicy {
  const possible: PossibleProblem[] = [];
  let problems: readonly CompileProblem[] | undefined;
  const defaultValue = property(root, 'default')?.value;
  const listed = property(root, 'tools')?.value;
  const sharedLimits = property(property(root, 'all_tools')?.value, 'limits')?.value;
  const forEvery = rulesForEveryTool(listed);
  const entries = properties(listed);
  const every = forEveryTool(forEvery, sharedLimits, entries.length, possible);
  const tools = new Map<string, CompiledTool>();
  for (const { name, key, value } of entries) {
    if (isForEveryTool(name, value)) tools.delete(name);
    else tools.set(name, compileTool(name, key, value, every, possible));
  }
  const isAllowed = defaultValue?.value === 'allow';
  return {
    default: isAllowed ? 'allow' : 'deny',
    defaultSpan: defaultValue && spanOf(defaultValue),
    hidden: compileHide(property(root, 'hide')?.value),
    tools,
    unlisted: forEvery && isAllowed ? compileUnlisted(everyTool, forEvery.key, every) : undefined,
    allToolsLimits: compileAllToolsLimits(sharedLimits, every.limits, possible),
    get problems() {
      problems ??= possible.flatMap((problem) => (typeof problem === 'function' ? (problem() ?? []) : problem));
      return problems;
    },
  };
}

/** Intercept's rules for every tool are written out for each; no real policy comes near this many. */
const mostWrittenOut = 200_000;

function forEveryTool(
  entry: Property | undefined,
  sharedLimits: Node | undefined,
  tools: number,
  possible: PossibleProblem[],
): CompiledIntercept {
  const every = compileIntercept(undefined, entry && interceptTool(everyTool, entry.value, sharedLimits), possible);
  const rules = every.requirements.length + every.denials.length;
  if (entry === undefined || rules * tools <= mostWrittenOut) return every;
  const message = `The rules for every tool are left out: ${rules} rules for ${tools} tools each are too many to decide by. Write them under the tools that need them.`;
  possible.push({ message, span: spanOf(entry.key) });
  return { ...every, requirements: [], denials: [] };
}

/** The entry of `tools` that holds Intercept's rules for every tool. Nothing else that it holds means anything. */
function rulesForEveryTool(tools: Node | undefined): Property | undefined {
  const entry = property(tools, everyTool);
  return entry !== undefined && isForEveryTool(entry.name, entry.value) ? entry : undefined;
}

/** A name that is hidden twice is known by its first place. */
function compileHide(list: Node | undefined): ReadonlyMap<string, Span> {
  const hidden = new Map<string, Span>();
  for (const entry of elements(list)) {
    if (entry.type === 'string' && !hidden.has(String(entry.value))) hidden.set(String(entry.value), spanOf(entry));
  }
  return hidden;
}
