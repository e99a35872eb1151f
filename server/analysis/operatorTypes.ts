import type { Problem } from '../policy/problems/problem.ts';
import { shownName } from '../policy/shownName.ts';
import { spanOf } from '../policy/syntax/syntaxTree.ts';
import type { CheckedCondition } from './checkedCondition.ts';
import { consequenceOf } from './consequence.ts';
import { canLookAt } from './possibleMatches.ts';
import { rangeInWords } from './rangeInWords.ts';
import { type SchemaCheck, schemaMessage } from './schemaCheck.ts';

/** An operator that holds for no value of the argument's type, whatever it is compared with. */
export function operatorThatNeverMatches(condition: CheckedCondition, check: SchemaCheck): Problem | undefined {
  const { lookup, operator, operatorNode, path, rule } = condition;
  if (lookup.kind !== 'found' || operatorNode === undefined || canLookAt(operator, lookup.argument)) return undefined;
  const fact = `"${operator}" ${purposeOf(operator)}, and ${shownName(path)} is always ${rangeInWords(lookup.argument)}`;
  return {
    code: 'operator-never-matches',
    severity: 'warning',
    span: spanOf(operatorNode),
    message: schemaMessage(check, fact, consequenceOf('never', rule)),
  };
}

function purposeOf(operator: string): string {
  if (operator === 'regex') return 'searches texts';
  return operator === 'contains' ? 'searches texts and lists' : 'compares numbers';
}
