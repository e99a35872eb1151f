import { runScript } from '../prepare/ending.ts';
import { startOwned } from '../prepare/ownedProcess.ts';

/**
 * Runs a desktop VS Code's executable (the first argument) with the flags of `@vscode/test-electron`, but for the one
 * that turns workspace trust off: so the tests run in an untrusted workspace.
 */
runScript(async () => {
  const [executable = '', ...args] = process.argv.slice(2);
  const kept = args.filter((argument) => argument !== '--disable-workspace-trust');
  const { exited } = startOwned(executable, kept, { stdio: 'inherit' });
  return (await exited) ?? 1;
});
