/**
 * Finds out which files are gone. Only the disk knows: one that was deleted and made anew is told as deleted, too, and
 * VS Code keeps the text of one that is deleted open, in an editor or for some minutes without one.
 */
export class GoneFiles<File> {
  private appearances = 0;

  /** @param isThere asks the disk; must not fail */
  constructor(private readonly isThere: (file: File) => Promise<boolean>) {}

  /** A file was made. An answer that is under way may be older than it. */
  appeared(): void {
    this.appearances++;
  }

  async isGone(file: File): Promise<boolean> {
    for (;;) {
      const asked = this.appearances;
      if (await this.isThere(file)) return false;
      if (this.appearances === asked) return true;
    }
  }
}
