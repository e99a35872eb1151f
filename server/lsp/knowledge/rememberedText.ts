import { isJsonObject, type JsonValue, member } from '../../policy/json.ts';
import { parseSnapshot, stringifySnapshot } from '../../tools/snapshot.ts';
import type { RememberedList } from './rememberedLists.ts';

/** What is kept of a server: its identity on the first line, its list as a snapshot behind it. */
export function rememberedText({ folder, name, hash, list }: RememberedList): string {
  return `${JSON.stringify({ folder, name, hash })}\n${stringifySnapshot({ list, riskClasses: new Map() })}`;
}

export function readRemembered(text: string): RememberedList | { readonly problem: string } {
  const end = text.indexOf('\n');
  const head = parsed(text.slice(0, Math.max(0, end)));
  if (!isJsonObject(head)) return { problem: 'its first line does not say whose list it is' };
  const [folder, name, hash] = [member(head, 'folder'), member(head, 'name'), member(head, 'hash')];
  if (typeof folder !== 'string' || typeof name !== 'string' || typeof hash !== 'string') {
    return { problem: 'its first line does not say whose list it is' };
  }
  const reading = parseSnapshot(text.slice(end + 1));
  return 'problem' in reading ? reading : { folder, name, hash, list: reading.list };
}

function parsed(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
