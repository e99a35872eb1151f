import type { McpSubscription } from '@modelcontextprotocol/client';
import type { Session } from '../session.ts';

/** How a server says that its list of tools changed. */
export interface ChangeChannel {
  /** Sees to it that the server can say so: where it must be asked for, it is asked again. Nobody need wait for it. */
  open(signal: AbortSignal, timeoutMilliseconds: number): void;
  /** False when the server does not promise to say so, or has no way to: then somebody has to look now and then. */
  isOpen(): boolean;
}

/**
 * The legacy era sends `notifications/tools/list_changed` unasked, the modern one to whoever has a subscription.
 * `onChange` is called for each, and when a subscription began or ended: something may have been missed without one.
 */
export function changeChannel(session: Session, onChange: () => void): ChangeChannel {
  const { client } = session;
  const promises = () => client.getServerCapabilities()?.tools?.listChanged === true;
  const isModern = client.getProtocolEra() === 'modern';
  let subscription: McpSubscription | undefined;
  client.setNotificationHandler('notifications/tools/list_changed', onChange);
  let isOpening = false;

  async function subscribe(signal: AbortSignal, timeoutMilliseconds: number): Promise<void> {
    const opened = await client.listen({ toolsListChanged: true }, { signal, timeout: timeoutMilliseconds });
    if (opened.honoredFilter.toolsListChanged !== true) return opened.close();
    subscription = opened;
    onChange();
    void opened.closed.then((cause) => {
      subscription = undefined;
      if (cause !== 'local') onChange();
    });
  }

  return {
    open(signal, timeoutMilliseconds) {
      if (!isModern || !promises() || isOpening || subscription !== undefined) return;
      isOpening = true;
      // Without a subscription somebody looks now and then.
      void subscribe(signal, timeoutMilliseconds)
        .catch(() => undefined)
        .finally(() => {
          isOpening = false;
        });
    },
    isOpen: () => promises() && (isModern ? subscription !== undefined : session.hearsServer()),
  };
}
