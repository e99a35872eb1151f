import { didYouMean, didYouMeanSentence, quoted } from '../policy/didYouMean.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem } from '../policy/problem.ts';
import { hiddenTools, listedTools } from '../policy/rules.ts';
import { type Node, spanOf } from '../policy/syntaxTree.ts';
import { knownNames, provesAbsence, type ToolKnowledge } from '../tools/knowledge.ts';

/**
 * Names in `tools` and `hide` that the connected server does not have. Silent unless the list is fresh and complete:
 * a missing tool is otherwise no proof that it does not exist.
 */
export function unknownTools({ root }: PolicyDocument, knowledge: ToolKnowledge): Problem[] {
  if (knowledge.state === 'unknown' || !provesAbsence(knowledge)) return [];
  const { server } = knowledge.list;
  const names = knownNames(knowledge);
  const listed = listedTools(root);
  const hidden = hiddenTools(root);
  const taken = {
    tools: new Set(listed.map(({ name }) => name)),
    hide: new Set(hidden.map((entry) => String(entry.value))),
  };

  const missing = (key: Node, where: keyof typeof taken): Problem[] => {
    const name = String(key.value);
    if (names.has(name) || (where === 'hide' && name === '*')) return [];
    const free = [...names].filter((candidate) => candidate !== '*' && !taken[where].has(candidate));
    const suggestions = didYouMean(name, free);
    return [
      {
        code: 'unknown-tool',
        severity: 'warning',
        span: spanOf(key),
        message: `${server} has no tool ${quoted(name)}, so this never applies${didYouMeanSentence(suggestions)}`,
        replacements: suggestions.map(quoted),
      },
    ];
  };

  return [...listed.flatMap(({ key }) => missing(key, 'tools')), ...hidden.flatMap((entry) => missing(entry, 'hide'))];
}
