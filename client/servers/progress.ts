import type { ConnectProgressParams } from '../../server/protocol/requests.ts';
import { isIntegerFrom, isShape, isText } from '../../server/protocol/shape.ts';

const isProgress = isShape<ConnectProgressParams>({
  token: isText(1_000),
  tools: isIntegerFrom(0, Number.MAX_SAFE_INTEGER),
});

/** How far connections are, for whoever waits for one. */
export interface ConnectionProgress {
  /** What the language server tells. */
  told(parameters: unknown): void;
  /** Listens to one connection, from now until the end of the work. Its token goes with the request. */
  during<Result>(listener: (tools: number) => void, work: (token: string) => Promise<Result>): Promise<Result>;
}

export function connectionProgress(): ConnectionProgress {
  const listeners = new Map<string, (tools: number) => void>();
  let count = 0;
  return {
    told(parameters) {
      if (isProgress(parameters)) listeners.get(parameters.token)?.(parameters.tools);
    },
    async during(listener, work) {
      count += 1;
      const token = String(count);
      listeners.set(token, listener);
      try {
        return await work(token);
      } finally {
        listeners.delete(token);
      }
    },
  };
}
