import { withProperty } from '../edits/insertion.ts';
import { withoutProperties } from '../edits/replacement.ts';
import { property, spanOf } from '../syntax/syntaxTree.ts';
import type { WrittenPolicy } from '../writtenPolicy.ts';
import type { Problem } from './problem.ts';

/**
 * The catalogue's `reason` beside no `action`. It reads like a denial and is none: under `default: "deny"` a tool that has
 * nothing else is allowed.
 */
export function reasonsWithoutAction({ tools }: WrittenPolicy, source: string): Problem[] {
  return tools.flatMap(({ value: rules }): Problem[] => {
    const reason = property(rules, 'reason');
    if (rules === undefined || reason?.value?.type !== 'string' || property(rules, 'action') !== undefined) return [];
    return [
      {
        code: 'reason-without-action',
        severity: 'information',
        span: spanOf(reason.key),
        message:
          'This "reason" is told to nobody: without "action" it has no effect, and the rest of the tool\'s rules decides. Add "action": "deny" if every call is to be denied, or take it out',
        fixes: [
          {
            title: 'Add "action": "deny"',
            edits: [withProperty(source, rules, 'action', '"deny"', ['action', 'reason'])],
            isEvident: false,
          },
          { title: 'Take "reason" out', edits: withoutProperties([reason], rules), isEvident: false },
        ],
      },
    ];
  });
}
