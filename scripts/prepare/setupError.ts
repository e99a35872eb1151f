/** A set-up step that cannot go on. Shown to people without a stack: what happened, why, what to do. */
export class SetupError extends Error {
  constructor(parts: { what: string; why: string; todo: string }) {
    super(`${parts.what}\n  Why: ${parts.why}\n  What to do: ${parts.todo}`);
    this.name = 'SetupError';
  }
}
