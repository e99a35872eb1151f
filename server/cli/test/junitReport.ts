import { visibleText } from '../../policy/visibleText.ts';
import type { StepResult } from '../../scenarios/stepResult.ts';
import { stepTexts } from '../../scenarios/stepText.ts';
import { difference } from './difference.ts';
import { caseName, placeIn, type TestedCase, type TestedFile, type TestReport } from './report.ts';

/** For build servers: JUnit's XML, a suite for each file and a test for each scenario. */
export function asJunit({ files }: TestReport): string {
  const suites = files.map((file) => element('testsuite', { name: file.path, ...figures([file]) }, ofFile(file)));
  const root = element('testsuites', { name: 'mcp-policy test', ...figures(files) }, suites);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function figures(files: readonly TestedFile[]): Readonly<Record<string, string>> {
  const cases = files.flatMap((file) => file.cases);
  const count = (state: TestedCase['state']): string => String(cases.filter((each) => each.state === state).length);
  const duration = cases.reduce((sum, each) => sum + durationOf(each), 0);
  return { tests: String(cases.length), failures: count('failed'), errors: count('errored'), time: seconds(duration) };
}

function ofFile(file: TestedFile): string[] {
  return file.cases.map((each) => {
    const attributes = {
      name: caseName(each.case),
      classname: file.path,
      file: file.path,
      time: seconds(durationOf(each)),
    };
    return element('testcase', attributes, ofCase(each, file));
  });
}

function ofCase(each: TestedCase, { path, file }: TestedFile): string[] {
  if (each.state === 'errored') {
    const place = placeIn(path, file.document, each.problem.span);
    return [element('error', { message: each.problem.message }, [escaped(place)])];
  }
  return each.steps.filter(({ failures }) => failures.length > 0).map((step) => failureOf(step, path, file.document));
}

function failureOf(result: StepResult, path: string, document: TestedFile['file']['document']): string {
  const texts = stepTexts(result);
  const said = result.failures.map(
    ({ expectation, message }) => `${placeIn(path, document, expectation.span)} ${message}`,
  );
  const text = [...said, '', ...difference(texts.expected, texts.actual)].join('\n');
  return element('failure', { message: result.failures[0]?.message ?? '' }, [escaped(text)]);
}

function durationOf(each: TestedCase): number {
  return each.state === 'errored' ? 0 : each.duration;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function element(name: string, attributes: Readonly<Record<string, string>>, content: readonly string[]): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(value).replaceAll('\n', '&#10;')}"`,
  );
  const open = `<${name}${written.join('')}`;
  return content.length === 0 ? `${open}/>` : `${open}>${content.join('')}</${name}>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML cannot hold at all, such as half a surrogate pair, is replaced: a report must be readable in any case. */
function escaped(text: string): string {
  return visibleText(text)
    .replaceAll(/[\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
