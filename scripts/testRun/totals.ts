import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../prepare/repository.ts';
import type { TestFailure } from './failure.ts';

/** How many tests of one suite passed and failed (a failing hook counts as a failed test), and how many did not run. */
export type Totals = {
  suite: string;
  passed: number;
  failed: number;
  pending: number;
  /** Those that failed, in their order. */
  failures: TestFailure[];
};

export function totalsFile(suite: string): string {
  return path.join(cacheFolder, 'test/totals', `${suite}.json`);
}

/** Removes what an earlier run left, so that what is read afterwards is of this run. */
export function clearTotals(suite: string): void {
  fs.rmSync(totalsFile(suite), { force: true });
}

export function writeTotals(file: string, totals: Totals): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(totals)}\n`);
}

/** The totals a suite has left, or undefined when it ended before it could. */
export function readTotals(suite: string): Totals | undefined {
  const file = totalsFile(suite);
  if (!fs.existsSync(file)) return undefined;
  const found: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
  if (isTotals(found)) return found;
  throw new Error(`${file} does not hold totals of tests: ${JSON.stringify(found)}`);
}

function isTotals(value: unknown): value is Totals {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map(Object.entries(value));
  const failures: unknown = fields.get('failures');
  const areCounted = ['passed', 'failed', 'pending'].every((name) => Number.isInteger(fields.get(name)));
  return areCounted && Array.isArray(failures) && failures.every(isFailure);
}

function isFailure(value: unknown): value is TestFailure {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map(Object.entries(value));
  const stack: unknown = fields.get('stack');
  const areTexts = (values: readonly unknown[]) => values.every((each) => typeof each === 'string');
  return areTexts([fields.get('title'), fields.get('message')]) && Array.isArray(stack) && areTexts(stack);
}

/** Why a suite with these totals has not succeeded, in a sentence; undefined when it has. */
export function problemIn(totals: Totals | undefined): string | undefined {
  if (totals === undefined) return 'it ended before its tests did, without a result';
  if (totals.failed > 0) return `${totals.failed} failed`;
  if (totals.pending > 0) return `${totals.pending} did not run`;
  if (totals.passed === 0) return 'it ran no test';
  return undefined;
}
