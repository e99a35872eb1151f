import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction } from 'vscode-languageserver-types';
import { scenarioActions } from '../../../../../server/scenarios/language/codeActions.ts';
import type { ScenarioFile } from '../../../../../server/scenarios/scenarioFile.ts';
import type { ScenarioProblemCode } from '../../../../../server/scenarios/scenarioProblem.ts';
import { scenariosOf } from '../../../../markedScenarios.ts';

const policies = ['policy.json', '../payments.policy.json'];

interface Offered {
  readonly file: ScenarioFile;
  readonly actions: readonly CodeAction[];
}

/** What is offered where `|` stands, to who asks for these kinds. */
export function offered(marked: string, only?: readonly string[]): Offered {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0);
  const file = scenariosOf(marked.slice(0, offset) + marked.slice(offset + 1));
  const position = file.document.text.positionAt(offset);
  const range = { start: position, end: position };
  return { file, actions: scenarioActions(file.problems, range, only, { file, policies }) };
}

export function made({ file: { document } }: Offered, action: CodeAction | undefined): string {
  assert.ok(action !== undefined);
  return TextDocument.applyEdits(document.text, action.edit?.changes?.[document.uri] ?? []);
}

export const inScenario = (scenario: string, before = ''): string =>
  `{ "policy": "policy.json",${before} "scenarios": [{ "name": "n", ${scenario} }] }`;
export const inStep = (step: string, before = ''): string => inScenario(`"steps": [{ ${step} }]`, before);
export const charge = '"tool": "create_charge"';

/** A problem under the cursor, the fixes of it in their order (`*` the evident one), and the text after the first. */
export interface FixCase {
  readonly code: ScenarioProblemCode;
  readonly at: string;
  readonly titles: readonly string[];
  readonly text: string;
}

/** One test for each case. */
export function checkAll(cases: readonly FixCase[]): void {
  for (const { code, at, titles, text } of cases) {
    test(`${code}: ${titles.join(', ') || 'none'} in ${at}`, () => {
      const all = offered(at);
      const ofCode = all.actions.filter(({ diagnostics }) => diagnostics?.some((each) => each.code === code));
      assert.ok(all.file.problems.some((problem) => problem.code === code));
      assert.deepEqual(
        ofCode.map(({ title, isPreferred }) => `${isPreferred === true ? '*' : ''}${title}`),
        titles,
      );
      if (ofCode.length > 0) assert.equal(made(all, ofCode[0]), text);
    });
  }
}
