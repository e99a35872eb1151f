import { nothing, type TemplateResult } from 'lit';
import type { PanelSimulation } from '../../../server/protocol/panel.ts';
import type { Outcome } from '../../../server/protocol/simulation.ts';
import {
  type CallExpectation,
  longestWatchName,
  type WatchExpectation,
  type WatchRow,
} from '../../../server/protocol/watchesPanel.ts';
import type { Controls } from '../controls.ts';
import { fieldLabel } from '../elements/fieldLabel.ts';
import { html } from '../elements/html.ts';
import { choice } from '../traffic/choice.ts';
import { outcomes } from '../words.ts';

interface TextField {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  /** False when the text cannot be taken: the field then says again what holds. */
  readonly onWritten: (text: string) => boolean;
}

/** What of a watch can be changed: its name, and what is expected. Enter, or leaving a field, settles it. */
export function watchEditor(row: WatchRow, view: PanelSimulation, controls: Controls): TemplateResult {
  const watch = { policy: view.policy.uri, watch: row.id };
  const expect = (expected: WatchExpectation) => controls.send({ type: 'watchExpect', ...watch, expected });
  const rename = (name: string) => {
    if (name.trim() === '' || name.length > longestWatchName) return false;
    controls.send({ type: 'watchRename', ...watch, name });
    return true;
  };
  return html`<div class="watch-editor" role="group" aria-label="Change ${row.name}">
    ${textField({ id: `watch-${row.id}-name`, label: 'Name', value: row.name, hint: 'What the watch shows', onWritten: rename })}
    ${row.expected === undefined ? nothing : expectationFields(row, row.expected, expect)}
    <div class="watch-save">
      ${
        row.unsavable === undefined
          ? html`<button type="button" class="link" @click=${() => controls.send({ type: 'saveWatches', ...watch })}>Save as Scenario</button>`
          : html`<p class="quiet">No scenario: ${row.unsavable}</p>`
      }
    </div>
  </div>`;
}

function expectationFields(
  { id, subject }: WatchRow,
  expected: WatchExpectation,
  expect: (expected: WatchExpectation) => void,
): TemplateResult {
  const times = subject.kind === 'call' ? subject.call.times : Number.MAX_SAFE_INTEGER;
  const allowed = (withAllowed: (allowed: number) => WatchExpectation) =>
    textField({
      id: `watch-${id}-allowed`,
      label: subject.kind === 'call' ? `Allowed of ${times}` : 'Allowed calls',
      value: String(expected.allowed ?? ''),
      hint: 'How many of the calls must be allowed',
      onWritten: (text) => {
        const count = /^\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : -1;
        if (count < 0 || count > times) return false;
        expect(withAllowed(count));
        return true;
      },
    });
  if (expected.kind === 'traffic') return allowed((count) => ({ ...expected, allowed: count }));
  return html`${choice({
    id: `watch-${id}-outcome`,
    label: times === 1 ? 'Expected' : 'Expected of the last',
    options: expectable.map((value) => ({ value, word: outcomes[value].word })),
    value: expected.outcome,
    onChosen: (value) => {
      const outcome = expectable.find((each) => each === value);
      if (outcome !== undefined) expect(withOutcome(expected, outcome));
    },
  })}
    ${expected.outcome === 'allowed' ? nothing : ruleField(id, expected, expect)}
    ${times === 1 ? nothing : allowed((count) => ({ ...expected, allowed: count }))}`;
}

const expectable: readonly Outcome[] = ['allowed', 'denied', 'approval'];

/** No rule stands against a call that is allowed, and another outcome is another rule's. */
function withOutcome({ rule: _rule, ...expected }: CallExpectation, outcome: Outcome): CallExpectation {
  return { ...expected, outcome };
}

function ruleField(
  id: number,
  expected: CallExpectation,
  expect: (expected: WatchExpectation) => void,
): TemplateResult {
  const { rule, ...rest } = expected;
  return textField({
    id: `watch-${id}-rule`,
    label: 'By rule',
    value: rule ?? '',
    hint: 'The id of the rule that must decide; any rule when it is empty',
    onWritten: (text) => {
      expect(text.trim() === '' ? rest : { ...rest, rule: text.trim() });
      return true;
    },
  });
}

function textField({ id, label, value, hint, onWritten }: TextField): TemplateResult {
  const settle = (event: Event) => {
    const { currentTarget: input } = event;
    if (input instanceof HTMLInputElement && input.value !== value && !onWritten(input.value)) input.value = value;
  };
  return html`<div class="labelled" title=${hint}>
    ${fieldLabel(html`<label for=${id}>${label}</label>`, undefined)}
    <div class="field">
      <input
        id=${id}
        type="text"
        autocomplete="off"
        spellcheck="false"
        placeholder=${label === 'By rule' ? 'any rule' : nothing}
        .value=${value}
        @change=${settle}
      />
    </div>
  </div>`;
}
