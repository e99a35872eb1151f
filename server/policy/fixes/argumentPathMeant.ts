/** What people write for the tool's arguments as a whole. */
const roots = new Set(['$', 'args', 'arg', 'arguments', 'argument', 'params', 'parameters', 'input', 'inputs']);
const longest = 200;

/**
 * The argument path that was meant by one that is written otherwise: `amount`, `$.amount`, `args[amount]`,
 * `/args/amount` and `params.arguments.amount` are all `args.amount`. `undefined` when nothing evident is: no name is
 * left, or an index into a list, which no path can have.
 */
export function argumentPathMeant(written: string): string | undefined {
  if (written.length > longest) return undefined;
  const names = written
    .trim()
    .replaceAll(/\[\s*(['"]?)([^'"[\]]*)\1\s*\]/g, '.$2')
    .split(/[./]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const first = names.findIndex((name) => !roots.has(name));
  if (first < 0) return undefined;
  const path = names.slice(first);
  const isEvident = path.every((name) => /^[\w$-]+$/.test(name) && !/^\d+$/.test(name));
  return isEvident ? `args.${path.join('.')}` : undefined;
}
