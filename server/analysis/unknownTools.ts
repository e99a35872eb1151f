import { withoutEntry } from '../policy/edits/replacement.ts';
import { isForEveryTool } from '../policy/intercept/dialectKeys.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { didYouMean, didYouMeanSentence, quoted } from '../policy/problems/didYouMean.ts';
import type { Problem, ProblemFix } from '../policy/problems/problem.ts';
import { shownLine, shownName } from '../policy/shownName.ts';
import { elements, type Node, properties, property, spanOf } from '../policy/syntax/syntaxTree.ts';
import { knownNames, provesAbsence, type ToolKnowledge } from '../tools/knowledge.ts';
import type { ToolList } from '../tools/tool.ts';

/** A policy with more unknown names than this is another server's, and nobody reads what each of them could have meant. */
const mostSuggestedFor = 100;
/** Pairs of names that are compared for one document, which takes a fraction of a second. */
const mostCompared = 200_000;

/** A name in `tools` or `hide` that a list of the server's tools does not have. */
export interface MissingName {
  /** The string that names it. */
  readonly node: Node;
  readonly name: string;
  /** Names that come near, offered for the first ones. */
  readonly suggestions: readonly string[];
  readonly fixes: readonly ProblemFix[];
}

/**
 * Names in `tools` and `hide` that the connected server does not have. Silent unless the list is fresh and complete:
 * a missing tool is otherwise no proof that it does not exist.
 */
export function unknownTools(document: PolicyDocument, knowledge: ToolKnowledge): Problem[] {
  if (knowledge.state !== 'fresh') return [];
  const server = shownLine(knowledge.list.server, 120);
  return missingNames(document, knowledge.list).map(({ node, name, suggestions, fixes }) => ({
    code: 'unknown-tool',
    severity: 'warning',
    span: spanOf(node),
    message: `${server} has no tool ${shownName(name)}, so this never applies${didYouMeanSentence(suggestions)}`,
    fixes,
  }));
}

/** Names in `tools` and `hide` that the list does not have; none while it is not complete. */
export function missingNames({ root }: PolicyDocument, toolList: ToolList): readonly MissingName[] {
  const knowledge: ToolKnowledge = { state: 'fresh', list: toolList };
  if (!provesAbsence(knowledge)) return [];
  const names = knownNames(knowledge);
  const suggest = suggesting(names.size);

  const missing = (list: Node | undefined, entries: readonly (Node | undefined)[]): MissingName[] => {
    const taken = new Set(entries.map((entry) => String(entry?.value)));
    const free = [...names].filter((candidate) => candidate !== '*' && !taken.has(candidate));
    return entries.flatMap((entry, index): MissingName[] => {
      const name = String(entry?.value);
      if (list === undefined || entry === undefined || names.has(name)) return [];
      const suggestions = suggest(name, free);
      const fixes = [
        ...suggestions.map((suggestion) => renaming(entry, suggestion)),
        { title: `Remove ${shownName(name)}`, edits: withoutEntry(list, index), isEvident: false },
      ];
      return [{ node: entry, name, suggestions, fixes }];
    });
  };

  const tools = property(root, 'tools')?.value;
  const hide = property(root, 'hide')?.value;
  const hidden = elements(hide).map((entry) => (entry.type === 'string' && entry.value !== '*' ? entry : undefined));
  return [
    ...missing(
      tools,
      // Intercept's "*" stands for every tool and is none.
      properties(tools).map(({ name, key, value }) => (isForEveryTool(name, value) ? undefined : key)),
    ),
    ...missing(hide, hidden),
  ];
}

/** A tool of nearly the same name may be another tool. The same letters, joined otherwise, are the same tool. */
function renaming(entry: Node, name: string): ProblemFix {
  return {
    title: `Change to ${quoted(name)}`,
    edits: [{ span: spanOf(entry), text: quoted(name) }],
    isEvident: letters(name) === letters(String(entry.value)),
  };
}

/** What is left of a name when nothing is made of how its words are joined. */
export function letters(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]/g, '');
}

function suggesting(candidates: number): (name: string, free: readonly string[]) => string[] {
  let left = Math.max(1, Math.min(mostSuggestedFor, Math.floor(mostCompared / Math.max(1, candidates))));
  return (name, free) => (left-- > 0 ? didYouMean(name, free) : []);
}
