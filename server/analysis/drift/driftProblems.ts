import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem, ProblemFix } from '../../policy/problems/problem.ts';
import { shownLine, shownName } from '../../policy/shownName.ts';
import type { Span } from '../../policy/syntax/span.ts';
import { type Node, spanOf, valueAt } from '../../policy/syntax/syntaxTree.ts';
import type { ContentChange, ToolChange } from '../../tools/drift/toolChange.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import { provenance } from '../../tools/provenance.ts';
import { riskIn } from '../../tools/riskOverrides.ts';
import type { Tool, ToolList } from '../../tools/tool.ts';
import { type EntryRemoval, entryRemoval } from '../traps/entryRemoval.ts';
import { addingTools, type FreshKnowledge, renamingTool } from './driftFixes.ts';
import { isHidden, isNamed, listedTool, type PolicyNames, policyNames } from './policyNames.ts';
import { renamingArguments } from './renamingArguments.ts';
import { newRiskInWords, type RiskOf } from './riskInWords.ts';
import { assumedInWords, isBroken } from './schemaDrift.ts';
import { capital, sentences } from './sentences.ts';
import { notInSnapshot } from './snapshotProblems.ts';
import { standingInWords } from './standingInWords.ts';
import { type DriftTeller, descriptionInWords, driftTeller, hidesCharacters, lostByRenaming } from './toolDrift.ts';

/** Tools that a message names. */
const mostNamed = 3;

/** What changed in a policy's server since its snapshot, where the policy feels it. */
export interface PolicyDrift {
  readonly problems: readonly Problem[];
  /** The conditions and weights that came to nothing, in the order of the text. */
  readonly broken: readonly BrokenPlace[];
  /** True when the problems name every tool that `"default": "allow"` lets through unseen. */
  readonly namesAllUnseen: boolean;
}

/** A condition or a weight that a new schema has broken, and why. */
export interface BrokenPlace {
  readonly span: Span;
  readonly reason: NonNullable<Problem['related']>;
  readonly fixes: readonly ProblemFix[];
}

/**
 * The problems are at the tools' names, and at `default` for new tools that it lets through. A fresh list is compared with the
 * snapshot; without one the policy is compared with the snapshot, which proves little: that is information. A list that is
 * not current proves nothing.
 */
export function policyDrift(
  document: PolicyDocument,
  knowledge: ToolKnowledge,
  baseline: ToolList | undefined,
): PolicyDrift {
  if (baseline === undefined) return noDrift;
  if (knowledge.state !== 'fresh') return { ...noDrift, problems: notInSnapshot(document, knowledge, baseline) };
  const { list } = knowledge;
  const riskOf = riskIn(knowledge);
  const teller = driftTeller(document, baseline, list, riskOf);
  if (teller.changes.length === 0) return noDrift;
  const names = policyNames(document);
  const since = `Compared with the snapshot: ${shownLine(provenance({ state: 'fresh', list: baseline }), 300)}.`;
  const view: View = {
    document,
    names,
    teller,
    riskOf,
    since,
    server: shownLine(list.server, 120),
    broken: [],
    fromTools: entryRemoval(valueAt(document.root, 'tools')),
    fromHide: entryRemoval(valueAt(document.root, 'hide')),
  };
  const atTools = teller.changes.flatMap((change) => problemsOf(change, view));
  const unseen = unseenTools(view);
  return {
    problems: [...atTools, ...addedUnseen(view, knowledge, unseen)],
    broken: view.broken.sort((left, right) => left.span.offset - right.span.offset),
    namesAllUnseen: areTold(teller, names, list),
  };
}

/** The problems of {@link policyDrift} alone. */
export function driftProblems(
  document: PolicyDocument,
  knowledge: ToolKnowledge,
  baseline: ToolList | undefined,
): readonly Problem[] {
  return policyDrift(document, knowledge, baseline).problems;
}

const noDrift: PolicyDrift = { problems: [], broken: [], namesAllUnseen: false };

/** Whether the policy has heard of every tool of the list, but for new ones and those of which it knows the former name. */
function areTold({ changes }: DriftTeller, names: PolicyNames, list: ToolList): boolean {
  const told = new Set(
    changes.flatMap((change) => {
      if (change.kind === 'added') return [change.tool];
      return change.kind === 'renamed' && isNamed(names, change.before.name) ? [change.tool] : [];
    }),
  );
  return list.tools.every((tool) => told.has(tool) || isNamed(names, tool.name));
}

interface View {
  readonly document: PolicyDocument;
  readonly names: PolicyNames;
  readonly teller: DriftTeller;
  readonly riskOf: RiskOf;
  readonly since: string;
  readonly server: string;
  readonly broken: BrokenPlace[];
  readonly fromTools: EntryRemoval;
  readonly fromHide: EntryRemoval;
}

function problemsOf(change: ToolChange, view: View): Problem[] {
  switch (change.kind) {
    case 'removed':
      return goneProblems(change, view);
    case 'renamed':
      return renamedProblems(change, view);
    case 'description':
      return descriptionProblems(change, view);
    case 'schema':
      return schemaProblems(change, view);
    default:
      return [];
  }
}

