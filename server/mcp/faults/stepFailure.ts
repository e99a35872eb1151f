import type { Evidence } from '../session.ts';

/** What a connection was about when it failed; `watch`: it stood, and nothing was asked of it. */
export type Step = 'connect' | 'list' | 'watch';

/** An attempt that failed: where, why, and what was seen meanwhile. */
export class StepFailure extends Error {
  readonly step: Step;
  readonly evidence: Evidence;

  constructor(step: Step, cause: unknown, evidence: Evidence) {
    super(`failed to ${step}`, { cause });
    this.name = 'StepFailure';
    this.step = step;
    this.evidence = evidence;
  }

  /** The server answered `initialize` with a JSON-RPC error: it may know the modern protocol only. */
  get isRejectedHandshake(): boolean {
    return this.step === 'connect' && rpcError(this.cause) !== undefined;
  }

  /** A 4xx that is not about permission: an older server answers so to a POST. */
  get suggestsSse(): boolean {
    const status = this.evidence.http?.status ?? 0;
    return this.step === 'connect' && status >= 400 && status < 500 && status !== 401 && status !== 403;
  }

  /** The SSE attempt got further than "there is nothing here either". */
  get saysMoreThanNoSse(): boolean {
    const status = this.evidence.http?.status ?? 0;
    return this.step === 'list' || status === 401 || status === 403 || status >= 500;
  }
}

/** A JSON-RPC error that the server itself sent. */
export interface RpcError {
  readonly code: number;
  readonly message: string;
}

/** The server's JSON-RPC error, if that is what the error is. */
export function rpcError(error: unknown): RpcError | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('data' in error)) return undefined;
  // The client's own errors have codes that are texts; the one of its SSE transport is a number, but it has no `data`.
  return typeof error.code === 'number' ? { code: error.code, message: error.message } : undefined;
}
