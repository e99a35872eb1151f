/**
 * Scenario files with what is expected of them beside the text, in the notation of `markedPolicy.ts`. They test the policy
 * in `test/fixtures/scenarios/policy.json`; `broken.json` cannot be decided on, and there is no other.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parsePolicyDocument } from '../server/policy/policyDocument.ts';
import { policyProblems } from '../server/policy/problems/policyProblems.ts';
import { parseScenarioDocument } from '../server/scenarios/scenarioDocument.ts';
import { type ScenarioFile, scenarioFile } from '../server/scenarios/scenarioFile.ts';
import { type TestedPolicy, testedPolicy } from '../server/scenarios/testedPolicy.ts';
import { textIn } from '../server/scenarios/writtenScenarios.ts';
import type { ToolKnowledge } from '../server/tools/knowledge.ts';
import { type MarkedPolicy, readMarkedPolicy } from './markedPolicy.ts';

const scenarioFixtures = join(__dirname, 'fixtures', 'scenarios');

/** The policy that most scenarios in the tests are about. */
export const testedPolicyText = readFileSync(join(scenarioFixtures, 'policy.json'), 'utf8');

/** The marked files of `test/fixtures/scenarios`. */
export function markedScenarios(): MarkedPolicy[] {
  return readdirSync(scenarioFixtures)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) =>
      readMarkedPolicy(
        file.replace('.txt', '').replaceAll('-', ' '),
        readFileSync(join(scenarioFixtures, file), 'utf8'),
      ),
    );
}

/** A policy's text as scenarios are run against it. */
function policyUnderTest(text: string): TestedPolicy {
  const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
  return testedPolicy(document, policyProblems(document));
}

/** A scenario file beside its policy. */
export function scenariosOf(text: string, policy = testedPolicyText, knowledge?: ToolKnowledge): ScenarioFile {
  const document = parseScenarioDocument(TextDocument.create('file:///policy.policytest.json', 'json', 1, text));
  return scenarioFile(document, policyNamed(textIn(document.written.policy), policy), knowledge);
}

function policyNamed(path: string | undefined, policy: string): TestedPolicy | undefined {
  switch (path) {
    case undefined:
    case '':
      return undefined;
    case 'policy.json':
      return policyUnderTest(policy);
    case 'broken.json':
      return policyUnderTest('{\n  "version": "1"\n}');
    default:
      return { state: 'missing', reason: `There is no policy at ${JSON.stringify(path)}, seen from this file` };
  }
}
