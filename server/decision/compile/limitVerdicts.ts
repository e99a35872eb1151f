import type { Span } from '../../policy/syntax/span.ts';
import type { Window } from '../counting/windows.ts';
import { limitMessage, unweighableMessage } from '../explanation/messages.ts';
import type { CompiledLimit } from './compiledPolicy.ts';

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
