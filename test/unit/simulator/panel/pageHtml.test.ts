import assert from 'node:assert/strict';
import { contentSecurityPolicy, pageHtml } from '../../../../client/simulator/panel/pageHtml.ts';

suite('The page', () => {
  const html = pageHtml({
    cspSource: 'https://here',
    script: 'https://here/a.js',
    style: 'https://here/a.css',
    icons: 'https://here/i.css',
    life: '1',
  });

  test('may load scripts, styles and fonts of the extension, and nothing else', () => {
    assert.equal(
      contentSecurityPolicy('https://here'),
      "default-src 'none'; script-src https://here; style-src https://here; font-src https://here",
    );
    assert.ok(html.includes(contentSecurityPolicy('https://here')));
  });

  test('has no inline script and no inline style', () => {
    assert.doesNotMatch(html, /<style|<script>|\s(style|on\w+)=|javascript:/i);
  });
});
