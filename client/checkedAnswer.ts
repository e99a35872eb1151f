import type { Check } from '../server/protocol/shape.ts';

/**
 * The language server's answer to a request. One of another shape is an error, with a message for the person, so that
 * nothing behind it has to doubt.
 */
export function checkedAnswer<Answer>(method: string, check: Check<Answer>, answer: unknown): Answer {
  if (check(answer)) return answer;
  throw new Error(
    `The answer to ${method} cannot be read. Restart the language server; if it stays, extension and server differ in version.`,
  );
}
