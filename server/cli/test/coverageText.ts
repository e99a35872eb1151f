import { visibleLine } from '../../policy/visibleText.ts';
import { coverageFigures, percentOf, unexercised } from '../../scenarios/coverageFigures.ts';
import { type CoveredPolicy, placeIn } from './report.ts';

/** For people: how much of each policy was exercised, and every rule, condition and limit that was not. */
export function coverageAsText(coverage: readonly CoveredPolicy[]): string {
  return coverage.map(ofPolicy).join('');
}

function ofPolicy({ path, document, coverage }: CoveredPolicy): string {
  const figures = coverageFigures(coverage);
  const lines = [
    '',
    `${path}: ${percentOf(figures)} % is exercised, ${figures.exercised} of ${figures.all}`,
    ...unexercised(coverage).map(
      ({ place, what }) => `  ${placeIn(path, document, place.span)} ${place.kind} ${place.name}: ${what}`,
    ),
  ];
  return `${lines.map(visibleLine).join('\n')}\n`;
}
