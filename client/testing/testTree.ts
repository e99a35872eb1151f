import { messageLine } from '../../server/protocol/messageText.ts';
import type { ScenariosResult, ScenarioTestStep } from '../../server/protocol/scenarios.ts';
import type { SourceRange } from '../../server/protocol/simulation.ts';

/** One entry of the test view below a scenario file. */
export interface TestNode {
  /** The language server's, unique in the file. */
  readonly id: string;
  /** A `unit` is replayed from empty counters: a scenario, or one case of a scenario with a matrix. */
  readonly kind: 'group' | 'unit' | 'step';
  readonly label: string;
  readonly range: SourceRange;
  readonly children: readonly TestNode[];
}

/** What there is to run in a file, in the order of the text. */
export function testTree({ tests }: ScenariosResult): readonly TestNode[] {
  return tests.map(({ id, name, range, cases, steps }) => ({
    id,
    kind: cases === undefined ? 'unit' : 'group',
    label: messageLine(name),
    range,
    children:
      cases === undefined
        ? steps.map(stepNode)
        : cases.map((one) => ({
            id: one.id,
            kind: 'unit',
            label: messageLine(one.name),
            range: one.range,
            children: one.steps.map(stepNode),
          })),
  }));
}

function stepNode({ id, name, range }: ScenarioTestStep): TestNode {
  return { id, kind: 'step', label: messageLine(name), range, children: [] };
}
