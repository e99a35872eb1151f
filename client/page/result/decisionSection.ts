import { nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { type PanelSimulation, type ShownDecision, waitsForAnswer } from '../../../server/protocol/panel.ts';
import type { CallResult, DecisionStep, SourceRange, UpstreamOutcome } from '../../../server/protocol/simulation.ts';
import { dateAndTime, localMoment, shortMoment } from '../call/moments.ts';
import { type Controls, icon, iconButton, lineLink, verdictIcon } from '../controls.ts';
import { html } from '../elements/html.ts';
import { watchButton } from '../watches/watchButton.ts';
import type { WatchesTab } from '../watches/watchesState.ts';
import { callsInWords, grouped, outcomes, secondsInWords } from '../words.ts';
import { assumptionMarks } from './assumptionMarks.ts';
import { placeData } from './placePointing.ts';

/** What the policy says to the call: the verdict in a line, the rule behind it, and what the agent is told. */
export function decisionSection(
  decision: ShownDecision | undefined,
  view: PanelSimulation,
  watches: WatchesTab,
  controls: Controls,
): TemplateResult {
  return html`<section class="decision" aria-labelledby="decision-heading">
    <h2 id="decision-heading">Decision</h2>
    ${decision === undefined ? nothingDecided(view, controls) : decided(decision, view, watches, controls)}
  </section>`;
}

function nothingDecided({ age }: PanelSimulation, controls: Controls): TemplateResult {
  if (age.state === 'old')
    return html`<div class="waiting">${oldNotice('Cannot be decided', age.reason, controls)}</div>`;
  if (age.state === 'pending') return html`<div class="waiting"><p class="quiet">Asking the policy…</p></div>`;
  return html`<div class="waiting"><p class="quiet">Choose a tool and press Enter to see what the policy says to a call.</p></div>`;
}

function decided(
  { entry, call, result }: ShownDecision,
  view: PanelSimulation,
  watches: WatchesTab,
  controls: Controls,
): TemplateResult {
  const { icon: sign, word } = outcomes[result.outcome];
  const deciding = decidingStep(result);
  const old = view.age.state === 'old' ? view.age.reason : undefined;
  return html`<div class="verdict">
      ${verdictIcon(sign, result.outcome)}
      <strong class="verdict-word">${word}</strong>
      ${call.times === 1 ? nothing : html`<span class="quiet" aria-hidden="true">·</span><span class="tally">${grouped(result.allowed)} of ${grouped(call.times)} allowed</span>`}
      ${assumptionMarks(deciding?.assumptions)}
      ${watchButton({ kind: 'call', call, windows: view.form.windows ?? 'aligned' }, watches, view, controls)}
    </div>
    <div class="subject">
      ${old === undefined ? subject(entry, call, view) : oldNotice('Out of date', old, controls)}
    </div>
    <div class="rule" data-place=${ifDefined(placeData(deciding?.range ?? result.range))}>
      ${
        result.rule === undefined
          ? forwarded(call, result)
          : rule(result.rule, deciding?.range ?? result.range, view, controls)
      }
    </div>
    ${agentText(entry, call, result, view, controls)}`;
}

/** The step that ended the chain; a call that is allowed went through all of them. */
export function decidingStep({ steps }: CallResult): CallResult['steps'][number] | undefined {
  return steps.find(isDeciding);
}

export function isDeciding({ verdict }: Pick<DecisionStep, 'verdict'>): boolean {
  return verdict !== 'passed';
}

/** The rule by the name that stands in PolicyLayer's log, as a link to the line that states it. */
function rule(name: string, range: SourceRange | undefined, view: PanelSimulation, controls: Controls): TemplateResult {
  if (range === undefined) return html`<p class="rule-name">${breakable(name)}</p>`;
  return lineLink(view, range, controls, html`<span class="rule-name">${breakable(name)}</span> `);
}

/** A rule's name goes on in the next line behind a separator, not in the middle of a word. */
function breakable(name: string): readonly TemplateResult[] {
  return name.split(/(?<=[/._])/).map((part) => html`${part}<wbr>`);
}

/** What becomes of a call that nothing stands against. */
function forwarded({ upstream, answeredAfter = 0 }: ShownDecision['call'], { counters }: CallResult): TemplateResult {
  if (!waitsForAnswer(upstream)) {
    return html`<p class="quiet">No rule stands against it: it is forwarded to the server.</p>`;
  }
  const isTimeout = upstream === 'timeout';
  const after = answeredAfter === 0 ? '' : ` after ${secondsInWords(answeredAfter)}`;
  const what = isTimeout ? `The proxy gives up${after}` : `The server answers with an error${after}`;
  if (counters.length === 0) return html`<p class="quiet">${what}.</p>`;
  const then =
    answeredAfter === 0 ? ': the call is given back to its counters.' : ', then the counters get the call back.';
  return html`<p class="quiet">${what}${then} ${isTimeout ? assumptionMarks(['timeout-refunds']) : nothing}</p>`;
}

function subject(entry: number | undefined, call: ShownDecision['call'], { form }: PanelSimulation): TemplateResult {
  const who = `grant ${call.grant}, session ${call.session}`;
  const when = html`<span title=${localMoment(call.at)}>${shortMoment(call.at, form.at)} UTC</span>`;
  const what = call.times === 1 ? html`<b>${call.tool}</b>` : html`${callsInWords(call.times)} of <b>${call.tool}</b>`;
  return html`<p title="${call.tool} at ${dateAndTime(call.at)} UTC, ${who}">
    ${entry === undefined ? html`<em>Preview, not called yet:</em> ` : nothing}${what} at ${when}, ${who}
  </p>`;
}

/** Two lines, as what it stands in for: a broken policy must not make the panel jump at every keystroke. */
function oldNotice(words: string, reason: string, controls: Controls): TemplateResult {
  const showProblems = () => controls.send({ type: 'run', action: 'showProblems' });
  return html`<div class="old">
    <div class="old-head">
      ${icon('warning', 'sign-approval')}<b>${words}</b>
      <button type="button" class="link" @click=${showProblems}>Show Problems</button>
    </div>
    <p class="old-reason" title=${reason}>${reason}</p>
  </div>`;
}

function agentText(
  entry: number | undefined,
  { upstream }: ShownDecision['call'],
  { agentText: text }: CallResult,
  { policy }: PanelSimulation,
  controls: Controls,
): TemplateResult {
  const copy = () => controls.send({ type: 'copy', policy: policy.uri, ...(entry === undefined ? {} : { entry }) });
  return html`<div class="agent">
    <div class="label-row">
      <span class="label">The agent receives</span>
      ${text === undefined ? nothing : iconButton('copy', 'Copy the result that the agent receives, as JSON', copy)}
    </div>
    ${
      text === undefined
        ? html`<p class="agent-text quiet">${serversOwn(upstream)}</p>`
        : html`<p class="agent-text" tabindex="0" aria-label="The agent receives: ${text}">${text}</p>`
    }
  </div>`;
}

function serversOwn(upstream: UpstreamOutcome): string {
  if (upstream === 'timeout') return 'An error of the proxy: the server did not answer.';
  return `The server’s own ${upstream === 'error' ? 'error' : 'answer'}.`;
}
