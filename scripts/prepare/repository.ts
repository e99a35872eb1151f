import path from 'node:path';

/** Root folder of this repository. */
export const repositoryRoot = path.resolve(__dirname, '../..');

/** Folder, ignored by git, for everything the scripts download or generate. */
export const cacheFolder = path.join(repositoryRoot, '.cache');

/** The packaged extension, as `npm run package` writes it. */
export const vsixFile = path.join(repositoryRoot, 'dist/mcp-policy-author.vsix');
