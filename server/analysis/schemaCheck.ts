import { assumptions } from '../decision/assumptions.ts';
import { didYouMeanSentence } from '../policy/problems/didYouMean.ts';
import { shownLine } from '../policy/shownName.ts';
import { type LookUpListedArgument, listedArguments } from '../tools/arguments/listedArguments.ts';
import type { ToolKnowledge } from '../tools/knowledge.ts';
import { provenance } from '../tools/provenance.ts';
import type { Consequence } from './consequence.ts';
import { type PossibleMatches, possibleMatches } from './possibleMatches.ts';
import { type Suggest, suggestions } from './suggestions.ts';

/** One look at one policy against the schemas of a server's tools. All work of it together is bounded. */
export interface SchemaCheck {
  readonly lookUp: LookUpListedArgument;
  readonly matches: PossibleMatches;
  readonly suggest: Suggest;
  /** The server and the age of what is known of it. */
  readonly source: string;
}

/** A check with all of its work still to spend: one for each look at a policy, since what is used up stays so. */
export function newSchemaCheck(knowledge: Exclude<ToolKnowledge, { state: 'unknown' }>): SchemaCheck {
  return {
    lookUp: listedArguments(knowledge.list),
    matches: possibleMatches(),
    suggest: suggestions(),
    source: shownLine(provenance(knowledge), 300),
  };
}

/** The whole message: the fact, what comes of it, what was meant, who says so, and what is only assumed. */
export function schemaMessage(
  check: SchemaCheck,
  fact: string,
  consequence: Consequence | undefined,
  meant: readonly string[] = [],
): string {
  const so = consequence === undefined ? '' : `, so ${consequence.words}`;
  const assumed = (consequence?.assumes ?? []).map((id) => ` Assumed: ${assumptions[id]}`).join('');
  return `${fact}${so}${didYouMeanSentence(meant) || '.'} According to ${check.source}.${assumed}`;
}
