import { didYouMean, didYouMeanSentence, quoted } from '../policy/didYouMean.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem } from '../policy/problem.ts';
import { shownLine, shownName } from '../policy/shownName.ts';
import { type Node, spanOf } from '../policy/syntaxTree.ts';
import { knownNames, provesAbsence, type ToolKnowledge } from '../tools/knowledge.ts';

/** A policy with more unknown names than this is another server's, and nobody reads what each of them could have meant. */
const mostSuggestedFor = 100;
/** Pairs of names that are compared for one document, which takes a fraction of a second. */
const mostCompared = 200_000;

/**
 * Names in `tools` and `hide` that the connected server does not have. Silent unless the list is fresh and complete:
 * a missing tool is otherwise no proof that it does not exist. Names that come near are offered for the first ones.
 */
export function unknownTools({ written }: PolicyDocument, knowledge: ToolKnowledge): Problem[] {
  if (knowledge.state === 'unknown' || !provesAbsence(knowledge)) return [];
  const server = shownLine(knowledge.list.server, 120);
  const names = knownNames(knowledge);
  const suggest = suggesting(names.size);

  const missing = (entries: readonly Node[]): Problem[] => {
    const taken = new Set(entries.map((entry) => String(entry.value)));
    const free = [...names].filter((candidate) => candidate !== '*' && !taken.has(candidate));
    return entries.flatMap((entry): Problem[] => {
      const name = String(entry.value);
      if (names.has(name)) return [];
      const suggestions = suggest(name, free);
      return [
        {
          code: 'unknown-tool',
          severity: 'warning',
          span: spanOf(entry),
          message: `${server} has no tool ${shownName(name)}, so this never applies${didYouMeanSentence(suggestions)}`,
          replacements: suggestions.map(quoted),
        },
      ];
    });
  };

  const hidden = written.hide.filter((entry) => entry.value !== '*');
  return [...missing(written.tools.map(({ key }) => key)), ...missing(hidden)];
}

function suggesting(candidates: number): (name: string, free: readonly string[]) => string[] {
  let left = Math.max(1, Math.min(mostSuggestedFor, Math.floor(mostCompared / Math.max(1, candidates))));
  return (name, free) => (left-- > 0 ? didYouMean(name, free) : []);
}
