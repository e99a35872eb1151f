import { serveByArguments } from './lsp/serve.ts';

serveByArguments();
