import { distance } from 'fastest-levenshtein';

/** How a server's name is like a policy's; a lower rank is more alike. */
export interface NameLikeness {
  readonly of: 'file' | 'folder';
  readonly rank: number;
}

/** Words that every server and every policy may bear. */
const general = new Set(['mcp', 'server', 'servers', 'policy', 'policies', 'json', 'the']);

/** Shorter words are part of too many others. */
const shortestWord = 3;

/** Names this long may differ by a slip or two and still mean the same. */
const longestCompared = 100;

/**
 * Compares a server's name with the name of a policy's file, then with those of the two folders around it. `undefined`
 * when they have nothing in common.
 */
export function nameLikeness(server: string, policyPath: string): NameLikeness | undefined {
  const words = wordsIn(server);
  if (words.length === 0) return undefined;
  const [file = '', ...folders] = policyPath.split(/[\\/]/).reverse();
  const names = [file, ...folders.slice(0, 2)].map(wordsIn);
  const ranks = names.map((name, index) => ({ index, degree: likeness(words, name) }));
  const alike = ranks.filter((each): each is { index: number; degree: number } => each.degree !== undefined);
  // How alike counts before where: a folder of the same name says more than a file of a similar one.
  const [best] = alike.sort((a, b) => a.degree - b.degree || a.index - b.index);
  return best && { of: best.index === 0 ? 'file' : 'folder', rank: best.degree * names.length + best.index };
}

/** 0: the same words; 1: the words of one are among those of the other; 2: a slip apart. */
function likeness(a: readonly string[], b: readonly string[]): number | undefined {
  if (b.length === 0) return undefined;
  const [joinedA, joinedB] = [a.join(''), b.join('')];
  if (joinedA === joinedB) return 0;
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  if (few.every((word) => word.length >= shortestWord && many.includes(word))) return 1;
  const length = Math.max(joinedA.length, joinedB.length);
  if (length > longestCompared || Math.min(joinedA.length, joinedB.length) < 5) return undefined;
  return distance(joinedA, joinedB) <= length / 5 ? 2 : undefined;
}

function wordsIn(name: string): readonly string[] {
  const words = name
    .slice(0, 2 * longestCompared)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word !== '' && !general.has(word));
}
