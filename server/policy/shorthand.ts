import type { JsonValue } from './json.ts';
import type { Problem } from './problem.ts';
import { listedTools } from './rules.ts';
import { type Node, type Property, property, spanOf } from './syntaxTree.ts';

/** The window names of the canonical form, by their length in seconds. */
const windowBySeconds = new Map([
  [60, 'minute'],
  [3600, 'hour'],
  [86_400, 'day'],
]);

const approvalMessage = 'Requires human approval.';

/** Shorthand of the tool catalogue. It is valid and simulated; its author is told what it stands for. */
export function shorthandProblems(root: Node | undefined): Problem[] {
  return listedTools(root).flatMap(({ name, value }) =>
    ['rate_limit', 'action'].flatMap((key): Problem[] => {
      const written = property(value, key);
      const meaning = written && value && canonical(name, written, value);
      if (written === undefined || meaning === undefined) return [];
      const message = `Shorthand of the tool catalogue. In the canonical form: ${meaning}`;
      return [{ code: 'shorthand', severity: 'information', span: spanOf(written.key), message }];
    }),
  );
}

function canonical(tool: string, written: Property, rules: Node): string | undefined {
  if (written.name === 'rate_limit') return canonicalRateLimit(tool, written);
  const reason = property(rules, 'reason')?.value?.value;
  const denyWith = (message: JsonValue): string =>
    `"deny_if": ${JSON.stringify([{ conditions: [], on_deny: message }])}`;
  switch (written.value?.value) {
    case 'allow':
      return 'no rule at all, {}';
    case 'deny':
      return denyWith(typeof reason === 'string' ? reason : `Tool "${tool}" is not permitted by policy`);
    case 'require_approval':
      return denyWith(typeof reason === 'string' ? reason : approvalMessage);
    default:
      return undefined;
  }
}

function canonicalRateLimit(tool: string, written: Property): string | undefined {
  const max: unknown = property(written.value, 'max')?.value?.value;
  const seconds: unknown = property(written.value, 'window')?.value?.value;
  if (typeof max !== 'number' || typeof seconds !== 'number') return undefined;
  const window = windowBySeconds.get(seconds);
  if (window === undefined) return `none, as limits know no window of ${seconds} seconds`;
  return `"limits": ${JSON.stringify([{ counter: `${tool}_rate`, window, max, scope: 'grant' }])}, counted by grant instead of session`;
}
