import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import { render } from 'lit';
import type { PageMessage } from '../../server/protocol/panel.ts';
import { readHostMessage } from '../../server/protocol/panelShape.ts';
import type { Controls } from './controls.ts';
import { markChange, moveFocus, showActiveOption } from './elements/afterDrawing.ts';
import { returnFocus } from './elements/focusReturn.ts';
import { received } from './hostMessages.ts';
import { page } from './page.ts';
import { callMessage, changed } from './pageEvents.ts';
import { emptyPage, type PageState } from './pageState.ts';
import { pointAtPlaces } from './result/placePointing.ts';
import { keptPlan } from './traffic/trafficState.ts';
import { TrafficTelling } from './traffic/trafficTelling.ts';
import { connectHost } from './vscodeApi.ts';

/** Typing is told to the host after this pause, in milliseconds. */
const typingPause = 150;

const root = document.getElementById('page') ?? document.body;
const host = connectHost(root.dataset.life ?? '');
let { kept } = host;
let state: PageState = {
  ...emptyPage,
  tab: kept?.tab ?? emptyPage.tab,
  traffic: { ...emptyPage.traffic, kept: kept?.traffic },
};
let isDrawing = false;
let telling: ReturnType<typeof setTimeout> | undefined;
const trafficTelling = new TrafficTelling((message) => host.send(message));

const controls: Controls = {
  dispatch: (event) => show(changed(state, event)),
  send,
  call(times) {
    const message = callMessage(state, times);
    if (message !== undefined) send(message);
  },
  now: Date.now,
};

const pointing = pointAtPlaces(root, (range) => {
  if (state.view?.state !== 'ready') return;
  host.send({ type: 'point', policy: state.view.policy.uri, ...(range === undefined ? {} : { range }) });
});

function show(next: PageState): void {
  const before = state;
  state = next;
  if (isDrawing) return;
  draw();
  pointing.redrawn();
  showActiveOption(root);
  markChange(root, before, state);
  if (state.form !== before.form || state.tab !== before.tab || state.traffic.plan !== before.traffic.plan) {
    keepPage(state);
  }
  if (state.form !== before.form) tellFormSoon(state);
  if (state.tab !== before.tab) host.send({ type: 'tab', tab: state.tab });
  trafficTelling.shown(state.traffic);
}

/** A field that is taken away while it is drawn loses the keyboard, and says so at once: that is drawn after. */
function draw(): void {
  let drawn: PageState;
  isDrawing = true;
  try {
    do {
      drawn = state;
      render(page(drawn, controls), root);
    } while (drawn !== state);
  } finally {
    isDrawing = false;
  }
}

/** Every form and plan is kept, the host's too: one that is left behind would come back instead of it after a reload. */
function keepPage({ view, form, tab, traffic }: PageState): void {
  if (view?.state !== 'ready' || form === undefined) return;
  const { formRevision, policy } = view;
  host.keep({ policy: policy.uri, formRevision, form, tab, traffic: keptPlan(traffic) });
}

/** Only a change of the form itself: what is told again would undo what the host does meanwhile. */
function tellFormSoon({ view, form }: PageState): void {
  if (view?.state !== 'ready' || form === undefined) return;
  clearTimeout(telling);
  telling = form === view.form ? undefined : setTimeout(tellForm, typingPause);
}

function tellForm(): void {
  clearTimeout(telling);
  telling = undefined;
  const { view, form } = state;
  if (view?.state !== 'ready' || form === undefined) return;
  host.send({ type: 'form', policy: view.policy.uri, formRevision: view.formRevision, form });
}

/** The host hears of the form before it hears of what was done with it. */
function send(message: PageMessage): void {
  if (telling !== undefined) tellForm();
  trafficTelling.tellPlan();
  host.send(message);
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = readHostMessage(event.data);
  if (message === undefined) {
    console.error('The simulator page received a message that cannot be read.');
    return;
  }
  show(received(state, message, kept));
  // Only now: what was asked for by keyboard has happened when the host says so, not when it was asked for.
  if (moveFocus(root, state)) state = changed(state, { type: 'focused' });
  if (message.type === 'view' && message.view.state === 'ready') kept = undefined;
});

returnFocus(root);

document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target === document.body && state.tab === 'call') controls.call(1);
});

show(state);
if (kept?.tab !== undefined) send({ type: 'tab', tab: kept.tab });
send({ type: 'ready' });
