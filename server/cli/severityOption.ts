import { InvalidArgumentError, Option } from 'commander';
import { type SeverityChoice, severityChoices } from '../language/severities.ts';
import { type ProblemCode, problemCodes } from '../policy/problems/problem.ts';

/** `--severity <code=level…>`: the command line's form of the setting `mcpPolicy.diagnostics.severity`. */
export function severityOption(): Option {
  return new Option('--severity <code=level...>', `report a kind of problem as ${severityChoices.join(', ')}`)
    .default(new Map<ProblemCode, SeverityChoice>(), 'each its own')
    .argParser((written: string, choices: ReadonlyMap<ProblemCode, SeverityChoice>) => {
      const [code, level] = written.split('=', 2);
      const known = problemCodes.find((candidate) => candidate === code);
      const chosen = severityChoices.find((candidate) => candidate === level);
      if (known === undefined) throw new InvalidArgumentError(`There is no diagnostic "${code}".`);
      if (chosen === undefined) throw new InvalidArgumentError(`A level is one of ${severityChoices.join(', ')}.`);
      return new Map([...choices, [known, chosen]]);
    });
}
