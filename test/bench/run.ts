/** `npm run bench`: measures and writes `docs/performance.md`. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { counterMemoryFigures } from './counterMemory.ts';
import { decisionFigures } from './decision.ts';
import { editingFigures } from './editing.ts';
import type { Figure } from './figure.ts';
import { trafficFigures } from './traffic.ts';

async function main(): Promise<void> {
  const figures = [
    ...(await decisionFigures()),
    ...counterMemoryFigures(),
    ...(await trafficFigures()),
    ...(await editingFigures()),
  ];
  for (const figure of figures) console.log(row(figure));
  writeFileSync(join(__dirname, '..', '..', 'docs', 'performance.md'), page(figures));
}

function page(figures: readonly Figure[]): string {
  return `# Performance

Written by \`npm run bench\` (after \`npm run build\`). Medians, on ${availableParallelism()} cores with Node ${process.versions.node}; noisy, and never asserted.

| What | Median | |
|---|---|---|
${figures.map(row).join('\n')}

An edit waits 1 ms for what belongs to the same keystroke, which is in its figure; VS Code's JSON server waits 500 ms. Both
servers are measured in turn, in one run, on the same texts; VS Code's is that of the VS Code which the tests run in.
`;
}

function row({ what, median, unit }: Figure): string {
  return `| ${what} | ${median.toPrecision(3)} | ${unit} |`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
