// A server whose tools are those of the named file.
import { readFileSync } from 'node:fs';
import { Server } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

const [file = ''] = process.argv.slice(2);
const { name, tools } = JSON.parse(readFileSync(file, 'utf8'));
serveStdio(() => {
  const server = new Server({ name, version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({ tools }));
  return server;
});
