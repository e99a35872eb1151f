import { didYouMean } from '../problems/didYouMean.ts';

/*
 * What people write for the few words that a policy knows, out of other products' policies, other languages and the units
 * of other rate limits. Lower case; blanks, hyphens and underscores count as nothing.
 */

const words: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  default: {
    deny: ['block', 'blocked', 'denied', 'denyall', 'disallow', 'forbid', 'reject', 'none', 'false'],
    allow: ['permit', 'permitted', 'allowed', 'allowall', 'accept', 'true'],
  },
  action: {
    allow: ['permit', 'allowed', 'accept', 'pass', 'true'],
    deny: ['block', 'blocked', 'denied', 'forbid', 'reject', 'disallow', 'false'],
    require_approval: ['approval', 'approve', 'ask', 'confirm', 'review', 'humanapproval', 'needsapproval'],
  },
  window: {
    minute: ['min', 'mins', 'm', '1m', '60s', '1min', '1minute', 'minutely', 'perminute', '60'],
    hour: ['h', 'hr', 'hrs', '1h', '60m', '60min', '1hour', 'hourly', 'perhour', '3600'],
    day: ['d', '1d', '24h', '1day', 'daily', 'perday', '86400'],
  },
  op: {
    eq: ['=', '==', '===', 'equal', 'equals', 'is', 'equalto'],
    neq: ['!=', '!==', '<>', 'ne', 'not', 'notequal', 'notequals', 'isnot', 'noteq'],
    lt: ['<', 'lessthan', 'less', 'below'],
    lte: ['<=', 'le', 'lessthanorequal', 'lessorequal', 'atmost', 'max'],
    gt: ['>', 'greaterthan', 'greater', 'morethan', 'above'],
    gte: ['>=', 'ge', 'greaterthanorequal', 'greaterorequal', 'atleast', 'min'],
    in: ['oneof', 'anyof', 'isin', 'isoneof'],
    not_in: ['nin', 'noneof', '!in', 'notoneof'],
    exists: ['exist', 'present', 'ispresent', 'isset', 'defined', 'has'],
    regex: ['regexp', 're', 'match', 'matches', 'pattern', '=~', '~'],
    contains: ['include', 'includes', 'has_substring', 'substring'],
  },
};

const meanings: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(words).map(([key, byValue]) => [
    key,
    new Map(
      Object.entries(byValue).flatMap(([value, synonyms]) =>
        synonyms.map((synonym) => [plain(synonym), value] as const),
      ),
    ),
  ]),
);

/**
 * What was meant where the policy knows only certain words: the one that another word evidently stands for, else those that
 * are spelled alike, else all of them where they are few.
 * @param key the key whose value it is
 * @param allowed the words that there are
 */
export function valueMeant(key: string, written: unknown, allowed: readonly string[]): readonly string[] {
  if (typeof written === 'object') return few(allowed);
  const text = String(written).slice(0, 100);
  const meant = meanings.get(key)?.get(plain(text));
  if (meant !== undefined && allowed.includes(meant)) return [meant];
  const respelled = allowed.filter((value) => plain(value) === plain(text));
  if (respelled.length > 0) return respelled;
  const near = typeof written === 'string' ? didYouMean(written, allowed) : [];
  return near.length > 0 ? near : few(allowed);
}

function few(allowed: readonly string[]): readonly string[] {
  return allowed.length <= 3 ? allowed : [];
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]/g, '');
}
