import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SimulationServer } from '../../client/simulator/languageServer.ts';
import { parsePolicyDocument } from '../../server/policy/policyDocument.ts';
import { policyProblems } from '../../server/policy/policyProblems.ts';
import type { ToolKnowledgeResult } from '../../server/protocol/requests.ts';
import { simulateCalls } from '../../server/simulation/simulation.ts';
import { toolChoices } from '../../server/simulation/toolChoices.ts';
import { nothingKnown, type ToolKnowledge } from '../../server/tools/knowledge.ts';

/** A language server without the protocol: the real engine on a text that a test can edit. */
export class PolicyServer implements SimulationServer {
  text: string;
  knowledge: ToolKnowledge = nothingKnown;
  /** While set, nothing is answered. */
  silent = false;
  /** While set, every question fails with this message. */
  failure: string | undefined;
  private version = 1;

  constructor(text: string) {
    this.text = text;
  }

  async toolChoices() {
    await this.delay();
    return { tools: toolChoices(this.document(), this.knowledge), knowledge: this.knowledgeResult() };
  }

  async simulate({ calls }: Parameters<SimulationServer['simulate']>[0]) {
    await this.delay();
    const document = this.document();
    return simulateCalls(document, policyProblems(document), calls);
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
