import type { WindowMode } from '../decision/counting/windows.ts';
import type { Node } from '../policy/syntax/syntaxTree.ts';
import { readExpectations } from './expectations.ts';
import { mostTimes, readCall } from './readCall.ts';
import { readTraffic } from './readTraffic.ts';
import type { ScenarioStep } from './scenarioCase.ts';
import type { ValueReader } from './valueReader.ts';
import type { WrittenStep } from './writtenScenarios.ts';

/** What a step is read with. */
export interface StepSurroundings {
  readonly windows: WindowMode;
  readonly fixtures: ReadonlyMap<string, Node | undefined>;
  readonly reader: ValueReader;
}

/** A name lists the tools of so many streams. */
const mostNamed = 3;

/** @param before when the step before is over, in milliseconds since the Unix epoch */
export function readStep(
  written: WrittenStep,
  id: string,
  before: number,
  surroundings: StepSurroundings,
): ScenarioStep {
  const { reader, fixtures } = surroundings;
  const ownMoment = reader.moment(written.at, 'at');
  const at = ownMoment ?? before + (reader.duration(written.after, 'after') ?? 0);
  if (written.traffic !== undefined) {
    const plan = readTraffic(written, written.traffic, at, surroundings);
    const tools = [...new Set(plan.streams.map(({ tool }) => tool))];
    const named = tools.length > mostNamed ? [...tools.slice(0, mostNamed), '…'] : tools;
    const name = `traffic: ${named.join(', ')}`;
    return { kind: 'traffic', id, name, written, plan, expected: readExpectations(written.expect, reader) };
  }
  const times = reader.count(written.times, 'times', 1, mostTimes) ?? 1;
  const call = { ...readCall(written, fixtures, reader), at, times };
  return {
    kind: 'calls',
    id,
    name: times > 1 ? `${call.tool} ×${times}` : call.tool,
    written,
    call,
    every: reader.duration(written.every, 'every') ?? 0,
    expected: readExpectations(written.expect, reader),
  };
}
