import type { ReadyDefinition } from '../../serverConfig/definition/readyDefinition.ts';
import type { ConnectionProblem } from '../../tools/knowledge.ts';
import { signInProblemIn } from '../oauth/signInProblem.ts';
import { redactor } from '../redaction.ts';
import type { Evidence } from '../session.ts';
import { Flood } from '../transport/flood.ts';
import { UnreadMessages } from '../transport/unreadMessages.ts';
import { ConnectionLost } from '../watch/connectionLost.ts';
import { explainHttp } from './httpFailures.ts';
import { explainProcess } from './processFailures.ts';
import { rpcError, type Step, StepFailure } from './stepFailure.ts';
import { quoted, seconds } from './wording.ts';

/** What surrounds a failure. */
export interface FailureContext {
  readonly definition: ReadyDefinition;
  /** Who ended the attempt, when it was ended. */
  readonly stopped: 'by the person' | 'by the clock' | undefined;
  readonly timeoutMilliseconds: number;
}

/** A failure with everything that is known of it, as the explaining functions get it. */
export interface Failure extends FailureContext {
  readonly step: Step;
  readonly error: unknown;
  readonly evidence: Evidence;
  /** Words of the server, without secrets, then shortened: half a secret would not be recognised any more. */
  readonly quoted: (words: string) => string;
}

/**
 * Says what happened, why, and what to do: the one place where a failed connection turns into words. Values of
 * variables, headers and inputs are taken out of everything that is said, whoever said it first.
 */
export function explainFailure(error: unknown, context: FailureContext): ConnectionProblem {
  const isStep = error instanceof StepFailure;
  const redact = redactor([...context.definition.secrets, ...((isStep && error.evidence.secrets) || [])]);
  const failure: Failure = {
    ...context,
    step: isStep ? error.step : 'connect',
    error: isStep ? error.cause : error,
    evidence: isStep ? error.evidence : {},
    quoted: (words) => quoted(redact(words)),
  };
  const { what, remedy } = explain(failure);
  return { what: redact(what), remedy: redact(remedy) };
}

function explain(failure: Failure): ConnectionProblem {
  if (failure.stopped === 'by the person') {
    return { what: 'Connecting was stopped.', remedy: 'Connect again when you like.' };
  }
  const signIn = signInProblemIn(failure.error);
  if (signIn !== undefined) return signIn.problem;
  const byTransport = failure.definition.transport === 'stdio' ? explainProcess : explainHttp;
  return explainTooMuch(failure) ?? explainRpcError(failure) ?? byTransport(failure) ?? explainAnswer(failure);
}

function explainTooMuch({ evidence }: Failure): ConnectionProblem | undefined {
  if (evidence.failure === undefined) return undefined;
  if (evidence.failure instanceof UnreadMessages) {
    return {
      what: `The server does not read what it is sent: ${evidence.failure.message}.`,
      remedy: 'Look into the server’s own log; it may hang, or ask for more than it reads.',
    };
  }
  if (evidence.failure instanceof Flood) {
    return {
      what: `The server talks without end: ${evidence.failure.message}.`,
      remedy: 'Look into the server’s own log, or tell those who run it.',
    };
  }
  return {
    what: `The server sent more than can be read at once: ${evidence.failure.message}.`,
    remedy: 'Let the server list fewer tools or write them in pages.',
  };
}

const methodNotFound = -32601;

function explainRpcError({ definition, step, error, quoted }: Failure): ConnectionProblem | undefined {
  const answer = rpcError(error);
  if (answer === undefined) return undefined;
  if (step === 'list' && answer.code === methodNotFound) {
    return {
      what: `The server "${definition.name}" has no tools: it does not know tools/list.`,
      remedy: 'Check that this is the server the policy is for.',
    };
  }
  const request = step === 'list' ? 'the request for its tools' : 'the handshake';
  return {
    what: `The server answered ${request} with error ${answer.code}: ${quoted(answer.message)}.`,
    remedy: 'Look into the server’s own log; it may need a key, an argument or a newer version.',
  };
}

/** What is left: an answer that is not MCP, or an error nobody foresaw. */
function explainAnswer({ definition, step, error, stopped, timeoutMilliseconds, quoted }: Failure): ConnectionProblem {
  if (stopped === 'by the clock') {
    const what = step === 'list' ? 'list its tools' : 'answer';
    return {
      what: `The server "${definition.name}" did not ${what} within ${seconds(timeoutMilliseconds)}.`,
      remedy: 'Check that it speaks MCP. If it only starts slowly, connect again.',
    };
  }
  if (error instanceof ConnectionLost) {
    return {
      what: `The connection to the server "${definition.name}" was lost.`,
      remedy: 'Check that the server still runs and that it can be reached.',
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    what: `The server "${definition.name}" answered in a way that is not MCP: ${quoted(message)}.`,
    remedy: 'Check that the definition starts or reaches an MCP server.',
  };
}
