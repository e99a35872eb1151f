/** The server does not take what it is sent. It can ask without end, and every answer to it waits in memory. */
export class UnreadMessages extends Error {
  constructor(what: string) {
    super(`${what}, most of them answers to its own requests`);
    this.name = 'UnreadMessages';
  }
}
