import type { McpSubscription } from '@modelcontextprotocol/client';
import type { Session } from '../session.ts';

/** How a server says that its list of tools changed. */
export interface ChangeChannel {
  /** Sees to it that the server can say so: where it must be asked for, it is asked again. Never rejects. */
  open(signal: AbortSignal, timeoutMilliseconds: number): Promise<void>;
  /** False when the server does not promise to say so, or has no way to: then somebody has to look now and then. */
  isOpen(): boolean;
}

/**
 * The legacy era sends `notifications/tools/list_changed` unasked, the modern one to whoever has a subscription.
 * `onChange` is called for each, and when a subscription ended: something may have been missed.
 */
export function changeChannel(session: Session, onChange: () => void): ChangeChannel {
  const { client } = session;
  const promises = () => client.getServerCapabilities()?.tools?.listChanged === true;
  const isModern = client.getProtocolEra() === 'modern';
  let subscription: McpSubscription | undefined;
  client.setNotificationHandler('notifications/tools/list_changed', onChange);
  return {
    async open(signal, timeoutMilliseconds) {
      if (!isModern || !promises() || subscription !== undefined) return;
      const opened = await client
        .listen({ toolsListChanged: true }, { signal, timeout: timeoutMilliseconds })
        .catch(() => undefined);
      if (opened?.honoredFilter.toolsListChanged !== true) return;
      subscription = opened;
      void opened.closed.then((cause) => {
        subscription = undefined;
        if (cause !== 'local') onChange();
      });
    },
    isOpen: () => promises() && (isModern ? subscription !== undefined : session.hearsServer()),
  };
}
