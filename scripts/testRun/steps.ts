import { SetupError } from '../prepare/setupError.ts';

/** One step of `npm test`: a script of package.json. */
export type Step = {
  name: string;
  script: string;
  /** Name under which its tests leave their totals; without one the step counts as one test. */
  suite?: string;
  /** Steps without which this one has nothing to test. */
  needs?: string[];
  /** How long it may take; only ends a step that would never end. 5 minutes unless something is installed on the way. */
  minutes?: number;
};

const steps: readonly Step[] = [
  { name: 'build', script: 'build' },
  { name: 'lint', script: 'lint' },
  { name: 'types', script: 'types', needs: ['build'] },
  { name: 'unit', script: 'test:unit', suite: 'unit', needs: ['build'] },
  { name: 'page', script: 'test:page', suite: 'page', needs: ['build'] },
  { name: 'lsp', script: 'test:lsp', suite: 'lsp', needs: ['build'] },
  { name: 'package', script: 'package', needs: ['build'] },
  { name: 'vscode', script: 'test:vscode', suite: 'vscode-trusted-newest', needs: ['build'], minutes: 15 },
  { name: 'untrusted', script: 'test:untrusted', suite: 'vscode-untrusted-newest', needs: ['build'], minutes: 15 },
  { name: 'floor', script: 'test:floor', suite: 'vscode-trusted-floor', needs: ['build'], minutes: 15 },
  {
    name: 'untrusted-floor',
    script: 'test:untrusted-floor',
    suite: 'vscode-untrusted-floor',
    needs: ['build'],
    minutes: 15,
  },
  { name: 'person', script: 'test:person', suite: 'person', needs: ['build', 'package'], minutes: 15 },
];

/**
 * The steps named, and those they need, in their order; all without a name.
 *
 * @throws SetupError on a name that is none
 */
export function chooseSteps(names: string[]): Step[] {
  if (names.length === 0) return [...steps];
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = steps.map(({ name }) => name).join(', ');
    throw new SetupError({
      what: 'No test was run.',
      why: `There is no step called ${unknown.join(', ')}.`,
      todo: `Name some of these after --only, with commas between: ${known}.`,
    });
  }
  const chosen = steps.filter(({ name }) => names.includes(name));
  const needed = new Set([...names, ...chosen.flatMap(({ needs }) => needs ?? [])]);
  return steps.filter(({ name }) => needed.has(name));
}
