import assert from 'node:assert/strict';
import { restoreProposedApiGate } from '../../../scripts/vscodeHost/proposedApiGate.ts';

/** The check as code-server's bundles have it, with the names that one minifier or another gave. */
const openGates = [
  "x=1;function Oe(i,t){return!0}function M(i,t){if(!Oe(i,t))throw new Error(`Extension '${i.identifier.value}' CANNOT`)}",
  "function a$(e,t){return!0}function _b(e,t){if(!a$(e,t))throw new Error(`Extension '${e.identifier.value}' CANNOT`)};y=2",
];

suite('The gate for proposed APIs in a browser-hosted VS Code', () => {
  for (const script of openGates) {
    test(`is put back: ${script.slice(0, 40)}…`, () => {
      const name = /function ([\w$]+)/.exec(script)?.[1];
      const restored = new Function(`${restoreProposedApiGate(script)};return ${name}`)();
      assert.equal(restored({ enabledApiProposals: ['chat'] }, 'chat'), true);
      assert.equal(restored({ enabledApiProposals: ['chat'] }, 'terminal'), false);
      assert.equal(restored({}, 'chat'), false);
    });
  }

  test('is not missing unnoticed in a script of another form', () => {
    assert.throws(() => restoreProposedApiGate('function Oe(i,t){return!1}'), /was not found/);
  });
});
