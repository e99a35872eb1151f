import { messageLine } from '../../../server/protocol/messageText.ts';
import type { ToolStanding } from '../../../server/protocol/simulation.ts';
import type { DriftMark, ShownTool } from '../../../server/protocol/toolsOverview.ts';
import { plainMarkdown } from './markdown.ts';

/** A tool's row. Its texts may be shown as they are. */
export interface ToolRow {
  readonly label: string;
  readonly description: string;
  /** A codicon, another one for each standing: colours alone tell nothing. */
  readonly icon: string;
  /** A theme colour that can be told from the background of a side bar in every theme of VS Code. */
  readonly colour: string | undefined;
  /** Words, one for each thing that is true of the tool: `known named drift risk`. */
  readonly context: string;
  /** What a screen reader says. */
  readonly spoken: string;
}

const standings: Readonly<
  Record<ToolStanding, { readonly icon: string; readonly colour?: string; readonly words: string }>
> = {
  allowed: { icon: 'pass', colour: 'charts.green', words: 'allowed' },
  limited: { icon: 'dashboard', colour: 'charts.blue', words: 'limited' },
  conditioned: { icon: 'law', colour: 'charts.purple', words: 'allowed under conditions' },
  approval: { icon: 'person', colour: 'list.warningForeground', words: 'needs approval' },
  denied: { icon: 'circle-slash', colour: 'charts.red', words: 'denied' },
  hidden: { icon: 'eye-closed', colour: 'descriptionForeground', words: 'hidden' },
};

const notListed = { icon: 'circle-outline', colour: 'descriptionForeground', words: 'not listed, denied' };

const driftWords: Readonly<Record<DriftMark['kind'], string>> = {
  added: 'new',
  removed: 'gone',
  renamed: 'renamed',
  description: 'description changed',
  schema: 'arguments changed',
  annotations: 'claims changed',
};

export function toolRow(tool: ShownTool): ToolRow {
  const { icon, colour, words } = shownStanding(tool);
  const label = messageLine(tool.name);
  const marks = tool.drift.map(({ kind }) => driftWords[kind]);
  const notes = [
    ruleInShort(tool),
    ...(tool.risk === undefined ? [] : [tool.risk.class]),
    ...marks,
    ...(tool.flags.length > 0 ? ['suspicious text'] : []),
    ...(tool.isKnown || marks.length > 0 ? [] : ['only in the policy']),
  ];
  return {
    label,
    description: notes.join(' · '),
    icon,
    colour,
    context: [
      'tool',
      ...(tool.isKnown ? ['known'] : []),
      ...(tool.isNamed ? ['named'] : []),
      ...(marks.length > 0 ? ['drift'] : []),
      ...(tool.risk === undefined ? [] : ['risk']),
    ].join(' '),
    spoken: [label, ...(notes[0] === words ? [] : [words]), ...notes].join(', '),
  };
}

/** What a rule tells the agent is its author's, of any length, and stands in the box above the row. */
function ruleInShort(tool: ShownTool): string {
  const isTold = tool.standing === 'approval' || (tool.standing === 'denied' && tool.isNamed);
  return isTold ? standings[tool.standing].words : messageLine(tool.line);
}

function shownStanding(tool: ShownTool): (typeof standings)[ToolStanding] {
  return tool.standing === 'denied' && !tool.isNamed ? notListed : standings[tool.standing];
}

/** What a group of tools that stand alike is called. */
export function standingGroup(tool: ShownTool): string {
  const { words } = shownStanding(tool);
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** The letter behind a row that changed or is suspicious, its colour, and what it stands for. */
export interface RowBadge {
  readonly badge: string;
  readonly colour: string;
  readonly words: string;
}

const badges: Readonly<Record<DriftMark['kind'], readonly [badge: string, colour: string]>> = {
  added: ['A', 'gitDecoration.addedResourceForeground'],
  removed: ['D', 'gitDecoration.deletedResourceForeground'],
  renamed: ['R', 'gitDecoration.renamedResourceForeground'],
  description: ['M', 'gitDecoration.modifiedResourceForeground'],
  schema: ['M', 'gitDecoration.modifiedResourceForeground'],
  annotations: ['M', 'gitDecoration.modifiedResourceForeground'],
};

export function rowBadge(tool: ShownTool): RowBadge | undefined {
  const [first] = tool.drift;
  if (tool.flags.length > 0) return { badge: '!', colour: 'list.warningForeground', words: 'Its texts are suspicious' };
  if (first === undefined) return undefined;
  const [badge, colour] = badges[first.kind];
  return { badge, colour, words: `Since the snapshot: ${tool.drift.map(({ kind }) => driftWords[kind]).join(', ')}` };
}

/** What is shown of a tool when the pointer rests on it, as Markdown. No text of the server's can mean anything there. */
export function toolMarkdown(tool: ShownTool): string {
  const { title, description, risk } = tool;
  const { words } = shownStanding(tool);
  const paragraphs = [
    `**${plainMarkdown(tool.name.slice(0, 300))}**${title === undefined ? '' : ` — ${plainMarkdown(title)}`}`,
    `In this policy: ${words}${tool.line === words ? '' : ` (${plainMarkdown(tool.line)})`}`,
    ...(risk === undefined
      ? []
      : [`${capital(risk.class)}, ${risk.risk} risk (${originInWords(risk)}): ${plainMarkdown(risk.reason)}`]),
    ...(tool.flags.length === 0 ? [] : [list('Suspicious texts, shown and not followed:', tool.flags)]),
    ...(tool.drift.length === 0
      ? []
      : [
          list(
            'Since the snapshot:',
            tool.drift.map(({ sentence }) => sentence),
          ),
        ]),
    ...(description === undefined ? [] : [plainMarkdown(description)]),
  ];
  return paragraphs.join('\n\n');
}

function list(title: string, sentences: readonly string[]): string {
  return [title, ...sentences.map((sentence) => `- ${plainMarkdown(sentence)}`)].join('\n');
}

function originInWords({ chosenIn }: NonNullable<ShownTool['risk']>): string {
  return chosenIn === undefined ? 'a guess' : `chosen in the ${chosenIn}`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
