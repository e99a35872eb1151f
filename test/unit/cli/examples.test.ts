import assert from 'node:assert/strict';
import { exampleNames, exampleText } from '../../examplePolicies.ts';
import { run } from './terminal.ts';

/** A pipeline that has no server: nothing is started, and nothing is named but the policies. */
suite('The examples on the command line', () => {
  for (const server of exampleNames) {
    const names = ['policy.json', 'policy.policytest.json', `${server}.mcptools.json`];
    const files = Object.fromEntries(names.map((name) => [`${server}/${name}`, exampleText(server, name)]));
    const policy = `${server}/policy.json`;
    const isUsed = new RegExp(`^${server}/${server}\\.mcptools\\.json is used: \\d+ tools of `);

    test(`${server}: checked against its snapshot, nothing is wrong`, async () => {
      const { exitCode, output, complaints } = await run(['check', policy], files);
      assert.equal(exitCode, 0, output);
      assert.match(complaints, isUsed);
    });

    test(`${server}: its scenarios pass`, async () => {
      const { exitCode, output, complaints } = await run(['test', `${server}/policy.policytest.json`], files);
      assert.equal(exitCode, 0, output);
      assert.match(complaints, isUsed);
    });

    test(`${server}: its policy means nothing that the snapshot does not have`, async () => {
      const { exitCode, output } = await run(['drift', policy], files);
      assert.equal(exitCode, 0, output);
    });
  }
});
