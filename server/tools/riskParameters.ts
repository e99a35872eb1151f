import { argumentNamed, namesOfArguments } from './arguments/argumentsBelow.ts';
import { nameWords } from './riskWords.ts';
import type { Tool } from './tool.ts';

/** Names of arguments whose text is run by whatever is behind the tool. */
const commandNames = /^(bash|cmd|code|command|expression|function|javascript|python|script|shell|sql)$/i;

const amounts = 'amount cents price'.split(' ');
const recipients = 'account currency destination iban payee recipient wallet'.split(' ');

/** The argument that carries something to run, if there is one. A list of fixed choices runs nothing of the caller's. */
export function commandParameter({ inputSchema }: Tool): string | undefined {
  const named = namesOfArguments(inputSchema).filter((name) => commandNames.test(name));
  return named.find((name) => {
    const { type = '', values = [] } = argumentNamed(inputSchema, name) ?? {};
    const isChoice = values.length > 0 && values.every((value) => typeof value === 'string');
    return !isChoice && /^string(?!\[)/.test(type);
  });
}

/** An amount together with the place it goes to, if the tool takes both. */
export function moneyParameters({ inputSchema }: Tool): readonly [amount: string, recipient: string] | undefined {
  const names = namesOfArguments(inputSchema);
  const [amount, recipient] = [firstWith(amounts, names), firstWith(recipients, names)];
  return amount === undefined || recipient === undefined ? undefined : [amount, recipient];
}

/** The first name that has one of the words. There may be a million names. */
function firstWith(words: readonly string[], names: readonly string[]): string | undefined {
  const anyOfThem = new RegExp(words.join('|'), 'i');
  return names.find((name) => anyOfThem.test(name) && nameWords(name).some((word) => words.includes(word)));
}
