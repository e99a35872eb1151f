const prefix = 'args.';

/**
 * The names of a condition's path: `args.customer.id` is `customer`, `id`. `undefined` for a path that leads nowhere in
 * any tool: without `args.`, or with an empty name as while it is being typed.
 */
export function argumentNames(path: string): readonly string[] | undefined {
  if (!path.startsWith(prefix)) return undefined;
  const names = path.slice(prefix.length).split('.');
  return names.includes('') ? undefined : names;
}
