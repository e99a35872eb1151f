import type { Condition } from './condition.ts';

/**
 * What an argument can be, as a set of bits: each operator is false for all but some of these, whatever the value.
 * Source: `decision/operators`.
 */
export const kind = { missing: 1, null: 2, boolean: 4, number: 8, text: 16, list: 32, object: 64 } as const;

export const anyKind = 127;

const present = anyKind & ~kind.missing;

/** The kinds for which a condition can hold (`met`), or can fail. */
export function kindsFor({ operator, value }: Condition, met: boolean): number {
  if (operator === 'exists') {
    const existing = present & ~kind.null;
    return (value === true) === met ? existing : anyKind & ~existing;
  }
  if (!met) return anyKind;
  switch (operator) {
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return kind.number;
    case 'regex':
      return kind.text;
    case 'contains':
      return typeof value === 'string' ? kind.text | kind.list : kind.list;
    default:
      return present;
  }
}
