/** `docs/diagnostics.md`, as the tests that hold it to the code read it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const page = readFileSync(join(__dirname, '..', 'docs', 'diagnostics.md'), 'utf8');

/** What is said of one code. */
export interface Section {
  readonly severities: readonly string[];
  /** The texts of its blocks of JSON: what is wrong, and the same mended. */
  readonly examples: readonly string[];
  readonly quickFix: string;
}

/** The sections by their headings. */
export const sections = new Map<string, Section>(
  page
    .split(/^### /m)
    .slice(1)
    .map((text) => {
      const [heading = ''] = text.split('\n', 1);
      const severity = /^Severity: .*?(?=\n\n)/ms.exec(text)?.[0] ?? '';
      return [
        heading,
        {
          severities: [...severity.matchAll(/\*\*(\w+)\*\*/g)].map(([, word = '']) => word),
          examples: [...text.matchAll(/^```json\n(.*?)^```$/gms)].map(([, example = '']) => example),
          quickFix: /^Quick fix: .*?(?=\n\n|\n$)/ms.exec(text)?.[0].replaceAll('\n', ' ') ?? '',
        },
      ];
    }),
);

/** The rows of the overview: code, link, severities and meaning. */
export const rows = [...page.matchAll(/^\| \[([^\]]+)\]\(#([^)]+)\) \| ([^|]+) \| (.+) \|$/gm)].map(
  ([, code = '', anchor, severities = '', meaning]) => ({ code, anchor, severities: severities.split(', '), meaning }),
);

export function sectionOf(code: string): Section {
  const section = sections.get(code);
  assert.ok(section !== undefined, `docs/diagnostics.md has no section for ${code}`);
  return section;
}

/** The title of the quick fix that a section names; `undefined` when it says that there is none. */
export function namedFix({ quickFix }: Section): string | undefined {
  const named = /^Quick fix: (?:(none)\b|_(.+?)_(?=[\s,;:.]))/.exec(quickFix);
  assert.ok(named !== null, 'a quick fix, or none');
  return named[2];
}
