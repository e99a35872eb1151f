import type { ConnectionProblem } from '../../tools/knowledge.ts';
import { type ClientTemplate, type ConfiguredClient, clientTemplates } from './configuredClient.ts';
import type { ProcessDefinition, ServerDefinition, UrlDefinition } from './definition.ts';
import type { ReadyDefinition, Secret } from './readyDefinition.ts';
import { filledText, type Template } from './template.ts';

/** What a person agreed to: this definition, in exactly this state, with these answers. */
export interface Consent {
  readonly server: string;
  /** The file that defines it. Without one, any that defines a server of this name and hash. */
  readonly source?: string;
  readonly hash: string;
  readonly inputs: Readonly<Record<string, string>>;
}

export type Readiness = { readonly ready: ReadyDefinition } | { readonly problem: ConnectionProblem };

/**
 * The definition that the person agreed to, ready for use. It is read from the file anew: when it changed since, or
 * when an answer is missing, nothing is started and the problem says so.
 */
export function agreedDefinition(definitions: readonly ServerDefinition[], consent: Consent): Readiness {
  const { server, source, hash } = consent;
  const named = definitions.filter((each) => each.name === server && (source === undefined || each.source === source));
  if (named.length === 0) {
    return refused(`The server "${server}" is no longer defined.`, 'Choose a server that is.');
  }
  const definition = named.find((each) => each.hash === hash);
  if (definition === undefined) {
    return refused(
      `The definition of "${server}" changed after you agreed to it, so nothing was started.`,
      'Connect again and look at what it does now.',
    );
  }
  return withAnswers(definition, new Map(Object.entries(consent.inputs)));
}

/** Fills in the answers. For the command line, where writing the command is the consent. */
export function withAnswers(definition: ServerDefinition, answers: ReadonlyMap<string, string>): Readiness {
  const open = definition.inputs.find(({ id }) => !answers.has(id));
  if (open !== undefined) {
    return refused(
      `The server "${definition.name}" needs an answer for "${open.id}" (${open.description}).`,
      'Connect again and fill it in.',
    );
  }
  return definition.transport === 'stdio' ? readyProcess(definition, answers) : readyUrl(definition, answers);
}

function refused(what: string, remedy: string): Readiness {
  return { problem: { what, remedy } };
}

type Answers = ReadonlyMap<string, string>;

function readyProcess(definition: ProcessDefinition, answers: Answers): Readiness {
  const { name, transport, command, args, cwd } = definition;
  const environment = new Map(
    [...definition.environment].map(([key, value]) => [key, value === null ? null : filledText(value, answers)]),
  );
  const given = [...environment].flatMap(([key, value]) => (value === null ? [] : [{ name: key, value }]));
  return {
    ready: {
      name,
      transport,
      command: filledText(command, answers),
      args: args.map((argument) => filledText(argument, answers)),
      cwd: filledText(cwd, answers),
      environment,
      secrets: secrets([command, cwd, ...args], answersTo(definition, answers), given),
    },
  };
}

function readyUrl(definition: UrlDefinition, answers: Answers): Readiness {
  const { name, transport } = definition;
  const text = filledText(definition.url, answers);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return refused(
      `The URL of "${name}" is not an http or https address.`,
      'Correct it, or the answer it was made from.',
    );
  }
  const credentials = takeCredentials(url);
  const headers = new Map([...definition.headers].map(([key, value]) => [key, filledText(value, answers)]));
  const hasOwn = [...headers.keys()].some((key) => key.toLowerCase() === 'authorization');
  if (credentials !== undefined && !hasOwn) headers.set('Authorization', credentials.header);
  const oauth = definition.oauth && readyClient(definition.oauth, answers);
  const given = [
    ...(oauth?.clientSecret === undefined ? [] : [secret('OAuth client secret', oauth.clientSecret)]),
    ...[...headers].flatMap(([key, value]) => [value, value.split(' ').at(-1) ?? ''].map((part) => secret(key, part))),
    ...[...url.searchParams].map(([key, value]) => secret(key, value)),
    ...(credentials?.values ?? []).map((value) => secret('URL credentials', value)),
  ];
  const all = secrets([definition.url, ...clientTemplates(definition.oauth)], answersTo(definition, answers), given);
  return { ready: { name, transport, url, headers, ...(oauth !== undefined && { oauth }), secrets: all } };
}

function readyClient(client: ClientTemplate, answers: Answers): ConfiguredClient {
  const filled = (template: Template | undefined) => template && filledText(template, answers).trim();
  const { clientId, clientSecret, scopes } = {
    clientId: filled(client.clientId),
    clientSecret: filled(client.clientSecret),
    scopes: filled(client.scopes),
  };
  // A variable without a value is as good as nothing written.
  return {
    ...(clientId !== undefined && clientId !== '' && { clientId }),
    ...(clientSecret !== undefined && clientSecret !== '' && { clientSecret }),
    ...(scopes !== undefined && scopes !== '' && { scopes }),
    ...(client.callbackPort !== undefined && { callbackPort: client.callbackPort }),
  };
}

/** `fetch` refuses a URL with user and password in it, and repeats them in its message: they travel as a header. */
function takeCredentials(url: URL): { readonly header: string; readonly values: readonly string[] } | undefined {
  const { username, password } = url;
  if (username === '' && password === '') return undefined;
  url.username = '';
  url.password = '';
  const plain = [percentDecoded(username), percentDecoded(password)];
  const header = `Basic ${Buffer.from(plain.join(':')).toString('base64')}`;
  return { header, values: [username, password, ...plain] };
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return text;
  }
}

function percentEncoded(text: string): string {
  return new URLSearchParams({ text }).toString().slice('text='.length).replaceAll('+', '%20');
}

function secret(name: string, value: string): Secret {
  return { name, value };
}

/** Below this length a value is part of too many words to be taken out of a message, and is no secret either. */
const shortestSecret = 3;

/** Whether an input asks for a password is the definition's word. */
function answersTo({ inputs }: ServerDefinition, answers: Answers): readonly Secret[] {
  const passwords = new Set(inputs.flatMap(({ id, password }) => (password ? [id] : [])));
  return [...answers].map(([id, value]) => ({
    ...secret(`\${input:${id}}`, value),
    ...(passwords.has(id) && { isPassword: true }),
  }));
}

function secrets(
  templates: readonly Template[],
  answered: readonly Secret[],
  given: readonly Secret[],
): readonly Secret[] {
  const looked = templates.flat().flatMap((part) => {
    const isVariable = typeof part !== 'string' && part.kind === 'variable';
    return isVariable ? [{ name: part.written, value: part.value }] : [];
  });
  const all = [...answered, ...given, ...looked];
  // Inside a URL a value is written in another way, and messages repeat URLs.
  const written = all.flatMap((each) => [each, { ...each, value: percentEncoded(each.value) }]);
  const distinct = new Map(written.map((each) => [`${each.name} ${each.value}`, each]));
  return [...distinct.values()].filter(({ value }) => value.length >= shortestSecret);
}
