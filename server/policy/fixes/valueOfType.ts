import type { ProblemFix } from '../problems/problem.ts';
import { type Node, spanOf } from '../syntax/syntaxTree.ts';
import { writtenJson } from '../writtenJson.ts';

/**
 * The value that was meant by one of another type, for a key that takes one of the given types (JSON Schema's names). Best
 * first; none when nothing is near.
 */
export function fixesOfType(node: Node, types: readonly string[]): ProblemFix[] {
  const values = types
    .flatMap((type) => scalarOfType(node, type))
    .map(({ text, isEvident }) => change(node, text, isEvident));
  if (values.length > 0) return values;
  if (types.includes('array')) return inList(node);
  return node.type === 'array' ? onlyEntry(node, types) : [];
}

interface Meant {
  readonly text: string;
  readonly isEvident: boolean;
}

function scalarOfType(node: Node, type: string): Meant[] {
  switch (type) {
    case 'number':
      return numbersMeant(node).map((number) => ({ text: String(number), isEvident: true }));
    case 'integer':
      return numbersMeant(node).map((number) =>
        Number.isInteger(number)
          ? { text: String(number), isEvident: true }
          : { text: String(Math.max(1, Math.floor(number))), isEvident: false },
      );
    case 'boolean':
      return flagMeant(node);
    case 'string':
      return node.type === 'number' || node.type === 'boolean'
        ? [{ text: writtenJson(String(node.value)), isEvident: true }]
        : [];
    default:
      return [];
  }
}

/** A number that is written as a text, or one that only has a fraction too many. */
function numbersMeant(node: Node): number[] {
  if (node.type !== 'number' && node.type !== 'string') return [];
  const text = String(node.value).trim();
  const isNumber = text.length < 20 && /^-?\d+(?:\.\d+)?$/.test(text);
  return isNumber ? [Number(text)] : [];
}

function flagMeant(node: Node): Meant[] {
  const text = node.type === 'string' || node.type === 'number' ? String(node.value).slice(0, 10).toLowerCase() : '';
  if (text === 'true' || text === 'false') return [{ text, isEvident: true }];
  if (text === 'yes' || text === '1') return [{ text: 'true', isEvident: false }];
  if (text === 'no' || text === '0') return [{ text: 'false', isEvident: false }];
  return [];
}

function inList(node: Node): ProblemFix[] {
  if (node.type === 'null') return [change(node, '[]', false)];
  const end = node.offset + node.length;
  return [
    {
      title: 'Put it into a list',
      edits: [
        { span: { offset: node.offset, length: 0 }, text: '[' },
        { span: { offset: end, length: 0 }, text: ']' },
      ],
      isEvident: true,
    },
  ];
}

/** A list of one entry where no list belongs. */
function onlyEntry(list: Node, types: readonly string[]): ProblemFix[] {
  const [entry, ...others] = list.children ?? [];
  if (entry === undefined || others.length > 0 || !types.includes(entry.type)) return [];
  const end = entry.offset + entry.length;
  return [
    {
      title: 'Take it out of the list',
      edits: [
        { span: { offset: list.offset, length: entry.offset - list.offset }, text: '' },
        { span: { offset: end, length: list.offset + list.length - end }, text: '' },
      ],
      isEvident: true,
    },
  ];
}

function change(node: Node, text: string, isEvident: boolean): ProblemFix {
  return { title: `Change to ${text}`, edits: [{ span: spanOf(node), text }], isEvident };
}
