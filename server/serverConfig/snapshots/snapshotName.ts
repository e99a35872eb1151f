/** What the names of snapshot files end in. */
export const snapshotEnding = '.mcptools.json';

/** File systems bound a name to 255 bytes; a character of a name takes up to four of them. */
const longestStem = 50;

/** The name of the snapshot file of a server, by its name in the configuration. */
export function snapshotNameOf(server: string): string {
  const stem = [...server.normalize('NFC')].slice(0, longestStem).join('');
  // What no file system takes, and what hides or reorders where names are shown.
  return `${stem.replaceAll(/[<>:"/\\|?*]|\p{C}|(?! )\p{Z}/gu, '-') || 'server'}${snapshotEnding}`;
}

/** The name of the snapshot file that belongs to a policy by the policy's own name. */
export function snapshotNameOfPolicy(policyFile: string): string {
  return `${policyFile.replace(/(?:\.policy)?\.json$/i, '') || 'policy'}${snapshotEnding}`;
}

export function isSnapshotName(file: string): boolean {
  return file.endsWith(snapshotEnding);
}
