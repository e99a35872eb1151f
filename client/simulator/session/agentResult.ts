/** The result of `tools/call` that an agent receives instead of the tool's own, as JSON text on one line. */
export function agentResult(agentText: string): string {
  return JSON.stringify({ content: [{ type: 'text', text: agentText }], isError: true });
}
