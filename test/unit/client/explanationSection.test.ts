import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sectionOf } from '../../../client/explanationSection.ts';
import { problemCodes } from '../../../server/policy/problems/problem.ts';
import { scenarioProblemCodes } from '../../../server/scenarios/scenarioProblem.ts';

const page = readFileSync(join(__dirname, '../../../docs/diagnostics.md'), 'utf8');

suite('The page behind a code', () => {
  for (const code of [...problemCodes, ...scenarioProblemCodes]) {
    test(`${code} has a section that says more than its name`, () => {
      const section = sectionOf(page, code);
      assert.match(section ?? '', new RegExp(`^#+ ${code}\n`));
      assert.ok((section?.length ?? 0) > 100);
      assert.equal(section?.match(/^#{1,3} /gm)?.length, 1, 'it ends before the next section');
    });
  }

  test('a heading inside of an example ends nothing', () => {
    assert.equal(sectionOf('# a\n```\n# b\n```\nmore\n# c', 'a'), '# a\n```\n# b\n```\nmore');
  });

  test('a code without a section has none', () => {
    assert.equal(sectionOf(page, 'no-such-code'), undefined);
  });
});
