/** What a key does to the timeline. */
export type TimelineCommand =
  | { readonly do: 'zoom'; readonly factor: number }
  /** By parts of what is seen. */
  | { readonly do: 'pan'; readonly by: number }
  | { readonly do: 'showAll' }
  /** To another mark. */
  | { readonly do: 'step'; readonly by: number }
  /** To another bar, which is read out. */
  | { readonly do: 'read'; readonly by: number }
  | { readonly do: 'choose' }
  | { readonly do: 'lookAway' };

const plain: ReadonlyMap<string, TimelineCommand> = new Map<string, TimelineCommand>([
  ['+', { do: 'zoom', factor: 0.5 }],
  ['=', { do: 'zoom', factor: 0.5 }],
  ['-', { do: 'zoom', factor: 2 }],
  ['0', { do: 'showAll' }],
  ['ArrowLeft', { do: 'pan', by: -0.25 }],
  ['ArrowRight', { do: 'pan', by: 0.25 }],
  ['ArrowUp', { do: 'step', by: -1 }],
  ['ArrowDown', { do: 'step', by: 1 }],
  ['Enter', { do: 'choose' }],
  ['Escape', { do: 'lookAway' }],
]);

const withShift: ReadonlyMap<string, TimelineCommand> = new Map<string, TimelineCommand>([
  ['ArrowLeft', { do: 'read', by: -1 }],
  ['ArrowRight', { do: 'read', by: 1 }],
]);

/** A key as the browser's `KeyboardEvent` tells of it. */
interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** `undefined` for a key that means nothing here: it is the page's, or VS Code's. */
export function timelineCommand(pressed: PressedKey): TimelineCommand | undefined {
  const { key, shiftKey, altKey, ctrlKey, metaKey } = pressed;
  if (altKey || ctrlKey || metaKey) return undefined;
  // On many keyboards plus is typed with Shift.
  return shiftKey && key.startsWith('Arrow') ? withShift.get(key) : plain.get(key);
}
