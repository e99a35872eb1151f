import { contains } from './containment.ts';
import { eq, neq } from './equality.ts';
import { isIn, notIn } from './membership.ts';
import { gt, gte, lt, lte } from './ordering.ts';
import { regex } from './pattern.ts';
import { exists } from './presence.ts';
import type { Operator } from './test.ts';

/** The eleven operators by the name a policy writes. A map, because a policy could write `constructor`. */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['eq', eq],
  ['neq', neq],
  ['lt', lt],
  ['lte', lte],
  ['gt', gt],
  ['gte', gte],
  ['in', isIn],
  ['not_in', notIn],
  ['exists', exists],
  ['regex', regex],
  ['contains', contains],
]);
