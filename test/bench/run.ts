/** `npm run bench`: measures and writes `docs/performance.md`. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { decisionFigures } from './decision.ts';
import { editingFigures } from './editing.ts';
import type { Figure } from './figure.ts';

async function main(): Promise<void> {
  const figures = [...decisionFigures(), ...(await editingFigures())];
  for (const figure of figures) console.log(row(figure));
  writeFileSync(join(__dirname, '..', '..', 'docs', 'performance.md'), page(figures));
}

function page(figures: readonly Figure[]): string {
  return `# Performance

Written by \`npm run bench\` (after \`npm run build\`). Medians, on ${availableParallelism()} cores with Node ${process.versions.node}; noisy, and never asserted.

| What | Median | |
|---|---|---|
${figures.map(row).join('\n')}

An edit waits up to 16 ms (one frame) for the next one, which is in its figure.
`;
}

function row({ what, median, unit }: Figure): string {
  return `| ${what} | ${median.toPrecision(3)} | ${unit} |`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
