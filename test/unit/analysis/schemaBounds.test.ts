import assert from 'node:assert/strict';
import { knowing, problemsOf, requiring } from './checkedPolicies.ts';

suite('Bounds that are not among the values', () => {
  const knowledge = knowing({
    share: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
    rate: { type: 'number', exclusiveMinimum: 0, maximum: 5 },
    debt: { type: 'number', exclusiveMaximum: 0 },
  });
  const cases: readonly (readonly [path: string, op: string, value: number, fact: string | undefined])[] = [
    ['args.share', 'lte', 0, '"args.share" is always a number more than 0 and less than 1, never 0 or less,'],
    ['args.share', 'gte', 1, '"args.share" is always a number more than 0 and less than 1, never 1 or more,'],
    ['args.share', 'eq', 0, '"args.share" is always a number more than 0 and less than 1, never 0,'],
    ['args.share', 'eq', 0.5, undefined],
    ['args.share', 'gt', 0, undefined],
    ['args.rate', 'lt', 0, '"args.rate" is always a number more than 0 and at most 5, never less than 0,'],
    ['args.rate', 'gte', 5, undefined],
    ['args.debt', 'gte', 0, '"args.debt" is always a number less than 0, never 0 or more,'],
  ];
  for (const [path, op, value, fact] of cases) {
    test(`${path} ${op} ${value}: ${fact ?? 'possible'}`, () => {
      const [message = ''] = problemsOf(requiring(path, op, value), knowledge).map((problem) => problem.message);
      assert.equal(message.slice(0, fact?.length ?? message.length), fact ?? '');
    });
  }
});
