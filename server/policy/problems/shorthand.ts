import { type CanonicalForm, canonicalFormOf } from '../canonicalForm.ts';
import { shownLine } from '../shownName.ts';
import { type Node, property, spanOf } from '../syntax/syntaxTree.ts';
import type { WrittenPolicy } from '../writtenPolicy.ts';
import type { Problem, ProblemFix } from './problem.ts';

/** The form repeats the tool's name and reason, which may be of any length; the quick fix writes all of it. */
const longestMessage = 1000;

/** Shorthand of the tool catalogue. It is valid and simulated; its author is told what it stands for. */
export function shorthandProblems({ tools }: WrittenPolicy): Problem[] {
  return tools.flatMap(({ name, value: rules }) =>
    ['rate_limit', 'action'].flatMap((key): Problem[] => {
      const written = property(rules, key);
      if (rules === undefined || written === undefined) return [];
      const form = canonicalFormOf(name, written, rules);
      const meaning = canonicalMeaning(form) ?? longWindow(written.value);
      if (meaning === undefined) return [];
      const message = shownLine(`Shorthand of the tool catalogue. ${meaning}`, longestMessage);
      const fixes = form === undefined ? {} : { fixes: [fixOf(form)] };
      return [{ code: 'shorthand', severity: 'information', span: spanOf(written.key), message, ...fixes }];
    }),
  );
}

function fixOf({ difference, edits }: CanonicalForm): ProblemFix {
  const title = `Write in the canonical form${difference === undefined ? '' : ` (${difference})`}`;
  return { title, edits, isEvident: difference === undefined };
}

/** `undefined` while the shorthand is too broken to mean anything; its mistakes are reported as such. */
function canonicalMeaning(form: CanonicalForm | undefined): string | undefined {
  if (form === undefined) return undefined;
  if (form.text === undefined) return 'The canonical form leaves it out';
  const difference = form.difference === undefined ? '' : `, ${form.difference}`;
  return `The canonical form is ${form.text}${difference}`;
}

function longWindow(rateLimit: Node | undefined): string | undefined {
  const seconds: unknown = property(rateLimit, 'window')?.value?.value;
  const isLong = typeof seconds === 'number' && seconds > 86_400;
  return isLong ? 'It has no canonical form: no window of "limits" is longer than a day' : undefined;
}
