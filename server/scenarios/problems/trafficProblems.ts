import { quoted } from '../../policy/problems/didYouMean.ts';
import { property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import type { ScenarioDocument } from '../scenarioDocument.ts';
import type { ScenarioProblem } from '../scenarioProblem.ts';
import type { WrittenStep, WrittenStream } from '../writtenScenarios.ts';
import { firstLineOf } from './firstLineOf.ts';

/** Steps that are traffic and a call at once, and streams that say twice how often they call, or not at all. */
export function trafficProblems({ written, text }: ScenarioDocument): ScenarioProblem[] {
  return written.scenarios.flatMap(({ steps }) => steps.flatMap((step) => problemsOf(step, text.getText())));
}

const patterns = ['perMinute', 'burst', 'pause'] as const;

/** What a step says of its own call. */
const ofCall = ['tool', 'args', 'fixture', 'grant', 'session', 'times', 'every', 'upstream', 'answeredAfter'] as const;

/** What a call comes to, and traffic, which is many, does not. */
const ofOneCall = ['outcome', 'rule', 'message', 'counters'];

function problemsOf(step: WrittenStep, source: string): ScenarioProblem[] {
  const { node, traffic, expect } = step;
  if (traffic === undefined) {
    return wrongKey(node, 'for', '"for" says how long "traffic" lasts, and this step has none');
  }
  return [
    ...ofCall.flatMap((key) =>
      wrongKey(node, key, `A step has a call of its own or "traffic", not both: ${quoted(key)} would not be looked at`),
    ),
    ...traffic.flatMap((stream) => ofStream(stream, source)),
    ...ofOneCall.flatMap((key) =>
      wrongKey(expect, key, 'Traffic is many calls: how many of them are "allowed" or "denied" can be expected'),
    ),
  ];
}

function ofStream(stream: WrittenStream, source: string): ScenarioProblem[] {
  const { node } = stream;
  const [first, ...others] = patterns.filter((key) => stream[key] !== undefined);
  if (first === undefined && node.type === 'object') {
    const message = 'A stream needs "perMinute", "burst" or "pause"';
    return [{ code: 'scenario-missing-property', severity: 'error', span: firstLineOf(node, source), message }];
  }
  return [
    ...others.flatMap((key) => wrongKey(node, key, 'A stream has "perMinute", "burst" or "pause", one of them')),
    ...(stream.burst === undefined
      ? wrongKey(node, 'every', '"every" says when a "burst" comes again, and this stream has none')
      : []),
  ];
}

/** The key, where it is. */
function wrongKey(node: WrittenStep['node'] | undefined, key: string, message: string): ScenarioProblem[] {
  const found = property(node, key);
  return found === undefined ? [] : [{ code: 'scenario-traffic', severity: 'error', span: spanOf(found.key), message }];
}
