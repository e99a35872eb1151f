import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { findings } from '../../../server/language/findings.ts';
import { fixesOf } from '../../../server/language/quickFixes.ts';
import { severityChoices } from '../../../server/language/severities.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { type Problem, type ProblemCode, problemCodes } from '../../../server/policy/problem.ts';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { parseSnapshot } from '../../../server/tools/snapshot.ts';
import { readMarkedPolicy } from '../../markedPolicy.ts';

const root = join(__dirname, '..', '..', '..');
const page = readFileSync(join(root, 'docs', 'diagnostics.md'), 'utf8');

/** Those of which nothing can be said without a server. Their examples are for the one of `schemas/charges.json`. */
const codesOfServers: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'unknown-tool',
  'unknown-argument',
  'operator-never-matches',
  'value-never-matches',
  'weight-not-a-number',
  'default-allows-unseen',
  'risky-tool-unguarded',
]);

/** A thousand mistakes are no example; the test makes them. */
const withoutPolicy: ProblemCode = 'too-many-problems';

interface Section {
  readonly severities: readonly string[];
  /** The texts of its blocks of JSON: what is wrong, and the same mended. */
  readonly examples: readonly string[];
  readonly quickFix: string;
}

/** The sections by their headings. */
const sections = new Map<string, Section>(
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
const rows = [...page.matchAll(/^\| \[([^\]]+)\]\(#([^)]+)\) \| ([^|]+) \| (.+) \|$/gm)].map(
  ([, code = '', anchor, severities = '', meaning]) => ({ code, anchor, severities: severities.split(', '), meaning }),
);

const charges = knowledgeOf('charges.json');

function knowledgeOf(file: string): ToolKnowledge {
  const reading = parseSnapshot(readFileSync(join(root, 'test', 'fixtures', 'schemas', file), 'utf8'));
  assert.ok('list' in reading);
  return { state: 'fresh', list: reading.list };
}

function problemsOf(text: string, knowledge: ToolKnowledge): Problem[] {
  return findings(parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text)), knowledge);
}

function codesIn(text: string, knowledge: ToolKnowledge): ProblemCode[] {
  return problemsOf(text, knowledge).map(({ code }) => code);
}

function sectionOf(code: ProblemCode): Section {
  const section = sections.get(code);
  assert.ok(section !== undefined, `docs/diagnostics.md has no section for ${code}`);
  return section;
}

/** The severities that the fixtures show of each code. */
function shownSeverities(): ReadonlyMap<string, ReadonlySet<string>> {
  const shown = new Map<string, Set<string>>();
  for (const name of ['diagnostics', 'traps']) {
    const folder = join(root, 'test', 'fixtures', name);
    for (const file of readdirSync(folder)) {
      for (const { words } of readMarkedPolicy(file, readFileSync(join(folder, file), 'utf8')).expected) {
        const [, severity = '', code = ''] = /^(\w+) ([a-z-]+):/.exec(words) ?? [];
        shown.set(code, (shown.get(code) ?? new Set()).add(severity));
      }
    }
  }
  return shown;
}

suite('The page that the diagnostics link to', () => {
  test('every code has one section, and there is no other section', () => {
    const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
    assert.deepEqual(headings.toSorted(), problemCodes.toSorted());
  });

  test('every code has one row of the overview, in the order of the sections, and links to its section', () => {
    assert.deepEqual(
      rows.map(({ code }) => code),
      [...sections.keys()],
    );
    for (const { code, anchor } of rows) assert.equal(anchor, code);
  });

  test('no heading has the anchor of another one', () => {
    const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading.toLowerCase());
    assert.equal(new Set(anchors).size, anchors.length);
  });

  test('overview and section name the same severities', () => {
    for (const { code, severities } of rows) assert.deepEqual(sections.get(code)?.severities, severities, code);
  });

  test('the severities are those that the fixtures show', () => {
    const shown = shownSeverities();
    assert.ok(shown.size > 30);
    for (const [code, severities] of shown) {
      assert.deepEqual([...severities].toSorted(), sections.get(code)?.severities.toSorted(), code);
    }
  });

  for (const code of problemCodes.filter((candidate) => candidate !== withoutPolicy)) {
    const isOfServer = codesOfServers.has(code);

    test(`${code}: the first example has it alone, and the second one is mended`, () => {
      const { examples } = sectionOf(code);
      assert.equal(examples.length, 2);
      const [wrong = '', mended = ''] = examples;
      const knowledge = isOfServer ? charges : nothingKnown;
      assert.deepEqual([...new Set(codesIn(wrong, knowledge))], [code]);
      const left = problemsOf(mended, knowledge);
      assert.deepEqual(
        left.filter(({ code: each, severity }) => each === code || severity === 'error' || severity === 'warning'),
        [],
      );
      if (isOfServer) assert.ok(!codesIn(wrong, nothingKnown).includes(code), 'it needs a server');
    });

    test(`${code}: the example's first quick fix is the one that is named`, () => {
      const { examples, quickFix } = sectionOf(code);
      const [wrong = ''] = examples;
      const named = /^Quick fix: (?:(none)\b|_(.+?)_(?=[\s,;:.]))/.exec(quickFix);
      assert.ok(named !== null, 'a quick fix, or none');
      const problem = problemsOf(wrong, isOfServer ? charges : nothingKnown).find((each) => each.code === code);
      assert.ok(problem !== undefined);
      assert.equal(fixesOf(problem)[0]?.title, named[2]);
    });
  }

  test('too-many-problems: an error when not all was checked, information when not all is shown', () => {
    const many = (entry: string): string => Array.from({ length: 1002 }, () => entry).join(', ');
    const severitiesOf = (rest: string): string[] =>
      problemsOf(`{ "version": "1", "default": "deny", ${rest} }`, nothingKnown).flatMap(({ code, severity }) =>
        code === withoutPolicy ? [severity] : [],
      );
    const { severities, quickFix } = sectionOf(withoutPolicy);
    const condition = '{ "path": "args.a", "op": "lte", "value": "5" }';
    const notChecked = severitiesOf(`"tools": { "a": { "require": [{ "conditions": [${many(condition)}] }] } }`);
    const notShown = severitiesOf(`"hide": [${many('"a"')}], "tools": { "b": {} }`);
    assert.deepEqual([...notChecked, ...notShown], severities);
    assert.match(quickFix, /^Quick fix: none/);
  });
});

suite('The settings that change how loudly a problem is reported', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const settings = manifest.contributes.configuration.properties;
  const severity = settings['mcpPolicy.diagnostics.severity'];

  test('every code can be chosen for the workspace, and nothing else', () => {
    assert.deepEqual(Object.keys(severity.properties), [...problemCodes]);
    assert.equal(severity.additionalProperties, false);
  });

  test('every code can be chosen for single files, and nothing else', () => {
    const ofFile = settings['mcpPolicy.diagnostics.severityByFile'].additionalProperties;
    assert.deepEqual(ofFile.propertyNames.enum, [...problemCodes]);
    assert.deepEqual(ofFile.additionalProperties.enum, [...severityChoices]);
  });

  test('each code has every level, and the severity and the meaning of the overview', () => {
    for (const { code, severities, meaning } of rows) {
      const { enum: levels, default: usual, markdownDescription } = severity.properties[code];
      assert.deepEqual(levels, [...severityChoices], code);
      assert.equal(usual, severities[0], code);
      assert.equal(markdownDescription, meaning, code);
    }
  });
});
