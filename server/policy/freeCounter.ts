import { elements, type Node, property } from './syntax/syntaxTree.ts';

/** Nobody gives one tool more limits; beyond this the names are not compared. */
const mostCompared = 100;

/** The name, or `name_2` and so on when a limit of the list has it: two limits of one counter would disturb each other. */
export function freeCounter(name: string, limits: Node | undefined): string {
  const taken = new Set(
    elements(limits)
      .slice(0, mostCompared)
      .map((limit) => property(limit, 'counter')?.value?.value),
  );
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}_${number}`;
  return free;
}
