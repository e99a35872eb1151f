/** The part of a language client that hears of notifications. */
export interface NotificationSource {
  onNotification(method: string, handler: (parameters: unknown) => void): { dispose(): void };
}

/**
 * Lets several listeners hear of one notification: a language client keeps one handler for each method, and another one
 * takes its place. Listen by this alone.
 */
export function sharedNotifications(client: NotificationSource): NotificationSource {
  const listeners = new Map<string, Set<(parameters: unknown) => void>>();

  function listenersOf(method: string): Set<(parameters: unknown) => void> {
    const known = listeners.get(method);
    if (known !== undefined) return known;
    const added = new Set<(parameters: unknown) => void>();
    listeners.set(method, added);
    client.onNotification(method, (parameters) => {
      for (const listener of added) listener(parameters);
    });
    return added;
  }

  return {
    onNotification(method, handler) {
      const all = listenersOf(method);
      // The same function may listen twice.
      const listener = (parameters: unknown): void => handler(parameters);
      all.add(listener);
      return { dispose: () => void all.delete(listener) };
    },
  };
}
