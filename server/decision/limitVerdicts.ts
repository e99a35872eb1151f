import type { Span } from '../policy/span.ts';
import type { CompiledLimit } from './compiledPolicy.ts';
import { limitMessage, unweighableMessage } from './messages.ts';
import type { Window } from './windows.ts';

/** What a limit says to the calls it refuses, and where it says so. */
export function limitVerdicts(
  id: string,
  max: number,
  window: Window,
  span: Span,
): Pick<CompiledLimit, 'span' | 'exhausted' | 'unweighable'> {
  return {
    span,
    exhausted: { outcome: 'denied', rule: id, message: limitMessage(max, window), span },
    unweighable: { outcome: 'denied', rule: id, message: unweighableMessage, span },
  };
}
