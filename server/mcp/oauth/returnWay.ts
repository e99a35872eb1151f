import type { Browser } from './browser.ts';
import { loopbackReturn } from './loopbackReturn.ts';

/** How the browser gets back from the page it was sent to. */
export interface ReturnWay {
  readonly address: string;
  /** Resolves when the browser came back with this `state`; never where the editor is the one who hears of it. */
  arrival(state: string): Promise<string>;
  close(): void;
}

/** Back to the editor, which tells us. */
export async function editorReturn(browser: Browser, isPreregistered: boolean): Promise<ReturnWay> {
  const address = await browser.redirectAddress();
  return {
    address: isPreregistered ? withoutWindow(address) : address,
    arrival: () => new Promise<never>(() => undefined),
    close: () => undefined,
  };
}

/** Back to the port that the client was registered with, as Claude Code does it. */
export function portReturn(port: number): Promise<ReturnWay> {
  return loopbackReturn(port, 'localhost');
}

/** Back to this computer, for authorization servers that know no addresses of editors. */
export function anyPortReturn(): Promise<ReturnWay> {
  return loopbackReturn(0, '127.0.0.1');
}

/** True where an address is one of the editor's own, such as `vscode://…`, which not every server lets a client have. */
export function isEditorAddress(address: string): boolean {
  return !/^https?:/.test(address);
}

/** The desktop's address names the window, by a number that nobody can register beforehand. */
export function withoutWindow(address: string): string {
  return isEditorAddress(address) ? address.replace(/[?#].*$/, '') : address;
}
