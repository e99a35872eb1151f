import type { ConnectionProblem } from '../../tools/knowledge.ts';
import { MissingFolder } from '../transport/processTransport.ts';
import type { Failure } from './explainFailure.ts';
import type { Step } from './stepFailure.ts';
import { errorCode, seconds } from './wording.ts';

/** Explains what goes wrong with a server that is started as a process. */
export function explainProcess(failure: Failure): ConnectionProblem | undefined {
  return explainStart(failure) ?? explainExit(failure) ?? explainSilence(failure);
}

function explainStart({ definition, error, evidence, quoted }: Failure): ConnectionProblem | undefined {
  if (definition.transport !== 'stdio') return undefined;
  if (error instanceof MissingFolder) {
    return {
      what: `The server was to run in ${definition.cwd}, which is not a folder.`,
      remedy: 'Correct "cwd" in the definition, or create the folder.',
    };
  }
  const [code, command] = [errorCode(error), quoted(definition.command)];
  if (code === 'ENOENT') {
    const searched = /[/\\]/.test(definition.command) ? '' : ` Searched in PATH: ${evidence.path ?? '(empty)'}.`;
    return {
      what: `The command ${command} was not found.${searched}`,
      remedy:
        'Install it, or write its full path in the definition. An editor started from a dock or menu may have a ' +
        'shorter PATH than your terminal: start it from a terminal, or set PATH under "env".',
    };
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return {
      what: `The command ${command} may not be executed.`,
      remedy: 'Make the file executable, or correct the path.',
    };
  }
  const isSpawnError = error instanceof Error && 'syscall' in error && String(error.syscall).startsWith('spawn');
  if (!isSpawnError) return undefined;
  return {
    what: `The command ${command} could not be started (${code}).`,
    remedy: 'Correct the command in the definition.',
  };
}

/** What the connection was about when the process ended. */
const meanwhile: Readonly<Record<Step, string>> = {
  connect: 'before it answered',
  list: 'while it listed its tools',
  watch: 'while the connection was open',
};

function explainExit(failure: Failure): ConnectionProblem | undefined {
  const { definition, step, evidence } = failure;
  const { exit } = evidence;
  if (exit === undefined || exit === null) return undefined;
  const how = exit.signal === null ? `exited with code ${exit.code}` : `was ended by ${exit.signal}`;
  return {
    what: `The server "${definition.name}" ${how} ${meanwhile[step]}.${lastWords(failure)}${noiseNote(failure)}`,
    remedy:
      lastWords(failure) === ''
        ? 'Run the command in a terminal to see what it says.'
        : 'Do what its message asks for; often a key or an argument is missing from the definition.',
  };
}

function explainSilence(failure: Failure): ConnectionProblem | undefined {
  const { definition, step, stopped, timeoutMilliseconds } = failure;
  if (stopped !== 'by the clock') return undefined;
  const what = step === 'list' ? 'did not list its tools' : 'did not answer';
  const noise = noiseNote(failure);
  const patience = `within ${seconds(timeoutMilliseconds)}`;
  return {
    what: `The server "${definition.name}" was started and ${what} ${patience}.${lastWords(failure)}${noise}`,
    remedy:
      noise === ''
        ? 'Check that the command starts an MCP server. If it only starts slowly (a first npx downloads it), connect again.'
        : 'Check that the command starts an MCP server: its standard output is for MCP messages alone.',
  };
}

/** Lines that a runtime adds to an error without saying what it is. */
const runtimeNoise = /^\s*(at\s|node:|Node\.js v|\^+\s*$|[{}]|throw\s|\[?errno|code:|syscall:|requireStack)/;

function lastWords({ evidence: { stderr = [] }, quoted }: Failure): string {
  const telling = stderr.filter((line) => !runtimeNoise.test(line));
  const lines = (telling.length > 0 ? telling : stderr).slice(-3);
  return lines.length === 0 ? '' : ` It wrote on stderr: ${quoted(lines.join(' '))}.`;
}

function noiseNote({ evidence: { noise = [] }, quoted }: Failure): string {
  const last = noise.at(-1);
  return last === undefined ? '' : ` It wrote on stdout what is not MCP: ${quoted(last)}.`;
}
