import { withoutProperties } from '../policy/edits/replacement.ts';
import { namingTools } from '../policy/namingTools.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem, ProblemFix } from '../policy/problems/problem.ts';
import { shownLine, shownName } from '../policy/shownName.ts';
import { type Node, property, spanOf } from '../policy/syntax/syntaxTree.ts';
import type { ToolKnowledge } from '../tools/knowledge.ts';
import { listFlags } from '../tools/suspicious/listFlags.ts';
import type { ToolList } from '../tools/tool.ts';

/** Tools that a message names, and sentences about one. */
const mostNamed = 3;
const mostSentences = 3;

/** The tools of each list that are suspicious. A list lives through many keystrokes. */
const suspiciousOf = new WeakMap<ToolList, ReadonlyMap<string, readonly string[]>>();

/**
 * Tools whose texts hide something or instruct a model, and that the policy does not hide: at their names, and at `default`
 * for those that it lets through without naming them.
 */
export function suspiciousTools(document: PolicyDocument, knowledge: ToolKnowledge): Problem[] {
  if (knowledge.state === 'unknown') return [];
  const { root, written } = document;
  const suspicious = flaggedTools(knowledge.list);
  const hidden = new Set(written.hide.map(({ value }) => String(value)));
  if (root === undefined || suspicious.size === 0 || hidden.has('*')) return [];
  const places = new Map(written.tools.map(({ name, key }) => [name, key]));
  const atTools = [...suspicious].flatMap(([name, flags]) => {
    const key = places.get(name);
    return key === undefined || hidden.has(name) ? [] : [listedProblem(document, key, name, flags)];
  });
  const otherwise = property(root, 'default')?.value;
  if (otherwise?.value !== 'allow') return atTools;
  const others = [...suspicious].filter(([name]) => !places.has(name) && !hidden.has(name));
  const [first] = others;
  return first === undefined ? atTools : [...atTools, unlistedProblem(document, otherwise, others, first)];
}

function flaggedTools(list: ToolList): ReadonlyMap<string, readonly string[]> {
  const known = suspiciousOf.get(list);
  if (known !== undefined) return known;
  const flagged = new Map<string, readonly string[]>();
  for (const [{ name }, flags] of listFlags(list)) if (!flagged.has(name)) flagged.set(name, flags);
  suspiciousOf.set(list, flagged);
  return flagged;
}

const consequence = 'An agent gets them with the list of tools, whether it may call the tool or not';

function listedProblem(document: PolicyDocument, key: Node, name: string, flags: readonly string[]): Problem {
  return {
    code: 'suspicious-tool-text',
    severity: 'warning',
    span: spanOf(key),
    message: `${shownName(name)} has suspicious texts. ${inShort(flags)} ${consequence}. Hide it, or ask who runs the server`,
    get fixes() {
      return hiding(document, [name], `Hide ${shownName(name)}`);
    },
  };
}

function unlistedProblem(
  document: PolicyDocument,
  otherwise: Node,
  tools: readonly (readonly [name: string, flags: readonly string[]])[],
  [firstName, firstFlags]: readonly [name: string, flags: readonly string[]],
): Problem {
  const names = tools.map(([name]) => name);
  const shown = names.slice(0, mostNamed).map(shownName);
  if (names.length > shown.length) shown.push(`${names.length - shown.length} more`);
  const them = names.length === 1 ? 'it' : 'them';
  const what =
    names.length === 1
      ? `"allow" lets ${shownName(firstName)} through, which has suspicious texts`
      : `"allow" lets ${names.length} tools through that have suspicious texts (${shown.join(', ')})`;
  const about = names.length === 1 ? '' : `Of ${shownName(firstName)}: `;
  return {
    code: 'suspicious-tool-text',
    severity: 'warning',
    span: spanOf(otherwise),
    message: `${what}. ${about}${inShort(firstFlags)} ${consequence}. Hide ${them}, or ask who runs the server`,
    get fixes() {
      return hiding(
        document,
        names,
        names.length === 1 ? `Hide ${shownName(firstName)}` : `Hide the ${names.length} tools`,
      );
    },
  };
}

function inShort(flags: readonly string[]): string {
  const left = flags.length - mostSentences;
  const shown = flags.slice(0, mostSentences).map((flag) => shownLine(flag, 400));
  return [...shown, ...(left > 0 ? [`And ${left} more.`] : [])].join(' ');
}

/** An entry under `tools` that says nothing goes; any other stays: nobody's rules go without being asked for. */
function hiding(document: PolicyDocument, names: readonly string[], title: string): ProblemFix[] {
  const { root, written } = document;
  const tools = property(root, 'tools')?.value;
  const edits = namingTools(document, { hidden: names });
  if (edits === undefined) return [];
  const hidden = new Set(names);
  const listed = written.tools.filter(({ name }) => hidden.has(name));
  const isEmpty = listed.every(({ value }) => value?.type === 'object' && (value.children ?? []).length === 0);
  const gone = tools === undefined || !isEmpty ? [] : withoutProperties(listed, tools);
  return [{ title, edits: [...edits, ...gone], isEvident: false }];
}
