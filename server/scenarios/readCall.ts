import type { ToolCall, UpstreamOutcome } from '../decision/decision.ts';
import type { JsonObject } from '../policy/json.ts';
import { didYouMean, didYouMeanSentence, quoted } from '../policy/problems/didYouMean.ts';
import { shownName } from '../policy/shownName.ts';
import type { Node } from '../policy/syntax/syntaxTree.ts';
import type { ValueReader } from './valueReader.ts';
import type { WrittenCall } from './writtenScenarios.ts';

/** How many equal calls a step makes at most: as many as the simulator makes at once. */
export const mostTimes = 10_000;

export const upstreamOutcomes = ['ok', 'tool_error', 'error', 'timeout'] as const satisfies UpstreamOutcome[];

/** What is called, by whom, and what the server answers; not when. What is not said is as usual. */
export function readCall(
  written: WrittenCall,
  fixtures: ReadonlyMap<string, Node | undefined>,
  reader: ValueReader,
): Omit<ToolCall, 'at'> {
  const answeredAfter = reader.duration(written.answeredAfter, 'answeredAfter');
  return {
    tool: reader.text(written.tool, 'tool') ?? '',
    args: { ...readFixture(written, fixtures, reader), ...reader.object(written.args, 'args') },
    grant: reader.text(written.grant, 'grant') ?? 'default',
    session: reader.text(written.session, 'session') ?? 'default',
    upstream: reader.oneOf(written.upstream, 'upstream', upstreamOutcomes) ?? 'ok',
    ...(answeredAfter !== undefined && { answeredAfter }),
  };
}

function readFixture(
  { fixture }: WrittenCall,
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
