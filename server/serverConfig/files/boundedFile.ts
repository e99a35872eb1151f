import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, stat } from 'node:fs/promises';

/** How a file is read that others may have put there. */
export interface BoundedReading {
  readonly maximumBytes: number;
  /** Where nobody has a reason to put a link, none is followed; by default links are. */
  readonly isNoLink?: boolean;
}

/**
 * The text of a regular file of at most so many bytes. Rejects when it is none: whoever wrote the folder chose what stands
 * at a path, a link to a device, a pipe that nobody writes to, a file of many gigabytes.
 */
export async function boundedFile(path: string, { maximumBytes, isNoLink = false }: BoundedReading): Promise<string> {
  // Looked at first: to open a device may do something already.
  demandRegular(path, isNoLink ? await lstat(path) : await stat(path), maximumBytes);
  // Missing on Windows, where there are neither such pipes nor such links.
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
  const file = await open(path, O_RDONLY | O_NONBLOCK | (isNoLink ? O_NOFOLLOW : 0));
  try {
    // Another may stand there by now.
    demandRegular(path, await file.stat(), maximumBytes);
    const content = await firstBytes(file, maximumBytes + 1);
    if (content.length > maximumBytes) throw tooLarge(path, maximumBytes);
    return content.toString('utf8');
  } finally {
    await file.close();
  }
}

function demandRegular(path: string, status: Stats, maximumBytes: number): void {
  if (!status.isFile()) throw new Error(`${path} is not a file`);
  if (status.size > maximumBytes) throw tooLarge(path, maximumBytes);
}

function tooLarge(path: string, maximumBytes: number): Error {
  return new Error(`${path} is larger than ${maximumBytes} bytes`);
}

/** The size that the system tells may be wrong, so reading is bounded. */
async function firstBytes(file: FileHandle, count: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of file.createReadStream({ end: count - 1, autoClose: false })) chunks.push(chunk);
  return Buffer.concat(chunks);
}
