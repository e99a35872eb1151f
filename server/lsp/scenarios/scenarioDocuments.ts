import type { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Utils } from 'vscode-uri';
import { type PolicyDocument, parsePolicyDocument } from '../../policy/policyDocument.ts';
import { policyProblems } from '../../policy/problems/policyProblems.ts';
import type { Problem } from '../../policy/problems/problem.ts';
import { shownName } from '../../policy/shownName.ts';
import { parseScenarioDocument, type ScenarioDocument } from '../../scenarios/scenarioDocument.ts';
import { type ScenarioFile, scenarioFile } from '../../scenarios/scenarioFile.ts';
import { type TestedPolicy, testedPolicy } from '../../scenarios/testedPolicy.ts';
import { textIn } from '../../scenarios/writtenScenarios.ts';
import { nothingKnown, type ToolKnowledge } from '../../tools/knowledge.ts';
import { canonicalUri, parsedUri } from '../documents/documentUri.ts';
import type { PolicyDocuments } from '../documents/policyDocuments.ts';
import type { SavedTexts } from './scenarioTexts.ts';

/** Scenario files beside their policies. What is open in the editor counts, then what the disk has. */
export interface ScenarioDocuments {
  /** The open document, parsed once per version. */
  get(uri: string): ScenarioDocument | undefined;
  /** @param text of a file that is not open; without it the disk's. `undefined` when there is none */
  load(uri: string, text?: string): Promise<LoadedScenarios | undefined>;
  /** The policy that the document names; `undefined` when it names none. */
  policyUriOf(document: ScenarioDocument): string | undefined;
  forget(uri: string): void;
}

export interface LoadedScenarios {
  readonly file: ScenarioFile;
  readonly policyUri: string | undefined;
  readonly knowledge: ToolKnowledge;
}

export interface ScenarioSources {
  readonly open: TextDocuments<TextDocument>;
  readonly documents: PolicyDocuments;
  /** What is wrong with an open policy. */
  readonly problems: (document: PolicyDocument) => readonly Problem[];
  /** What is known of a policy's tools, open or not. */
  readonly knowledgeFor: (uri: string) => Promise<ToolKnowledge>;
  readonly saved: SavedTexts;
}

export function scenarioDocuments(sources: ScenarioSources): ScenarioDocuments {
  const { open, documents, problems, knowledgeFor, saved } = sources;
  const parsed = new Map<string, ScenarioDocument>();
  /** The policies that are not open, by address, as they were read last. */
  const read = new Map<string, TestedPolicy & { readonly document: PolicyDocument }>();

  function get(uri: string): ScenarioDocument | undefined {
    const document = open.get(uri);
    if (document === undefined) return undefined;
    const known = parsed.get(uri);
    if (known?.version === document.version && known.text.getText() === document.getText()) return known;
    const scenarios = parse(uri, document.version, document.getText());
    parsed.set(uri, scenarios);
    return scenarios;
  }

  function policyUriOf({ uri, written }: ScenarioDocument): string | undefined {
    const path = textIn(written.policy);
    if (path === undefined || path === '') return undefined;
    const address = resolved(uri, path);
    return address && (open.keys().find((each) => canonicalUri(each) === address) ?? address);
  }

  async function policyAt(uri: string | undefined, path: string): Promise<TestedPolicy> {
    const openPolicy = uri === undefined ? undefined : documents.get(uri);
    if (openPolicy !== undefined) return testedPolicy(openPolicy, problems(openPolicy));
    const text = uri === undefined ? undefined : await saved.read(uri);
    if (uri === undefined || text === undefined) {
      return { state: 'missing', reason: `There is no policy at ${shownName(path)}, seen from this file` };
    }
    const known = read.get(uri);
    if (known?.document.text.getText() === text) return known;
    const document = parsePolicyDocument(TextDocument.create(uri, 'json', 0, text));
    const tested = testedPolicy(document, policyProblems(document));
    if (tested.state !== 'missing') read.set(uri, tested);
    return tested;
  }

  return {
    get,
    policyUriOf,
    async load(uri, text) {
      const given = text ?? (open.get(uri) === undefined ? await saved.read(uri) : undefined);
      const wanted = given === undefined ? get(uri) : parse(uri, 0, given);
      if (wanted === undefined) return undefined;
      const policyUri = policyUriOf(wanted);
      const path = textIn(wanted.written.policy);
      const tested = path === undefined || path === '' ? undefined : await policyAt(policyUri, path);
      const isThere = policyUri !== undefined && tested !== undefined && tested.state !== 'missing';
      const knowledge = isThere ? await knowledgeFor(policyUri) : nothingKnown;
      return { file: scenarioFile(wanted, tested, knowledge), policyUri, knowledge };
    },
    forget(uri) {
      parsed.delete(uri);
      read.delete(uri);
    },
  };
}

function parse(uri: string, version: number, text: string): ScenarioDocument {
  // The open document changes in place with each edit; a scenario document is one version and stays as it is.
  return parseScenarioDocument(TextDocument.create(uri, 'json', version, text));
}

/** `undefined` where a relative path leads nowhere: in a document that has no file, and no place for one either. */
function resolved(uri: string, path: string): string | undefined {
  const address = parsedUri(uri);
  if (address === undefined) return undefined;
  if (address.scheme !== 'untitled') return Utils.resolvePath(Utils.dirname(address), path).toString();
  // A new document that an editor will save at this very place.
  if (!address.path.startsWith('/')) return undefined;
  return Utils.resolvePath(Utils.dirname(address.with({ scheme: 'file' })), path).toString();
}
