import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SimulationServer } from '../../../client/simulator/languageServer.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { policyProblems } from '../../../server/policy/problems/policyProblems.ts';
import type { ToolKnowledgeResult, TrafficCallParams, TrafficParams } from '../../../server/protocol/requests.ts';
import type { TrafficCallResult, TrafficResult } from '../../../server/protocol/traffic.ts';
import { decidablePolicy } from '../../../server/simulation/decidablePolicy.ts';
import { simulateCalls } from '../../../server/simulation/simulation.ts';
import { toolChoices } from '../../../server/simulation/toolChoices.ts';
import { RunningTraffic } from '../../../server/simulation/traffic/runningTraffic.ts';
import { shownTrafficCall, trafficCallAt } from '../../../server/simulation/traffic/trafficCallAt.ts';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';

/** A language server without the protocol: the real engine on a text that a test can edit. */
export class PolicyServer implements SimulationServer {
  text: string;
  knowledge: ToolKnowledge = nothingKnown;
  /** While set, nothing is answered. */
  silent = false;
  /** While set, every question fails with this message. */
  failure: string | undefined;
  /** While set, traffic does not come to its end. */
  trafficWaits = false;
  /** Every run of traffic that was asked for. */
  readonly trafficAsked: (Pick<TrafficParams, 'plan' | 'token'> & { readonly signal: AbortSignal })[] = [];
  private version = 1;

  constructor(text: string) {
    this.text = text;
  }

  async toolChoices() {
    await this.delay();
    return { tools: toolChoices(this.document(), this.knowledge), knowledge: this.knowledgeResult() };
  }

  async simulate({ calls, windows }: Parameters<SimulationServer['simulate']>[0]) {
    await this.delay();
    const document = this.document();
    return simulateCalls(document, policyProblems(document), calls, windows);
  }

  async traffic({ plan, token }: TrafficParams, signal: AbortSignal): Promise<TrafficResult> {
    this.trafficAsked.push({ plan, signal, ...(token === undefined ? {} : { token }) });
    await this.delay();
    if (this.trafficWaits) await new Promise(() => undefined);
    const document = this.document();
    const { version } = document;
    const decidable = decidablePolicy(document, policyProblems(document));
    if ('reason' in decidable) return { state: 'undecidable', version, reason: decidable.reason };
    const running = new RunningTraffic(decidable.policy, plan);
    while (!running.advance(10_000)) await Promise.resolve();
    return running.result(document);
  }

  async trafficCall({ plan, call }: TrafficCallParams): Promise<TrafficCallResult | undefined> {
    await this.delay();
    const document = this.document();
    const decidable = decidablePolicy(document, policyProblems(document));
    if ('reason' in decidable) return undefined;
    const explained = trafficCallAt(decidable.policy, plan, call);
    return explained && shownTrafficCall(explained, document);
  }

  private async delay(): Promise<void> {
    if (this.failure !== undefined) throw new Error(this.failure);
    if (this.silent) await new Promise(() => undefined);
  }

  private document() {
    this.version += 1;
    return parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', this.version, this.text));
  }

  private knowledgeResult(): ToolKnowledgeResult {
    const { knowledge } = this;
    if (knowledge.state === 'unknown') {
      const { problem } = knowledge;
      return { state: 'unknown', toolCount: 0, skipped: [], ...(problem === undefined ? {} : { problem }) };
    }
    const { server, tools } = knowledge.list;
    return { state: knowledge.state, server, toolCount: tools.length, skipped: [] };
  }
}