type ChangeOf<Kind extends ToolChange['kind']> = Extract<ToolChange, { kind: Kind }>;

/** A place where the policy names a tool. */
interface Place {
  /** The string. */
  readonly node: Node;
  /** Takes the whole entry out. */
  readonly removal: ProblemFix;
}

/** Every one of them. `"*"` stands for all tools and is the name of none. */
function placesOf({ names, fromTools, fromHide }: View, name: string): readonly Place[] {
  if (name === '*') return [];
  const removal = (edits: ProblemFix['edits']): ProblemFix => ({
    title: `Remove ${shownName(name)}`,
    edits,
    isEvident: false,
  });
  return [
    ...(names.listed.get(name) ?? []).map(({ key, node }) => ({ node: key, removal: removal(fromTools(node)) })),
    ...(names.hidden.get(name) ?? []).map((node) => ({ node, removal: removal(fromHide(node)) })),
  ];
}

function goneProblems({ before }: ChangeOf<'removed'>, view: View): Problem[] {
  return placesOf(view, before.name).map(({ node, removal }) => ({
    code: 'tool-removed',
    severity: 'warning',
    span: spanOf(node),
    message: `${view.server} no longer has the tool ${shownName(before.name)}, so this never applies. ${view.since}`,
    fixes: [removal],
  }));
}

function renamedProblems({ before, tool }: ContentChange, view: View): Problem[] {
  const { document, names, since, server, riskOf } = view;
  const places = placesOf(view, before.name);
  if (places.length === 0) return [];
  const standing = standingInWords(document, tool.name);
  const now = standing === undefined ? '' : `: ${standing.words}`;
  // Whoever renames gives it the rules of a tool that may have done less.
  const risk = newRiskInWords(before, tool, riskOf);
  const nodes = places.map(({ node }) => node);
  const renaming = renamingTool(nodes, before.name, tool.name, isNamed(names, tool.name));
  return places.map(({ node, removal }) => ({
    code: 'tool-renamed',
    severity: 'warning',
    span: spanOf(node),
    message: `${server} no longer has the tool ${shownName(before.name)}; ${shownName(tool.name)} looks like the same one. ${sentences(`${lostByRenaming(names, before.name)}${now}`, risk)} ${since}`,
    fixes: [...renaming, removal],
  }));
}

function descriptionProblems({ before, tool }: ContentChange, { names, since }: View): Problem[] {
  const written = listedTool(names, tool.name);
  if (written === undefined || isHidden(names, tool.name)) return [];
  return [
    {
      code: 'tool-description-changed',
      severity: hidesCharacters(before, tool) ? 'warning' : 'information',
      span: spanOf(written.key),
      message: `${descriptionInWords(before, tool)}. ${since}`,
    },
  ];
}

function schemaProblems(change: ContentChange, { names, teller, since, broken }: View): Problem[] {
  const written = listedTool(names, change.tool.name);
  if (written === undefined || isHidden(names, change.tool.name)) return [];
  const schema = teller.schemaOf(change);
  if (schema.effect === undefined) return [];
  const fixes = renamingArguments(written, schema.changes);
  const reason = { span: spanOf(written.key), message: `${capital(schema.fact)}. ${since}` };
  broken.push(...schema.effect.nodes.map((node) => ({ span: spanOf(node), reason, fixes })));
  return [
    {
      code: 'tool-schema-changed',
      severity: isBroken(schema.effect) ? 'warning' : 'information',
      span: spanOf(written.key),
      message: `${capital(schema.words)}. ${since}${assumedInWords(schema.assumes)}`,
      ...(fixes.length > 0 && { fixes }),
    },
  ];
}

/** New tools that nobody decided about, and that `"default": "allow"` lets through. */
function unseenTools({ document, teller }: View): readonly Tool[] {
  if (valueAt(document.root, 'default')?.value !== 'allow') return [];
  return teller.changes.flatMap((change) =>
    change.kind === 'added' && standingInWords(document, change.tool.name)?.isUnseen === true ? [change.tool] : [],
  );
}

function addedUnseen({ document, since, server }: View, knowledge: FreshKnowledge, unseen: readonly Tool[]): Problem[] {
  const otherwise = valueAt(document.root, 'default');
  if (unseen.length === 0 || otherwise === undefined) return [];
  const riskOf = riskIn(knowledge);
  const shown = unseen.slice(0, mostNamed).map((tool) => {
    const { class: riskClass, chosenIn } = riskOf(tool);
    return `${shownName(tool.name)} (${riskClass}${chosenIn === undefined ? ' by a guess' : ''})`;
  });
  if (unseen.length > shown.length) shown.push(`${unseen.length - shown.length} more`);
  const them = unseen.length === 1 ? 'it' : 'them';
  return [
    {
      code: 'tool-added-unseen',
      severity: 'warning',
      span: spanOf(otherwise),
      message: `${server} has ${unseen.length === 1 ? 'a new tool' : `${unseen.length} new tools`} that "allow" lets through unseen: ${shown.join(', ')}. List ${them} under "tools", or hide ${them}. ${since}`,
      // Writes rules for every one of them, which is not to be done at every keystroke.
      get fixes() {
        return addingTools(document, knowledge, unseen);
      },
    },
  ];
}
