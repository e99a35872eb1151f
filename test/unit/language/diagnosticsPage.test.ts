import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { findings } from '../../../server/language/findings.ts';
import { fixesOf } from '../../../server/language/quickFixes.ts';
import { severityChoices } from '../../../server/language/severities.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { type Problem, type ProblemCode, problemCodes } from '../../../server/policy/problems/problem.ts';
import { scenarioProblemCodes } from '../../../server/scenarios/scenarioProblem.ts';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { parseSnapshot } from '../../../server/tools/snapshot.ts';
import type { ToolList } from '../../../server/tools/tool.ts';
import { namedFix, page, rows, sectionOf, sections } from '../../diagnosticsPage.ts';
import { readMarkedPolicy } from '../../markedPolicy.ts';

const root = join(__dirname, '..', '..', '..');
const allCodes = [...problemCodes, ...scenarioProblemCodes];

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

/** Those of a server that changed: `schemas/charges.json` is its snapshot, `schemas/charges-later.json` what it has now. */
const codesOfDrift: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'tool-added-unseen',
  'tool-removed',
  'tool-renamed',
  'tool-description-changed',
  'tool-schema-changed',
]);

/** What an example says besides: the condition that a new schema breaks is told at its place, too. */
const besides: ReadonlyMap<ProblemCode, ProblemCode> = new Map([['tool-schema-changed', 'unknown-argument']]);

/** A thousand mistakes are no example; the test makes them. */
const withoutPolicy: ProblemCode = 'too-many-problems';

const charges = listOf('charges.json');
const chargesLater = listOf('charges-later.json');
const suspicious = listOf('suspicious.json');

function listOf(file: string): ToolList {
  const reading = parseSnapshot(readFileSync(join(root, 'test', 'fixtures', 'schemas', file), 'utf8'));
  assert.ok('list' in reading);
  return reading.list;
}

/** What is known beside a policy. */
interface Known {
  readonly knowledge: ToolKnowledge;
  readonly baseline?: ToolList;
}

const nothing: Known = { knowledge: nothingKnown };

/** What the examples of a code are looked at with. */
function knownFor(code: ProblemCode): Known {
  if (codesOfServers.has(code)) return { knowledge: { state: 'fresh', list: charges } };
  if (codesOfDrift.has(code)) return { knowledge: { state: 'fresh', list: chargesLater }, baseline: charges };
  if (code === 'suspicious-tool-text') return { knowledge: { state: 'fresh', list: suspicious } };
  return code === 'tool-not-in-snapshot' ? { ...nothing, baseline: charges } : nothing;
}

function problemsOf(text: string, { knowledge, baseline }: Known): Problem[] {
  const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
  return findings(document, knowledge, baseline);
}

function codesIn(text: string, known: Known): ProblemCode[] {
  return problemsOf(text, known).map(({ code }) => code);
}

/** The severities that the fixtures show of each code. */
function shownSeverities(): ReadonlyMap<string, ReadonlySet<string>> {
  const shown = new Map<string, Set<string>>();
  for (const name of ['diagnostics', 'traps', 'drift']) {
    const folder = join(root, 'test', 'fixtures', name);
    for (const file of readdirSync(folder).filter((each) => each.endsWith('.txt'))) {
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
    assert.deepEqual(headings.toSorted(), allCodes.toSorted());
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
    const known = knownFor(code);

    test(`${code}: the first example has it alone, and the second one is mended`, () => {
      const { examples } = sectionOf(code);
      assert.equal(examples.length, 2);
      const [wrong = '', mended = ''] = examples;
      const said = codesIn(wrong, known).filter((each) => each !== besides.get(code));
      assert.deepEqual([...new Set(said)], [code]);
      const left = problemsOf(mended, known);
      assert.deepEqual(
        left.filter(({ code: each, severity }) => each === code || severity === 'error' || severity === 'warning'),
        [],
      );
      if (known !== nothing) assert.ok(!codesIn(wrong, nothing).includes(code), 'it needs a server or its snapshot');
    });

    test(`${code}: the example's first quick fix is the one that is named`, () => {
      const [wrong = ''] = sectionOf(code).examples;
      const problem = problemsOf(wrong, known).find((each) => each.code === code);
      assert.ok(problem !== undefined);
      assert.equal(fixesOf(problem)[0]?.title, namedFix(sectionOf(code)));
    });
  }

  test('too-many-problems: an error when not all was checked, information when not all is shown', () => {
    const many = (entry: string): string => Array.from({ length: 1002 }, () => entry).join(', ');
    const severitiesOf = (rest: string): string[] =>
      problemsOf(`{ "version": "1", "default": "deny", ${rest} }`, nothing).flatMap(({ code, severity }) =>
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
    assert.deepEqual(Object.keys(severity.properties), allCodes);
    assert.equal(severity.additionalProperties, false);
  });

  test('every code can be chosen for single files, and nothing else', () => {
    const ofFile = settings['mcpPolicy.diagnostics.severityByFile'].additionalProperties;
    assert.deepEqual(ofFile.propertyNames.enum, allCodes);
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
