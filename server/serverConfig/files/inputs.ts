import type { Node } from 'jsonc-parser';
import type { DefinitionInput } from '../../protocol/serverDefinition.ts';
import { EntryFault } from './fault.ts';
import { itemsOf, membersOf, textOf } from './jsonTree.ts';

/** What a file's `inputs` declare, by id; a fault for those that cannot be asked. */
export type DeclaredInputs = ReadonlyMap<string, DefinitionInput | EntryFault>;

/** What one file may cost is bounded: whoever wrote the workspace wrote it. */
const mostInputs = 500;

/** Reads `inputs`. One broken input does not hide the others; a server that uses a broken one learns why. */
export function readInputs(node: Node, report: (fault: EntryFault) => void): DeclaredInputs {
  const declared = new Map<string, DefinitionInput | EntryFault>();
  const items = itemsOf(node, '"inputs"');
  const tooMany = items[mostInputs];
  if (tooMany !== undefined) report(new EntryFault(`only the first ${mostInputs} inputs are used`, tooMany.offset));
  for (const item of items.slice(0, mostInputs)) {
    const members = membersOf(item, 'an input');
    const idNode = members.get('id');
    if (idNode === undefined || typeof idNode.value !== 'string') {
      report(new EntryFault('an input has no "id"', item.offset));
      continue;
    }
    try {
      declared.set(idNode.value, readInput(idNode.value, members, item));
    } catch (error) {
      if (!(error instanceof EntryFault)) throw error;
      declared.set(idNode.value, error);
      report(error);
    }
  }
  return declared;
}

function readInput(id: string, members: ReadonlyMap<string, Node>, item: Node): DefinitionInput {
  const type = members.get('type')?.value;
  if (type !== 'promptString' && type !== 'pickString') {
    const how = type === 'command' ? 'would run a command to get its value' : 'is neither promptString nor pickString';
    throw new EntryFault(`the input "${id}" ${how}, so nobody can be asked for it`, item.offset);
  }
  const [description, preset, options] = [members.get('description'), members.get('default'), members.get('options')];
  return {
    id,
    description: description === undefined ? id : textOf(description, `the description of the input "${id}"`),
    password: members.get('password')?.value === true,
    ...(preset !== undefined && { default: textOf(preset, `the default of the input "${id}"`) }),
    ...(type === 'pickString' && { options: optionsOf(id, options, item) }),
  };
}

function optionsOf(id: string, node: Node | undefined, item: Node): readonly string[] {
  if (node === undefined) throw new EntryFault(`the input "${id}" has no "options" to pick from`, item.offset);
  return itemsOf(node, `the options of the input "${id}"`).map((option) => {
    const value = option.type === 'object' ? membersOf(option, 'an option').get('value') : option;
    return textOf(value ?? option, `an option of the input "${id}"`);
  });
}
