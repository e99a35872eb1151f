import { RE2JS } from 're2js';

/** A pattern as the proxy reads it, or why it does not compile. */
export type CompiledPattern = { readonly pattern: RE2JS } | { readonly reason: string };

/** Policies repeat their patterns, and each is compiled for every version of a text. Beyond this many all are forgotten. */
const mostRemembered = 1000;
const remembered = new Map<string, CompiledPattern>();

/** Compiles RE2's syntax, as Go's `regexp` does. The same pattern is compiled once. */
export function compilePattern(source: string): CompiledPattern {
  const known = remembered.get(source);
  if (known !== undefined) return known;
  const compiled = compile(source);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(source, compiled);
  return compiled;
}

function compile(source: string): CompiledPattern {
  try {
    return { pattern: RE2JS.compile(source) };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { reason: text.replace(/^error parsing regexp: /, '') };
  }
}
