import { commandParameter, moneyParameters } from './riskParameters.ts';
import { type KnownWord, nameWords, wordOfDescription, wordOfName } from './riskWords.ts';
import type { Tool } from './tool.ts';

/** The catalogue's five classes, from policy-format, "Risk classes". */
export type RiskClass = 'read' | 'write' | 'execute' | 'destructive' | 'financial';

export const riskClasses: readonly RiskClass[] = ['read', 'write', 'execute', 'destructive', 'financial'];

/** A guess, and the sentences that say what it rests on. Always shown together, always overridable. */
export interface RiskGuess {
  readonly class: RiskClass;
  readonly risk: 'low' | 'medium' | 'high' | 'critical';
  readonly reason: string;
}

const risks = {
  read: 'low',
  write: 'medium',
  execute: 'high',
  destructive: 'critical',
  financial: 'critical',
} as const;

/**
 * Guesses a tool's class. In order: the first telling word of the name, else of the description, else "write"; then
 * what the description and the arguments raise; then the one thing that lowers, a payment that a person completes.
 * Annotations are the server's own claims: they can raise a class and never lower it.
 */
export function classify(tool: Tool): RiskGuess {
  const raised = raise(tool, fromWords(tool));
  const [riskClass, reason] = preparesPayment(tool, raised) ?? raised;
  return { class: riskClass, risk: riskOfClass(riskClass), reason: `${reason}${unheardClaim(tool, riskClass)}` };
}

export function riskOfClass(riskClass: RiskClass): RiskGuess['risk'] {
  return risks[riskClass];
}

type Finding = readonly [RiskClass, string];

const meanings: Readonly<Record<RiskClass, string>> = {
  read: 'only reads',
  write: 'changes something',
  execute: 'runs something',
  destructive: 'takes something away',
  financial: 'moves money',
};

function fromWords(tool: Tool): Finding {
  const named = wordOfName(tool.name);
  if (named !== undefined) return found('The name', named);
  const described = wordOfDescription(tool.description ?? '');
  if (described !== undefined) return found('The description', described);
  return ['write', 'Neither the name nor the description says that it only reads.'];
}

function found(where: string, { word, class: riskClass }: KnownWord): Finding {
  return [riskClass, `${where} says "${word}", which ${meanings[riskClass]}.`];
}

function raise(tool: Tool, finding: Finding): Finding {
  const [riskClass] = finding;
  if (riskClass === 'destructive' || riskClass === 'financial') return finding;
  const described = wordOfDescription(tool.description ?? '');
  if (described?.class === 'destructive' || described?.class === 'financial')
    return found('The description', described);
  const money = riskClass === 'read' ? undefined : moneyParameters(tool);
  if (money !== undefined) return ['financial', `It takes an amount (${money[0]}) and where it goes (${money[1]}).`];
  const command = commandParameter(tool);
  if (command !== undefined) return ['execute', `It takes "${command}": what the caller writes there is run.`];
  const admitted = riskClass === 'read' ? admittedChange(tool) : undefined;
  return admitted === undefined ? finding : ['write', `${finding[1]} ${admitted}`];
}

/** What the server itself says against a tool that seems to read only. Unsaid, its claims mean nothing. */
function admittedChange({ annotations }: Tool): string | undefined {
  if (annotations?.readOnlyHint === false) return 'The server says that it does not only read.';
  return annotations?.destructiveHint === true ? 'The server says that it may be destructive.' : undefined;
}

/** A checkout session, a payment link or a quote moves no money yet: the catalogue classes their makers as "write". */
function preparesPayment(tool: Tool, [riskClass]: Finding): Finding | undefined {
  if (riskClass !== 'financial') return undefined;
  const sign = preparationOfName(tool) ?? preparationOfDescription(tool);
  if (sign === undefined) return undefined;
  return ['write', `It is about money, but "${sign}" only prepares a payment that somebody completes later.`];
}

function preparationOfName({ name, description }: Tool): string | undefined {
  // What says itself that it moves money is taken at its word.
  if (wordOfDescription(description ?? '')?.class === 'financial') return undefined;
  const [first = ''] = nameWords(name);
  return ['prepare', 'quote', 'draft'].includes(first) ? first : undefined;
}

/**
 * A description is the server's own word, so it counts only as the first thing that is said of a tool that is named after a
 * purchase: whatever refunds, transfers, sends or pays may speak of checkout pages as it likes.
 */
function preparationOfDescription({ name, description = '' }: Tool): string | undefined {
  if (!['purchase', 'buy'].includes(wordOfName(name)?.word ?? '')) return undefined;
  return /^creates? an? (checkout (?:session|page|link)|payment (?:link|page))\b/i.exec(description)?.[1];
}

function unheardClaim(tool: Tool, riskClass: RiskClass): string {
  if (tool.annotations?.readOnlyHint !== true || riskClass === 'read') return '';
  return ' The server claims that it only reads (readOnlyHint); a claim lowers no class.';
}
