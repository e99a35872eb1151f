import type { Span } from '../../policy/syntax/span.ts';
import type { Expectation, ScenarioCase, ScenarioStep } from '../scenarioCase.ts';
import type { ScenarioProblem } from '../scenarioProblem.ts';

/** Expectations that no policy can meet together. */
export function impossibleExpectations(cases: readonly ScenarioCase[]): ScenarioProblem[] {
  return cases.flatMap(({ steps }) => steps.flatMap(ofStep));
}

function ofStep(step: ScenarioStep): ScenarioProblem[] {
  const { expected } = step;
  const outcome = find(expected, 'outcome');
  const [allowed, denied] = [find(expected, 'allowed'), find(expected, 'denied')];
  const problems = (['rule', 'message'] as const).flatMap((kind) => {
    const other = find(expected, kind);
    if (outcome?.expected !== 'allowed' || other === undefined) return [];
    return [impossible(other.span, `A call that is allowed has no ${kind}`)];
  });
  const count = (allowed?.expected ?? 0) + (denied?.expected ?? 0);
  const last = denied ?? allowed;
  // How many calls traffic makes can depend on what is decided.
  const times = step.kind === 'calls' ? step.call.times : Infinity;
  if (last !== undefined && count > times) {
    const calls = times === 1 ? 'one call' : `${times} calls`;
    problems.push(impossible(last.span, `The step makes ${calls}, so ${count} cannot be expected`));
  }
  return problems;
}

function find<Kind extends Expectation['kind']>(
  expected: readonly Expectation[],
  kind: Kind,
): Extract<Expectation, { kind: Kind }> | undefined {
  return expected.find((each): each is Extract<Expectation, { kind: Kind }> => each.kind === kind);
}

function impossible(span: Span, message: string): ScenarioProblem {
  return { code: 'scenario-impossible', severity: 'warning', span, message };
}
