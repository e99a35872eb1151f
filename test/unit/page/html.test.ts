import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { html } from '../../../client/page/elements/html.ts';
import { repositoryRoot } from '../../../scripts/prepare/repository.ts';

const page = join(repositoryRoot, 'client/page');

suite('A text on the page', () => {
  const hostile = 'a\u202eb';
  const written = 'a<U+202E>b';

  test('reads as what it is, between tags and in attributes', () => {
    const { values } = html`<p title=${hostile} aria-label="of ${hostile}">${hostile}, ${'two\nlines'}</p>`;
    assert.deepEqual(values, [written, written, written, 'two\nlines']);
  });

  test('stays as it is where it is a value', () => {
    const { values } = html`<input .value=${hostile} value=${hostile} id="1" value="${hostile}">${3}`;
    assert.deepEqual(values, [hostile, hostile, hostile, 3]);
  });

  test('is drawn no other way', () => {
    const files = readdirSync(page, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const others = files.filter((file) =>
      /\{[^}]*\bhtml\b[^}]*\} from 'lit'/.test(readFileSync(join(page, file), 'utf8')),
    );
    assert.deepEqual(others, ['elements/html.ts']);
  });
});
