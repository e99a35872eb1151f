import type { UpstreamOutcome } from '../decision/decision.ts';
import type { RepeatedCall } from '../decision/replay.ts';
import { shownValue } from '../decision/shownValue.ts';
import { didYouMean, didYouMeanSentence, quoted } from '../policy/didYouMean.ts';
import type { JsonObject } from '../policy/json.ts';
import { shownName } from '../policy/shownName.ts';
import { jsonValueOf, type Node, properties, spanOf } from '../policy/syntaxTree.ts';
import { readExpectations } from './expectations.ts';
import { lastMoment, type ScenarioCase, type ScenarioStep } from './scenarioCase.ts';
import type { ScenarioDocument } from './scenarioDocument.ts';
import { type ValueReader, valueReader } from './valueReader.ts';
import { textIn, type WrittenScenario, type WrittenScenarios, type WrittenStep } from './writtenScenarios.ts';

/** When a scenario begins that says nothing of it: noon, in the middle of nothing. */
export const usualStart = Date.UTC(2026, 0, 1, 12);

/** As many calls as the simulator makes at once. */
export const mostTimes = 10_000;

export const upstreamOutcomes = ['ok', 'tool_error', 'error', 'timeout'] as const satisfies UpstreamOutcome[];

/** Everything in the file that can be run, in the order of the text: one case for a scenario without a matrix. */
export function scenarioCases({ written }: Pick<ScenarioDocument, 'written'>): ScenarioCase[] {
  const taken = new Map<string, number>();
  return written.scenarios.flatMap((scenario) => {
    const id = uniqueId(textIn(scenario.name) ?? `scenario ${scenario.index + 1}`, taken);
    if (scenario.matrix === undefined) return [readCase(written, scenario, undefined, id)];
    return scenario.matrix.map((values, index) => readCase(written, scenario, values, `${id}/${index + 1}`));
  });
}

/** The id of the scenario that a case belongs to. */
export function scenarioId({ id, scenario }: ScenarioCase): string {
  return scenario.matrix === undefined ? id : id.slice(0, id.lastIndexOf('/'));
}

/** Which case of its scenario it is: its name where that says so, else its values. */
export function caseLabel(each: ScenarioCase): string {
  return each.name === textIn(each.scenario.name) ? valuesInShort(each) : each.name;
}

/** The values of a case, e.g. `amount: 5000, currency: "usd"`; empty without a matrix. */
export function valuesInShort({ scenario, span }: ScenarioCase): string {
  const values = scenario.matrix?.find(({ offset }) => offset === span.offset);
  return properties(values)
    .flatMap(({ name, value }) => (value === undefined ? [] : `${name}: ${shownValue(jsonValueOf(value))}`))
    .join(', ');
}

/** Two scenarios of one name keep ids of their own. The marks of cases and steps are written otherwise in a name. */
function uniqueId(name: string, taken: Map<string, number>): string {
  const plain = name.replaceAll('%', '%25').replaceAll('/', '%2F').replaceAll('#', '%23');
  const times = (taken.get(plain) ?? 0) + 1;
  taken.set(plain, times);
  // No name holds the mark of a step with a word behind it.
  return times === 1 ? plain : `${plain}#same-name-${times}`;
}

function readCase(
  written: WrittenScenarios,
  scenario: WrittenScenario,
  values: Node | undefined,
  id: string,
): ScenarioCase {
  const reader = valueReader(values);
  const fixtures = new Map(written.fixtures.map(({ name, value }) => [name, value]));
  const ofFile = reader.moment(written.now, 'now');
  let at = reader.moment(scenario.now, 'now') ?? ofFile ?? usualStart;
  const steps = scenario.steps.map((step, index): ScenarioStep => {
    const ownMoment = reader.moment(step.at, 'at');
    at = ownMoment ?? at + (reader.duration(step.after, 'after') ?? 0);
    const call = readCall(step, at, fixtures, reader);
    const every = reader.duration(step.every, 'every') ?? 0;
    at = lastMoment({ call, every });
    return {
      id: `${id}#${index + 1}`,
      name: call.times > 1 ? `${call.tool} ×${call.times}` : call.tool,
      written: step,
      call,
      every,
      expected: readExpectations(step.expect, reader),
    };
  });
  const name = reader.filled(textIn(scenario.name) ?? `Scenario ${scenario.index + 1}`);
  return { id, name, scenario, span: spanOf(values ?? scenario.node), steps, problems: reader.problems };
}

function readCall(
  step: WrittenStep,
  at: number,
  fixtures: ReadonlyMap<string, Node | undefined>,
  reader: ValueReader,
): RepeatedCall {
  const answeredAfter = reader.duration(step.answeredAfter, 'answeredAfter');
  return {
    tool: reader.text(step.tool, 'tool') ?? '',
    args: { ...readFixture(step, fixtures, reader), ...reader.object(step.args, 'args') },
    at,
    grant: reader.text(step.grant, 'grant') ?? 'default',
    session: reader.text(step.session, 'session') ?? 'default',
    upstream: reader.oneOf(step.upstream, 'upstream', upstreamOutcomes) ?? 'ok',
    times: reader.count(step.times, 'times', 1, mostTimes) ?? 1,
    ...(answeredAfter !== undefined && { answeredAfter }),
  };
}

function readFixture(
  { fixture }: WrittenStep,
  fixtures: ReadonlyMap<string, Node | undefined>,
  reader: ValueReader,
): JsonObject {
  const name = reader.text(fixture, 'fixture');
  if (fixture === undefined || name === undefined) return {};
  if (fixtures.has(name)) return reader.object(fixtures.get(name), name) ?? {};
  const near = didYouMean(name, fixtures.keys());
  const message = `There is no fixture ${shownName(name)}${didYouMeanSentence(near)}`;
  reader.report(fixture, 'scenario-unknown-fixture', message, near.map(quoted));
  return {};
}
