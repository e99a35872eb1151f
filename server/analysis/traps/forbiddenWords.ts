import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem } from '../../policy/problems/problem.ts';
import { shownLine } from '../../policy/shownName.ts';
import { spanOf } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenCondition } from '../../policy/writtenPolicy.ts';
import type { Outlook } from './outlook.ts';
import { conditionSpan } from './problemSpan.ts';

/** Commands and statements that are forbidden in the hope that there are no others. `s` is what a pattern writes for a blank. */
const dangerous =
  /\b(?:rm\W+s?\W*[rf]{1,2}\b|sudo\b|mkfs|drop\W+s?\W*(?:table|database|schema)\b|delete\W+s?\W*from\b|truncate\W+s?\W*table\b|union\W+s?\W*select\b)/i;

/** Arguments whose text is run, whatever is in it. */
const commandNames = /^(?:bash|cmd|command|script|shell|sql|statement)$/i;

/**
 * `deny_if` rules that forbid words of a shell command or an SQL statement. Said once for each argument of a tool, and
 * not where `require` already lists or describes what the argument may be.
 */
export function forbiddenWords(document: PolicyDocument, { tool, demands }: Outlook): Problem[] {
  const problems: Problem[] = [];
  const said = new Set<string>();
  for (const { kind, conditions = [] } of tool.rules) {
    if (kind !== 'deny_if') continue;
    for (const written of conditions) {
      const path = String(written.path?.value);
      if (!isForbidding(written) || said.has(path)) continue;
      const isDescribed = demands.byPath
        .get(path)
        ?.some(({ condition, met }) => met && /^(?:eq|in|regex)$/.test(condition.operator));
      if (isDescribed) continue;
      said.add(path);
      problems.push({
        code: 'forbidden-words',
        severity: 'information',
        span: written.value === undefined ? conditionSpan(document, written) : spanOf(written.value),
        message: `Words that are forbidden in ${shownLine(path, 80)} can be written otherwise: in other case, with other blanks or quotes, or as another command. Require what is allowed instead, with "in" or a pattern from ^ to $`,
      });
    }
  }
  return problems;
}

/** Whether the condition looks for words of a command. */
export function isForbidding({ path, op, value }: WrittenCondition): boolean {
  if (op?.value !== 'contains' && op?.value !== 'regex') return false;
  if (typeof path?.value !== 'string' || typeof value?.value !== 'string' || value.value.length > longest) return false;
  return dangerous.test(value.value) || commandNames.test(path.value.slice(path.value.lastIndexOf('.') + 1));
}

const longest = 2000;
