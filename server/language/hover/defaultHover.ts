import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { property } from '../../policy/syntax/syntaxTree.ts';
import { knownTools, type ToolKnowledge } from '../../tools/knowledge.ts';
import { markdownCode } from '../words/markdownCode.ts';
import { keyInWords } from './keyHover.ts';
import { paragraphs } from './paragraphs.ts';
import { provenance } from './provenance.ts';

const mostNames = 10;

/** What `default` decides: the rule, and the server's tools that it decides in this policy. */
export function explainDefault(document: PolicyDocument, knowledge: ToolKnowledge): string | undefined {
  return paragraphs(keyInWords('policy', 'default'), ...decidedTools(document, knowledge));
}

function decidedTools({ root, written }: PolicyDocument, knowledge: ToolKnowledge): (string | undefined)[] {
  const value: unknown = property(root, 'default')?.value?.value;
  if (knowledge.state === 'unknown' || (value !== 'deny' && value !== 'allow')) return [];
  const decided = new Set([
    ...written.tools.map(({ name }) => name),
    ...written.hide.map((node) => String(node.value)),
  ]);
  if (decided.has('*')) return [];
  const unlisted = knownTools(knowledge).filter(({ name }) => !decided.has(name));
  const verb = value === 'deny' ? 'denies' : 'allows';
  const all = `the server's ${knownTools(knowledge).length} tools`;
  if (unlisted.length === 0) return [`Here it ${verb} none of ${all}.`, provenance(knowledge)];
  const names = unlisted.slice(0, mostNames).map(({ name }) => markdownCode(name));
  if (unlisted.length > names.length) names.push('…');
  return [`Here it ${verb} ${unlisted.length} of ${all}: ${names.join(', ')}.`, provenance(knowledge)];
}
