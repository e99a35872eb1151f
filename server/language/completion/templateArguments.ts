import type { Argument } from '../../tools/arguments/argument.ts';
import { argumentsBelow } from '../../tools/arguments/argumentsBelow.ts';
import { nameWords } from '../../tools/riskWords.ts';
import type { Tool } from '../../tools/tool.ts';

/** Words in the names of arguments that say how much something costs or moves, the clearest first. */
const amountWords = ['amount', 'price', 'cost', 'budget', 'total', 'sum', 'cents', 'usd', 'spend', 'quantity'];

const reasonWords = ['reason', 'justification', 'explanation', 'purpose', 'comment', 'note'];

/** The argument that a cap is about: a number that is called like an amount of money, else the first number. */
export function amountArgument(tool: Tool): Argument | undefined {
  return named(tool, isNumber, amountWords) ?? argumentsOf(tool).find(isNumber);
}

/** The argument with a fixed choice of values, else the first text, rather one that is nothing besides. */
export function choiceArgument(tool: Tool): Argument | undefined {
  const texts = argumentsOf(tool).filter(isText);
  const choice = texts.find(({ values }) => values !== undefined);
  return choice ?? texts.find(({ types }) => types.length === 1) ?? texts[0];
}

/** The text that is called like a reason for the call. Any other one says nothing about why. */
export function reasonArgument(tool: Tool): Argument | undefined {
  return named(tool, isText, reasonWords);
}

function named(tool: Tool, fits: (argument: Argument) => boolean, words: readonly string[]): Argument | undefined {
  const fitting = argumentsOf(tool)
    .filter(fits)
    .map((argument) => ({ argument, words: nameWords(argument.path.at(-1) ?? '') }));
  const word = words.find((each) => fitting.some((candidate) => candidate.words.includes(each)));
  return fitting.find((candidate) => word !== undefined && candidate.words.includes(word))?.argument;
}

/** Those at the top that a path can be written for. */
function argumentsOf({ inputSchema }: Tool): readonly Argument[] {
  return argumentsBelow(inputSchema, []).filter(({ path: [name = ''] }) => name !== '' && !name.includes('.'));
}

function isNumber({ types }: Argument): boolean {
  return types.includes('number') || types.includes('integer');
}

function isText({ types }: Argument): boolean {
  return types.includes('string');
}
