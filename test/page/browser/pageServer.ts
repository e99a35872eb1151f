import { createServer } from 'node:http';
import { extname } from 'node:path';
import { contentSecurityPolicy, pageHtml } from '../../../client/simulator/panel/pageHtml.ts';

const types = new Map([
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
  ['.ttf', 'font/ttf'],
]);

/**
 * Serves the page as the webview would: the same HTML, and the same Content-Security-Policy once more as a header.
 * @param files what the HTML refers to, by name
 */
export async function servePage(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<{ origin: string; close: () => void }> {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', origin).pathname.slice(1);
    const file = files.get(name);
    if (name === '') {
      response.setHeader('Content-Type', 'text/html');
      response.setHeader('Content-Security-Policy', contentSecurityPolicy(origin));
      response.end(pageHtml({ cspSource: origin, ...sources(origin) }));
    } else if (file !== undefined) {
      response.setHeader('Content-Type', types.get(extname(name)) ?? 'application/octet-stream');
      response.end(file);
    } else {
      response.writeHead(404).end();
    }
  });
  let origin = '';
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page server has no port.');
  origin = `http://127.0.0.1:${address.port}`;
  return { origin, close: () => server.close() };
}

function sources(origin: string) {
  return {
    script: `${origin}/simulator.js`,
    style: `${origin}/simulator.css`,
    icons: `${origin}/codicon.css`,
    life: 'this',
  };
}
