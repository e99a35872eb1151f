import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { shownName } from '../../policy/shownName.ts';
import type { ContentChange, ToolChange } from '../../tools/drift/toolChange.ts';
import { toolChanges } from '../../tools/drift/toolChanges.ts';
import type { Tool, ToolAnnotations, ToolList } from '../../tools/tool.ts';
import { newSchemaCheck } from '../schemaCheck.ts';
import { changedWords, hidesMore } from './changedWords.ts';
import { isNamed, listedTool, type PolicyNames, policyNames } from './policyNames.ts';
import { newRiskInWords, type RiskOf, riskInWords } from './riskInWords.ts';
import { assumedInWords, isBroken, type SchemaDrift, schemaDrift } from './schemaDrift.ts';
import { capital, sentences } from './sentences.ts';
import { standingInWords } from './standingInWords.ts';

/** One change of a server's tools, and what comes of it for a policy. */
export interface ToolDrift {
  readonly change: ToolChange;
  /** The change in words, and its consequence where there is one: whole sentences. */
  readonly sentence: string;
  /** True when the policy does something else than it was written for, or lets through what it never heard of. */
  readonly hasConsequence: boolean;
}

/** Tells of changes, one at a time: of many most are never asked for. */
export interface DriftTeller {
  readonly changes: readonly ToolChange[];
  tell(change: ToolChange): ToolDrift;
  /** What a change of kind `schema` does to the rules of the policy. */
  schemaOf(change: ContentChange): SchemaDrift;
}

/**
 * What changed from one list of a policy's server to a later one, for this version of the policy.
 * @param riskOf what a person has chosen counts before the guess
 */
export function driftTeller(document: PolicyDocument, before: ToolList, after: ToolList, riskOf: RiskOf): DriftTeller {
  const names = policyNames(document);
  const earlier = newSchemaCheck({ state: 'fresh', list: before });
  const later = newSchemaCheck({ state: 'fresh', list: after });

  function schemaOf({ before: former, tool }: ContentChange): SchemaDrift {
    // Rules under the former name are what is to be kept when the tool is renamed in the policy.
    const written = listedTool(names, tool.name) ?? listedTool(names, former.name);
    return schemaDrift(former, tool, written, {
      before: { check: earlier, name: former.name },
      after: { check: later, name: tool.name },
    });
  }

  return {
    changes: toolChanges(before, after),
    schemaOf,
    tell(change) {
      switch (change.kind) {
        case 'added':
          return added(document, change, riskOf);
        case 'removed':
          return removed(names, change);
        case 'renamed':
          return renamed(document, names, change, riskOf);
        case 'description':
          return {
            change,
            sentence: sentences(
              descriptionInWords(change.before, change.tool),
              newRiskInWords(change.before, change.tool, riskOf),
            ),
            hasConsequence: false,
          };
        case 'schema':
          return schemaChanged(change, schemaOf(change), riskOf);
        case 'annotations':
          return {
            change,
            sentence: sentences(
              claimsInWords(change.before, change.tool),
              newRiskInWords(change.before, change.tool, riskOf),
            ),
            hasConsequence: false,
          };
      }
    },
  };
}

type ChangeOf<Kind extends ToolChange['kind']> = Extract<ToolChange, { kind: Kind }>;

function added(document: PolicyDocument, change: ChangeOf<'added'>, riskOf: RiskOf): ToolDrift {
  const standing = standingInWords(document, change.tool.name);
  return {
    change,
    sentence: sentences('New since the snapshot', capital(standing?.words ?? ''), riskInWords(change.tool, riskOf)),
    hasConsequence: standing?.isUnseen === true,
  };
}

function removed(names: PolicyNames, change: ChangeOf<'removed'>): ToolDrift {
  const { name } = change.before;
  const rules = names.listed.has(name) ? 'what the policy says of it does nothing' : '';
  const hiding = names.hidden.has(name) ? 'hiding it does nothing' : '';
  const so = [rules, hiding].filter((each) => each !== '').join(', and ');
  return {
    change,
    sentence: sentences('Gone since the snapshot', capital(so === '' ? 'the policy does not name it' : so)),
    hasConsequence: so !== '',
  };
}

function renamed(document: PolicyDocument, names: PolicyNames, change: ContentChange, riskOf: RiskOf): ToolDrift {
  const { before, tool } = change;
  const standing = standingInWords(document, tool.name);
  const wasNamed = isNamed(names, before.name);
  const lost = wasNamed ? lostByRenaming(names, before.name) : '';
  return {
    change,
    sentence: sentences(
      `It looks like ${shownName(before.name)} of the snapshot under another name`,
      lost,
      capital(standing?.words ?? ''),
      newRiskInWords(before, tool, riskOf),
    ),
    // What the policy never named was as unseen under its former name.
    hasConsequence: wasNamed,
  };
}

/** What the policy says of the former name and no longer holds for the tool. */
export function lostByRenaming({ listed, hidden }: PolicyNames, formerName: string): string {
  const lost = [
    listed.has(formerName) ? 'The rules under its former name do not apply to it' : [],
    hidden.has(formerName) ? 'Hiding its former name does not hide it' : [],
  ].flat();
  return lost.join('. ');
}

function schemaChanged(change: ContentChange, schema: SchemaDrift, riskOf: RiskOf): ToolDrift {
  return {
    change,
    sentence: sentences(
      capital(schema.words),
      assumedInWords(schema.assumes).trim(),
      newRiskInWords(change.before, change.tool, riskOf),
    ),
    hasConsequence: schema.effect !== undefined && isBroken(schema.effect),
  };
}

/** Tools live through many keystrokes, and all descriptions of a server may have tens of megabytes. */
const described = new WeakMap<Tool, WeakMap<Tool, ChangedDescription>>();

interface ChangedDescription {
  readonly words: string;
  readonly hides: boolean;
}

function changedDescription(before: Tool, tool: Tool): ChangedDescription {
  const known = described.get(before)?.get(tool);
  if (known !== undefined) return known;
  const hides = hidesMore(before.title, tool.title) || hidesMore(before.description, tool.description);
  const found = { words: wordsOfDescription(before, tool, hides), hides };
  const ofBefore = described.get(before) ?? new WeakMap<Tool, ChangedDescription>();
  described.set(before, ofBefore.set(tool, found));
  return found;
}

/** What the server says of a tool now, beside what it said: without an end mark. */
export function descriptionInWords(before: Tool, tool: Tool): string {
  return changedDescription(before, tool).words;
}

export function hidesCharacters(before: Tool, tool: Tool): boolean {
  return changedDescription(before, tool).hides;
}

function wordsOfDescription(before: Tool, tool: Tool, isHiding: boolean): string {
  const title = before.title === tool.title ? [] : `Its title changed: ${changedWords(before.title, tool.title)}`;
  const description =
    before.description === tool.description
      ? []
      : `Its description changed: ${changedWords(before.description, tool.description)}`;
  const hides = isHiding ? 'The new text has characters that do not show' : [];
  return [title, description, hides].flat().join('. ');
}

const hints = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

function claimsInWords({ annotations: before = {} }: Tool, { annotations: after = {} }: Tool): string {
  const claim = (claims: ToolAnnotations, hint: (typeof hints)[number]): string => String(claims[hint] ?? 'not said');
  const changed = hints.flatMap((hint) =>
    before[hint] === after[hint] ? [] : `${hint} is ${claim(after, hint)} now, and was ${claim(before, hint)}`,
  );
  if (before.title !== after.title) changed.push(`as the title ${changedWords(before.title, after.title)}`);
  return `What the server claims of it changed: ${changed.join('; ')}`;
}
