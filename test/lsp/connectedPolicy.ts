import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver/node';
import { requests, type ServerDefinitionsResult } from '../../server/protocol/requests.ts';
import { stringifySnapshot } from '../../server/tools/snapshot.ts';
import type { ToolList } from '../../server/tools/tool.ts';
import { repository, startEditor } from './editor.ts';

/**
 * Opens a policy in a folder whose server lists these tools, connects to that server, and resolves to what is then wrong
 * with the policy.
 */
export async function openConnected(text: string, list: ToolList): Promise<Diagnostic[]> {
  const cache = join(repository, '.cache', 'test');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'connected-'));
  try {
    mkdirSync(join(folder, '.vscode'));
    writeFileSync(join(folder, 'tools.json'), stringifySnapshot({ list, riskClasses: new Map() }));
    const args = [join(repository, 'examples/stand-in-server/server.mjs'), '--tools', join(folder, 'tools.json')];
    const servers = { 'stand-in': { type: 'stdio', command: process.execPath, args } };
    writeFileSync(join(folder, '.vscode', 'mcp.json'), JSON.stringify({ servers }));
    return await connectedDiagnostics(folder, text);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function connectedDiagnostics(folder: string, text: string): Promise<Diagnostic[]> {
  const editor = await startEditor({ folder, initializationOptions: { workspaceTrusted: true } });
  try {
    const uri = pathToFileURL(join(folder, 'a.policy.json')).href;
    await editor.open(uri, text);
    const found: ServerDefinitionsResult = await editor.connection.sendRequest(requests.serverDefinitions, { uri });
    const [definition] = found.definitions;
    if (definition === undefined) throw new Error(JSON.stringify(found.problems));
    const diagnostics = editor.nextDiagnostics(uri);
    await editor.connection.sendRequest(requests.connect, {
      uri,
      server: definition.name,
      hash: definition.hash,
      inputs: {},
    });
    return await diagnostics;
  } finally {
    await editor.close();
  }
}
