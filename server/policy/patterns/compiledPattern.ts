import { RE2JS } from 're2js';
import type { Span } from '../syntax/span.ts';
import { patternFault } from './patternFault.ts';
import { patternSize } from './patternSize.ts';

/**
 * A pattern as the proxy reads it; or why it does not compile, and at which stretch of it, when it is not all of it; or
 * which limit of ours keeps it from being tried.
 */
export type CompiledPattern =
  | { readonly pattern: RE2JS }
  | { readonly reason: string; readonly fault: Span | undefined }
  | { readonly limit: string };

/**
 * Limits of ours, for an instruction takes a few hundred bytes and `x{1000}` is a thousand of them: Go's own limits
 * (3,355,443 instructions) would let one pattern take a gigabyte.
 */
const longestPattern = 2000;
const largestPattern = 10_000;

/** Policies repeat their patterns, and each is compiled for every version of a text. Beyond this all are forgotten. */
const mostRemembered = 500;
const mostInstructions = 200_000;
const remembered = new Map<string, CompiledPattern>();
let rememberedInstructions = 0;

/** Compiles RE2's syntax, as Go's `regexp` does. The same pattern is compiled once; one that is too large, never. */
export function compilePattern(source: string): CompiledPattern {
  if (source.length > longestPattern) {
    return { limit: `it is longer than the ${longestPattern} characters that are tried here` };
  }
  const known = remembered.get(source);
  if (known !== undefined) return known;
  const size = patternSize(source);
  if (size > largestPattern) {
    return { limit: `its repeats make more than the ${largestPattern} instructions that are tried here` };
  }
  const compiled = compile(source);
  if (remembered.size >= mostRemembered || rememberedInstructions + size > mostInstructions) {
    remembered.clear();
    rememberedInstructions = 0;
  }
  remembered.set(source, compiled);
  rememberedInstructions += size;
  return compiled;
}

function compile(source: string): CompiledPattern {
  try {
    return { pattern: RE2JS.compile(source) };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { reason: text.replace(/^error parsing regexp: /, ''), fault: patternFault(source, error) };
  }
}
