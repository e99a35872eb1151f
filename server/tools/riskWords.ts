import type { RiskClass } from './risk.ts';

/** What a word in a tool's name says about it. The first known word of a name decides, so that `list_deleted` reads. */
const words: Readonly<Record<RiskClass, string>> = {
  read: `analytics analyze browse check compare count describe diff discover estimate explain explore fetch find get
    health history info inspect list log logs lookup metrics outline overview poll preview propose pulse query read
    related report resolve retrieve return search show simulate status summarize usages validate verify view`,
  write: `accept add admit append apply approve assign attach book cancel change claim click close commit complete
    configure confirm copy create disable draft edit enable fill finalize fork generate import insert make mark merge
    move navigate open patch pause post prepare press publish push put quote register rename reorder replace request
    reserve restore resume revise save schedule select send set start stop submit subscribe sync type update upload
    upsert write`,
  execute: 'command deploy eval evaluate exec execute invoke launch run script shell spawn terminal',
  destructive: 'delete destroy drop erase kill prune purge remove revoke terminate truncate uninstall wipe',
  financial: 'buy charge disburse pay payout purchase refund remit settle transfer withdraw',
};

const classes: ReadonlyMap<string, RiskClass> = new Map(
  (['read', 'write', 'execute', 'destructive', 'financial'] as const).flatMap((riskClass) =>
    words[riskClass].split(/\s+/).map((word) => [word, riskClass] as const),
  ),
);

/** What `create_…`, `send_…` and their like move when a name ends with one of these. */
const moneyNouns = new Set(
  'charge fund funds money payment payout purchase refund transaction transfer withdrawal'.split(' '),
);

/** A word that was understood, and what it says. */
export interface KnownWord {
  readonly word: string;
  readonly class: RiskClass;
}

/** `API-post-page`, `policies.remove`, `k8s__apply_manifest`, `getUserInfo`: the words of a name, in lower case. */
export function nameWords(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** The first word of a name that says what the tool does; a money noun at the end outweighs a verb that changes something. */
export function wordOfName(name: string): KnownWord | undefined {
  const all = nameWords(name);
  const first = firstKnown(all);
  const last = all.at(-1) ?? '';
  const moves = first?.class === 'write' || first?.class === 'execute';
  return moves && moneyNouns.has(last) ? { word: last, class: 'financial' } : first;
}

/** The verb that a description begins with: `Deletes a page.`, `Return the example`. */
export function wordOfDescription(description: string): KnownWord | undefined {
  const verb = nameWords(description.slice(0, 80))[0] ?? '';
  return firstKnown([verb, verb.replace(/s$/, ''), verb.replace(/es$/, '')]);
}

function firstKnown(candidates: readonly string[]): KnownWord | undefined {
  for (const word of candidates) {
    const riskClass = classes.get(word);
    if (riskClass !== undefined) return { word, class: riskClass };
  }
  return undefined;
}
