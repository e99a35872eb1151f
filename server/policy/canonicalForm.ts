import { type Replacement, withoutProperties } from './edits/replacement.ts';
import { freeCounter } from './freeCounter.ts';
import { quoted } from './problems/didYouMean.ts';
import { elements, type Node, type Property, property, spanOf } from './syntax/syntaxTree.ts';

/** The same meaning in the canonical form, as an author would write it by hand. */
export interface CanonicalForm {
  /** One of PolicyLayer's own keys and its list, e.g. `"limits": [{ … }]`; absent when the form is to leave it out. */
  readonly text: string | undefined;
  /** How it differs from the shorthand, when it does. */
  readonly difference: string | undefined;
  readonly edits: readonly Replacement[];
}

/** The named windows, by their length in seconds. */
const namedWindows = [
  { name: 'minute', seconds: 60 },
  { name: 'hour', seconds: 3600 },
  { name: 'day', seconds: 86_400 },
] as const;

/**
 * The canonical form of a tool's `rate_limit`, or of its `action` with its `reason`. `undefined` when the property is
 * neither, or too broken to say what it means.
 */
export function canonicalFormOf(tool: string, shorthand: Property, rules: Node): CanonicalForm | undefined {
  if (shorthand.name === 'rate_limit') return ofRateLimit(tool, shorthand, rules);
  return shorthand.name === 'action' ? ofAction(tool, shorthand, rules) : undefined;
}

function ofRateLimit(tool: string, shorthand: Property, rules: Node): CanonicalForm | undefined {
  const max: unknown = property(shorthand.value, 'max')?.value?.value;
  const seconds: unknown = property(shorthand.value, 'window')?.value?.value;
  if (typeof max !== 'number' || !Number.isFinite(max) || typeof seconds !== 'number') return undefined;
  const window = namedWindows.find((candidate) => candidate.seconds >= seconds);
  if (window === undefined) return undefined;
  const limit = `{ "counter": ${quoted(freeCounter(`${tool}_rate`, property(rules, 'limits')?.value))}, "window": "${window.name}", "max": ${max}, "scope": "grant" }`;
  // Neither stricter nor looser: windows are aligned, so that two calls before a full minute and two behind it may pass.
  const inexact =
    window.seconds === seconds
      ? ''
      : `; no exact form: at most ${max} in each ${window.name} instead of each ${seconds === 1 ? 'second' : `${seconds} seconds`}`;
  return {
    text: `"limits": [${limit}]`,
    difference: `counted by grant instead of session${inexact}`,
    edits: withEntry('limits', limit, shorthand, [], rules),
  };
}

function ofAction(tool: string, shorthand: Property, rules: Node): CanonicalForm | undefined {
  const reason = property(rules, 'reason');
  const said = typeof reason?.value?.value === 'string' ? reason.value.value : undefined;
  const leftOver = reason === undefined ? [] : [reason];
  switch (shorthand.value?.value) {
    case 'allow':
      return { text: undefined, difference: undefined, edits: withoutProperties([shorthand, ...leftOver], rules) };
    case 'deny':
      return denying(said ?? `Tool ${JSON.stringify(tool)} is not permitted by policy`);
    case 'require_approval':
      return denying(said ?? 'Requires human approval.', 'denied instead of waiting for approval');
    default:
      return undefined;
  }

  function denying(message: string, difference?: string): CanonicalForm {
    const rule = `{ "conditions": [], "on_deny": ${quoted(message)} }`;
    const edits = withEntry('deny_if', rule, shorthand, leftOver, rules);
    return { text: `"deny_if": [${rule}]`, difference, edits };
  }
}

/** In the shorthand's place, or at the end of the list that is there already. What is left over goes. */
function withEntry(
  key: 'limits' | 'deny_if',
  entry: string,
  shorthand: Property,
  leftOver: readonly Property[],
  rules: Node,
): Replacement[] {
  const list = property(rules, key)?.value;
  if (list?.type !== 'array') {
    return [
      { span: spanOf(shorthand.node), text: `${quoted(key)}: [${entry}]` },
      ...withoutProperties(leftOver, rules),
    ];
  }
  const last = elements(list).at(-1);
  const end = last === undefined ? list.offset + 1 : last.offset + last.length;
  // Nothing closes the list: what follows it seems to be inside.
  if (list.offset + list.length <= end) return [];
  const text = last === undefined ? entry : `, ${entry}`;
  return [{ span: { offset: end, length: 0 }, text }, ...withoutProperties([shorthand, ...leftOver], rules)];
}
