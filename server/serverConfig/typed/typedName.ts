import { shortened } from '../../tools/shortened.ts';

/** Programs that run what one of their arguments names. */
const runners =
  /^(npx|npm|pnpm|pnpx|yarn|bun|bunx|node|deno|tsx|ts-node|python[\d.]*|py|uv|uvx|pipx|docker|podman|java|dotnet|go|cargo|cmd|sh|bash)$/i;

/** Words between such a program and what it runs. */
const verbs = /^(run|exec|dlx|x|tool)$/i;

/** Names of files and folders that say nothing of a server. */
const general = /^(index|main|server|cli|app|start|mod|dist|build|src|bin|out|lib)$/i;

const longestName = 64;

/** A short name for a server that was typed as a command line: the package or the program that it runs. */
export function nameOfCommand(words: readonly string[]): string {
  const [command = '', ...args] = words;
  const program = nameOfPath(command);
  const subject = runners.test(program) ? args.find((word) => !isBeside(word)) : undefined;
  return shortened((subject === undefined ? program : nameOfPath(subject)) || 'server', longestName);
}

/** The same for one that was typed as a URL: its host. */
export function nameOfUrl(url: URL): string {
  return shortened(url.host, longestName);
}

function isBeside(word: string): boolean {
  return /^[-/][\w-]*$/.test(word) || verbs.test(word) || runners.test(nameOfPath(word));
}

/** The last part of a path that says something, without version and extension. */
function nameOfPath(path: string): string {
  const parts = path.split(/[\\/]/).map(bare).filter(Boolean);
  return parts.findLast((part) => !general.test(part)) ?? parts.at(-1) ?? '';
}

function bare(part: string): string {
  return part.replace(/(?<=.)[@:][^@:]*$/, '').replace(/(?<=.)\.(m?[jt]s|c[jt]s|py|exe|cmd|bat|jar|sh)$/i, '');
}
