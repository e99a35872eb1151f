import type { Span } from '../policy/span.ts';
import type { CompiledLimit } from './compiledPolicy.ts';
import { limitMessage, unweighableMessage } from './messages.ts';
import type { Window } from './windows.ts';

/**
 * What a limit says to the calls it refuses, and where it says so.
 * @param message what it says when it is full
 */
export function limitVerdicts(
  id: string,
  max: number,
  window: Window,
  span: Span,
  message = limitMessage(max, window),
): Pick<CompiledLimit, 'span' | 'exhausted' | 'unweighable'> {
  return {
    span,
    exhausted: { outcome: 'denied', rule: id, message, span },
    unweighable: { outcome: 'denied', rule: id, message: unweighableMessage, span },
  };
}
