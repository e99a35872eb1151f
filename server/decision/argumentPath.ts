import { isJsonObject, type JsonObject, type JsonValue, member } from '../policy/json.ts';

/** Finds an argument of a call; `undefined` when the call does not have it. */
export type ArgumentLookup = (args: JsonObject) => JsonValue | undefined;

const prefix = 'args.';

/**
 * Compiles a dotted path such as `args.customer.id`. Each name but the last must lead to an object: there are no array
 * indexes and no escapes, so a name that holds a dot cannot be reached. Only an object's own members count. A path that
 * does not start with `args.` finds nothing. Source: Intercept, `internal/engine/resolve.go`.
 */
export function compileArgumentPath(path: string): ArgumentLookup {
  if (!path.startsWith(prefix)) return () => undefined;
  const names = path.slice(prefix.length).split('.');
  const [only] = names;
  if (names.length === 1 && only !== undefined) return (args) => member(args, only);
  return (args) => walk(args, names);
}

function walk(args: JsonObject, names: readonly string[]): JsonValue | undefined {
  let current: JsonValue | undefined = args;
  for (const name of names) {
    if (!isJsonObject(current)) return undefined;
    current = member(current, name);
  }
  return current;
}
