/** Milliseconds to wait for something that VS Code or a server does; generous, because it only ends failing tests. */
const patience = 20_000;

/**
 * Asks again and again until the answer is neither undefined nor false, and resolves to it.
 *
 * @param what what is waited for, for the message when it does not come
 */
export async function until<T>(what: string, ask: () => T | Promise<T>): Promise<Exclude<T, undefined | false>> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    if (Date.now() > end) throw new Error(`Waited ${patience / 1000} seconds in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isThere<T>(answer: T): answer is Exclude<T, undefined | false> {
  return answer !== undefined && answer !== false;
}
