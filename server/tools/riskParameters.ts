import { parametersOf } from './parameters.ts';
import { nameWords } from './riskWords.ts';
import type { Tool } from './tool.ts';

/** Names of arguments whose text is run by whatever is behind the tool. */
const commandNames = /^(bash|cmd|code|command|expression|function|javascript|python|script|shell|sql)$/i;

const amounts = new Set(['amount', 'cents', 'price']);
const recipients = new Set(['account', 'currency', 'destination', 'iban', 'payee', 'recipient', 'wallet']);

/** The argument that carries something to run, if there is one. A list of fixed choices runs nothing of the caller's. */
export function commandParameter(tool: Tool): string | undefined {
  return parametersOf(tool.inputSchema).find(
    ({ name, type, options }) => commandNames.test(name) && options === undefined && /^string(?!\[)/.test(type),
  )?.name;
}

/** An amount together with the place it goes to, if the tool takes both. */
export function moneyParameters(tool: Tool): readonly [amount: string, recipient: string] | undefined {
  const names = parametersOf(tool.inputSchema).map(({ name }) => name);
  const amount = names.find((name) => nameWords(name).some((word) => amounts.has(word)));
  const recipient = names.find((name) => nameWords(name).some((word) => recipients.has(word)));
  return amount === undefined || recipient === undefined ? undefined : [amount, recipient];
}
