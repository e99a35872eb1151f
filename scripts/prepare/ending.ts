import { SetupError } from './setupError.ts';

/** Something that must not outlive this process: a group of processes, a temporary folder. */
export type Ending = {
  /** Ends it in good order. */
  gently: () => Promise<void>;
  /** Ends it without waiting; must be synchronous, because it also runs in the process's `exit` event. */
  atOnce: () => void;
};

const endings = new Set<Ending>();
let listening = false;
let interrupted = false;

/** Registers what must end with this process, however it ends. Returns the function that takes it off the list again. */
export function endWithProcess(ending: Ending): () => void {
  listen();
  endings.add(ending);
  return () => endings.delete(ending);
}

/** Whether a signal is ending this process; what fails from then on is a consequence and no news. */
export function isInterrupted(): boolean {
  return interrupted;
}

/** Ends everything registered, the youngest first, because the younger uses the older. What fails to end is reported. */
async function endEverything(): Promise<void> {
  for (const ending of [...endings].reverse()) {
    await ending.gently().catch((error: unknown) => console.error(error));
    endings.delete(ending);
  }
}

/** Runs a script's main function; its result becomes the exit code after everything registered has ended. */
export function runScript(main: () => Promise<number>): void {
  listen();
  main()
    .catch((error: unknown) => {
      if (!interrupted) console.error(isForPeople(error) ? error.message : error);
      return 1;
    })
    .then(async (code) => {
      if (interrupted) return;
      await endEverything();
      process.exit(code);
    });
}

/** A set-up that cannot go on, or an option that is none: the message says it all. */
function isForPeople(error: unknown): error is Error {
  if (error instanceof SetupError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function listen(): void {
  if (listening) return;
  listening = true;
  process.on('exit', () => {
    for (const ending of [...endings].reverse()) ending.atOnce();
  });
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.on(signal, () => {
      // One Ctrl+C can arrive twice: from the terminal, and passed on by npm.
      if (interrupted) return;
      interrupted = true;
      void endEverything().finally(() => process.exit(128 + number));
    });
  }
}
