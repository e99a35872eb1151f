import assert from 'node:assert/strict';
import { inScenario, inStep, labels } from './offered.ts';

/** A place, and the labels that are offered there, in their order. */
const places: { what: string; at: string; labels: string[] }[] = [
  {
    what: "the keys of a step that has nothing yet: a call's, or traffic",
    at: inStep('|'),
    labels: [
      'tool',
      'args',
      'fixture',
      'grant',
      'session',
      'at',
      'after',
      'times',
      'every',
      'upstream',
      'answeredAfter',
      'traffic',
      'expect',
    ],
  },
  { what: 'the keys of a step of traffic', at: inStep('"traffic": [], |'), labels: ['at', 'after', 'for', 'expect'] },
  {
    what: "a stream's keys, without a second way to say how often",
    at: inStep('"traffic": [{"tool": "create_charge", "burst": 1, |}]'),
    labels: ['args', 'fixture', 'grant', 'session', 'every', 'from', 'to', 'upstream', 'answeredAfter'],
  },
  {
    what: 'what can be expected of traffic',
    at: inStep('"traffic": [{"tool": "create_charge", "burst": 1}], "expect": {|}'),
    labels: ['allowed', 'denied'],
  },
  {
    what: "the arguments of a stream's tool",
    at: inStep('"traffic": [{"tool": "create_charge", "args": {"currency": "usd", |}}]'),
    labels: ['amount', 'customer', 'urgent'],
  },
  {
    what: "bursts at the limits of the stream's tool",
    at: inStep('"traffic": [{"tool": "create_charge", "burst": |}]'),
    labels: ['30', '31', '60', '61'],
  },
  {
    what: "a scenario's way of windows",
    at: inScenario('"windows": |'),
    labels: ['"aligned"', '"sliding"'],
  },
  {
    what: 'rates and ramps',
    at: inStep('"traffic": [{"tool": "create_charge", "perMinute": |}]'),
    labels: ['30', '[0, 120]'],
  },
];

suite('Completion of traffic in scenario files', () => {
  for (const { what, at, labels: expected } of places) {
    test(what, () => assert.deepEqual(labels(at), expected));
  }
});
