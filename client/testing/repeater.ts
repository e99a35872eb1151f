/** Milliseconds without a further change before there is a run: what belongs to one edit is one run. */
const quiet = 100;

/** Runs again what has changed. One run at a time; what changes meanwhile has its turn afterwards. */
export class Repeater<Item> {
  private readonly due = new Set<Item>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isRunning = false;
  private isEnded = false;

  /** @param run must not fail */
  constructor(private readonly run: (items: readonly Item[]) => Promise<void>) {}

  add(item: Item): void {
    if (this.isEnded) return;
    this.due.add(item);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.next(), quiet);
  }

  /** Nothing starts any more; a run that is going on is not waited for. */
  dispose(): void {
    this.isEnded = true;
    clearTimeout(this.timer);
  }

  private async next(): Promise<void> {
    if (this.isRunning || this.isEnded || this.due.size === 0) return;
    const items = [...this.due];
    this.due.clear();
    this.isRunning = true;
    await this.run(items);
    this.isRunning = false;
    await this.next();
  }
}
