import type { InitializationOptions } from '../protocol/requests.ts';

const texts = ['memoryFolder', 'userFolder', 'diagnosticsPage'] as const;

/** Any editor may send anything; what is not understood counts as left out. */
export function readInitializationOptions(sent: unknown): InitializationOptions {
  const value = (name: keyof InitializationOptions): unknown =>
    typeof sent === 'object' && sent !== null && Object.hasOwn(sent, name) ? Reflect.get(sent, name) : undefined;
  const [editorReportsJsonSyntax, workspaceTrusted] = [value('editorReportsJsonSyntax'), value('workspaceTrusted')];
  const [chosenServers, signsIn] = [value('chosenServers'), value('signsIn')];
  return {
    ...(typeof editorReportsJsonSyntax === 'boolean' && { editorReportsJsonSyntax }),
    ...(typeof workspaceTrusted === 'boolean' && { workspaceTrusted }),
    ...(typeof chosenServers === 'object' && chosenServers !== null && { chosenServers: textsOf(chosenServers) }),
    ...(typeof signsIn === 'boolean' && { signsIn }),
    ...Object.fromEntries(texts.flatMap((name) => (typeof value(name) === 'string' ? [[name, value(name)]] : []))),
  };
}

function textsOf(sent: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sent).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
