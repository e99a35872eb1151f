/** What came of a question that was not abandoned. */
export type Reply<Answer> =
  | { readonly state: 'answered'; readonly answer: Answer }
  | { readonly state: 'unanswered'; readonly problem: string };

/** One question at a time: asking again abandons the question before, whose answer, however late, is never seen. */
export class LatestQuestion<Answer> {
  private current = new AbortController();

  /** Resolves to `undefined` when the question was abandoned meanwhile. Never rejects. */
  async ask(question: (signal: AbortSignal) => Promise<Answer>): Promise<Reply<Answer> | undefined> {
    this.current.abort();
    const asked = new AbortController();
    this.current = asked;
    try {
      const answer = await question(asked.signal);
      return asked.signal.aborted ? undefined : { state: 'answered', answer };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return asked.signal.aborted ? undefined : { state: 'unanswered', problem };
    }
  }

  abandon(): void {
    this.current.abort();
  }
}
