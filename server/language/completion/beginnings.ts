import type { DocumentedPlace } from '../schemaDocumentation.ts';
import { choice, stop } from './snippet.ts';

/** What a new key begins with, as a snippet. */
const beginnings: Record<DocumentedPlace, ReadonlyMap<string, string>> = {
  policy: new Map([
    ['version', '"1"'],
    ['default', `"${choice(1, ['deny', 'allow'])}"`],
    ['hide', '[$0]'],
    ['all_tools', '{"limits": [$0]}'],
    ['tools', '{$0}'],
  ]),
  allTools: new Map([['limits', '[$0]']]),
  tool: new Map([
    ['require', '[$0]'],
    ['deny_if', '[$0]'],
    ['limits', '[$0]'],
    ['rate_limit', `{"max": ${stop(1, '10')}, "window": ${stop(2, '60')}}`],
    ['action', `"${choice(1, ['deny', 'allow', 'require_approval'])}"`],
  ]),
  rule: new Map([['conditions', '[{$0}]']]),
  condition: new Map([['path', '"args.$0"']]),
  limit: new Map([
    ['window', `"${choice(1, ['minute', 'hour', 'day'])}"`],
    ['max', stop(1, '30')],
    ['scope', '"grant"'],
    ['increment_from', '"args.$0"'],
  ]),
  rateLimit: new Map([
    ['max', stop(1, '10')],
    ['window', stop(1, '60')],
  ]),
};

/** What a new key begins with, as a snippet: what is right most often, or the quotes or brackets to write into. */
export function beginningOf(place: DocumentedPlace, key: string): string {
  return beginnings[place].get(key) ?? '"$0"';
}

/** The value of a condition begins as its operator wants it; nothing is written while that says too little. */
export function beginningOfConditionValue(operator: string | undefined): string {
  switch (operator) {
    case 'exists':
      return choice(1, ['true', 'false']);
    case 'in':
    case 'not_in':
      return '[$0]';
    case 'regex':
      return '"^$0\\$"';
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return stop(1, '0');
    default:
      return '$0';
  }
}

/** The counter that a limit of a tool usually has; PolicyLayer's catalogue names them so. */
export function usualCounter(tool: string | undefined): string {
  return tool === undefined ? 'calls-per-minute' : `${tool}_rate`;
}
