import type { HostMessage } from '../../../server/protocol/panel.ts';
import type { PanelEffects } from './panelEffects.ts';
import { type Shown, viewOf } from './panelView.ts';

/** The page that the panel is shown on: it comes and goes, and is told nothing while it is away. */
export class PanelPage {
  private readonly effects: Pick<PanelEffects, 'post' | 'isTrusted'>;
  private isOpen = false;
  private focusWanted = false;

  constructor(effects: Pick<PanelEffects, 'post' | 'isTrusted'>) {
    this.effects = effects;
  }

  get isThere(): boolean {
    return this.isOpen;
  }

  opened(): void {
    this.isOpen = true;
  }

  closed(): void {
    this.isOpen = false;
  }

  post(message: HostMessage): void {
    if (this.isOpen) this.effects.post(message);
  }

  /** Tells what is shown, without the tools. */
  postView(shown: Shown | undefined): void {
    if (this.isOpen) this.post({ type: 'view', view: viewOf(shown, this.effects.isTrusted()) });
  }

  /** Tells which tools can be chosen, once they are known. */
  postTools({ policy, choices }: Partial<Shown> = {}): void {
    if (policy !== undefined && choices !== undefined) {
      this.post({ type: 'tools', policy: policy.uri, tools: choices.tools });
    }
  }

  /** The keyboard is to be on the call button, as soon as there is one. */
  wantFocus(): void {
    this.focusWanted = true;
  }

  /** Puts the keyboard there, if that is wanted. */
  postFocus(): void {
    if (!this.isOpen || !this.focusWanted) return;
    this.focusWanted = false;
    this.post({ type: 'focus' });
  }
}
