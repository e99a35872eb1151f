import type { AssumptionId } from '../../decision/assumptions.ts';
import { limitsOf } from '../../decision/compile/compiledPolicy.ts';
import { compiledPolicyOf } from '../../decision/compile/compilePolicy.ts';
import { standingOf } from '../../decision/standing.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { findTool, provesAbsence, type ToolKnowledge } from '../../tools/knowledge.ts';
import { type Parameter, parametersOf } from '../../tools/parameters.ts';
import { type KnownRisk, originOfRisk, riskIn } from '../../tools/riskOverrides.ts';
import { shortened } from '../../tools/shortened.ts';
import { toolFlags } from '../../tools/suspicious/toolFlags.ts';
import { firstLine, markdownText } from '../untrustedText.ts';
import { assumedNotes } from '../words/assumedNotes.ts';
import { ruleInWords } from '../words/ruleInWords.ts';
import { descriptionText, paragraphs } from './paragraphs.ts';
import { provenance } from './provenance.ts';

const longestName = 200;
const longestStanding = 200;
const mostRules = 6;
const mostParameters = 50;
const longestParameter = 300;
const longestFlag = 500;

/** A tool by its name: how risky it is, what the policy does to its calls, and what the server says of it. */
export function explainTool(document: PolicyDocument, knowledge: ToolKnowledge, name: string): string | undefined {
  const tool = findTool(knowledge, name);
  return paragraphs(
    `**${markdownText(shortened(name, longestName))}**`,
    tool && riskInWords(riskIn(knowledge)(tool)),
    tool && suspicions(toolFlags(tool)),
    ...policyInWords(document, name),
    ...(tool === undefined
      ? [unusable(knowledge, name)]
      : [descriptionText(tool.description), parameterList(parametersOf(tool.inputSchema)), provenance(knowledge)]),
  );
}

function riskInWords(known: KnownRisk): string {
  const { class: riskClass, risk: level, reason } = known;
  const named = `${riskClass.slice(0, 1).toUpperCase()}${riskClass.slice(1)}, ${level} risk`;
  return `${named} (${originOfRisk(known)}): ${markdownText(reason)}`;
}

/** What is suspicious in the tool's texts, quoted and not followed. */
function suspicions(flags: readonly string[]): string | undefined {
  if (flags.length === 0) return undefined;
  const sentences = flags.map((flag) => `- ${markdownText(shortened(flag, longestFlag))}`);
  return ['**Suspicious texts**, shown and not followed:', ...sentences].join('\n');
}

/** How the policy stands to every call, its rules one by one, and what of that is assumed. */
function policyInWords({ root, written }: PolicyDocument, name: string): (string | undefined)[] {
  if (root === undefined) return [];
  const compiled = compiledPolicyOf(root);
  const { standing, line } = standingOf(compiled, name);
  const stands = `In this policy: ${markdownText(firstLine(line, longestStanding))}`;
  if (standing === 'hidden' || standing === 'denied' || standing === 'approval') return [stands];
  const rules = written.tools.findLast((listed) => listed.name === name)?.rules ?? [];
  const shown = rules.slice(0, mostRules);
  const sentences = shown.map((rule) => ruleInWords(rule)).filter((sentence) => sentence !== undefined);
  const left = rules.length - shown.length;
  if (left > 0) sentences.push(`${left} more ${left === 1 ? 'rule' : 'rules'}`);
  const assumed: AssumptionId[] = limitsOf(compiled, name).flatMap(({ assumptions }) => assumptions);
  if (shown.some(({ conditions = [] }) => conditions.length > 1)) assumed.unshift('conditions-are-all-of');
  return [stands, sentences.map((sentence) => `- ${sentence}`).join('\n'), assumedNotes(assumed)];
}

/** Why there is nothing to say about the tool itself. */
function unusable(knowledge: ToolKnowledge, name: string): string | undefined {
  if (knowledge.state === 'unknown')
    return '_What the tool takes is shown once the policy is connected to its server._';
  const skipped = knowledge.list.skipped.find((candidate) => candidate.name === name);
  return paragraphs(
    skipped === undefined
      ? `The server ${provesAbsence(knowledge) ? 'does not list this tool' : 'is not known to have this tool'}.`
      : `The server lists this tool, but it cannot be used: ${markdownText(firstLine(skipped.reason, longestParameter))}`,
    provenance(knowledge),
  );
}

function parameterList(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return 'It takes no arguments.';
  const lines = parameters.slice(0, mostParameters).map(({ name, type, required, description }) => {
    const details = [markdownText(type), ...(required ? ['required'] : [])].join(', ');
    const explained = description === undefined ? '' : `: ${markdownText(oneLine(description))}`;
    return `- **args\\.${markdownText(shortened(name, longestName))}** (${details})${explained}`;
  });
  const left = parameters.length - lines.length;
  if (left > 0) lines.push(`- ${left} more`);
  return lines.join('\n');
}

function oneLine(description: string): string {
  return shortened(shortened(description, 2 * longestParameter).replaceAll(/\s+/g, ' '), longestParameter);
}
