import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { visibleLine } from '../policy/visibleText.ts';
import { check } from './check.ts';
import { drift } from './drift.ts';
import { importTools } from './importTools.ts';
import { init } from './init.ts';
import { severityOption } from './severityOption.ts';
import { simulate } from './simulate.ts';
import { type ExitCode, type Terminal, UnreadableInput } from './terminal.ts';
import { test } from './test.ts';
import { listToolsToSnapshot } from './tools.ts';

/** What only the real process has: it serves LSP until the client ends it. */
export type ServeLanguageServer = () => Promise<ExitCode>;

/** Runs one command line. Resolves to the exit code; whatever the person must know was printed. */
export async function runCommandLine(
  words: readonly string[],
  version: string,
  terminal: Terminal,
  serve: ServeLanguageServer,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = new Command('mcp-policy')
    .description('Checks, simulates and starts PolicyLayer policies for MCP servers.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: terminal.print, writeErr: (text) => terminal.complain(text.trimEnd()) })
    .showHelpAfterError('(mcp-policy --help lists the commands)');

  program
    .command('check')
    .description('Check policies. Exit code 1 when there are errors or warnings.')
    .argument('<files...>', 'policies')
    .addOption(toolsOption())
    .addOption(noToolsOption())
    .addOption(severityOption())
    .addOption(formatOption(['text', 'json']))
    .action(async (files: string[], options) => {
      exitCode = await check(files, options, terminal);
    });

  program
    .command('simulate')
    .description('Decide calls against a policy, in their order, as the proxy would.')
    .argument('<policy>', 'the policy')
    .requiredOption(
      '--calls <file>',
      'one call a line as JSON: {"tool", "at"?, "args"?, "grant"?, "session"?, "upstream"?, "answeredAfter"?}; - reads standard input',
    )
    .addOption(
      new Option('--windows <mode>', 'how the windows of limits lie on the clock')
        .choices(['aligned', 'sliding'])
        .default('aligned'),
    )
    .addOption(toolsOption())
    .addOption(noToolsOption())
    .addOption(formatOption(['text', 'jsonl']))
    .action(async (policy: string, options) => {
      exitCode = await simulate(policy, options, terminal);
    });

  program
    .command('test')
    .description('Run scenario files. Exit code 1 when a scenario fails, 2 when one cannot be run.')
    .argument('<files...>', 'scenario files, *.policytest.json, or patterns such as "**/*.policytest.json"')
    .addOption(toolsOption())
    .addOption(noToolsOption())
    .option('--policy <file>', 'test this policy instead of those that the files name')
    .option('--coverage', 'list the tools, rules, conditions and limits that no scenario exercised')
    .option('--min-coverage <percent>', 'exit code 1 when less of a policy is exercised', percent)
    .addOption(formatOption(['text', 'json', 'junit']))
    .action(async (files: string[], options) => {
      exitCode = await test(files, options, terminal);
    });

  program
    .command('tools')
    .description(
      "Start or reach a configured MCP server and save its tools as a snapshot. Runs the server's command. With --import, save a list that was captured elsewhere; nothing is run.",
    )
    .option('--config <file>', "an mcp.json, or another client's file of servers")
    .option('--server <name>', 'the name of the server in it; of an imported list, where it does not say it')
    .addOption(
      new Option(
        '--import <file>',
        'the answer to a tools/list: plain, as a JSON-RPC message, its pages, or a log of messages; - reads standard input',
      ).conflicts('config'),
    )
    .requiredOption('--out <snapshot>', 'where to write the snapshot')
    .option('--input <id=value...>', 'answers to the `${input:id}` of its definition', [])
    .option('--timeout <seconds>', 'how long the server may take', wholeSeconds, 60)
    .action(async (options) => {
      if (options.import !== undefined) exitCode = await importTools(options, terminal);
      else if (options.config !== undefined && options.server !== undefined) {
        exitCode = await listToolsToSnapshot(options, terminal);
      } else throw new UnreadableInput('Name the server with --config and --server, or a captured list with --import.');
    });

  program
    .command('drift')
    .description(
      "What changed in a policy's server since its snapshot. Exit code 1 when it has a consequence for the policy.",
    )
    .argument('<policy>', 'the policy')
    .option(
      '--baseline <snapshot>',
      "the server's tools as they were; by default the snapshot that belongs to the policy",
    )
    .option('--tools <snapshot>', "the server's tools now, as written by `mcp-policy tools`")
    .option('--config <file>', "or an mcp.json, to list them now. Runs the server's command")
    .option('--server <name>', 'the name of the server in it')
    .option('--input <id=value...>', 'answers to the `${input:id}` of its definition', [])
    .option('--timeout <seconds>', 'how long the server may take', wholeSeconds, 60)
    .option('--accept', 'make what the server has now the snapshot')
    .addOption(severityOption())
    .addOption(formatOption(['text', 'json']))
    .action(async (policy: string, options) => {
      exitCode = await drift(policy, options, terminal);
    });

  program
    .command('init')
    .description(
      'Print a starter policy for the tools of a snapshot, by a guess at what each tool does: read it before use.',
    )
    .addOption(toolsOption())
    .option('--out <policy>', 'write it to a file that does not exist yet')
    .action(async (options) => {
      exitCode = await init(options, terminal);
    });

  program
    .command('lsp')
    .description('Serve the Language Server Protocol for an editor.')
    .requiredOption('--stdio', 'over standard input and output')
    .action(async () => {
      exitCode = await serve();
    });

  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UnreadableInput) {
      terminal.complain(visibleLine(error.message));
      return 2;
    }
    throw error;
  }
  return exitCode;
}

function formatOption(choices: [string, ...string[]]): Option {
  return new Option('--format <format>', 'how to print it').choices(choices).default(choices[0]);
}

function toolsOption(): Option {
  return new Option(
    '--tools <snapshot>',
    "the server's tools, as written by `mcp-policy tools`; by default the snapshot that lies beside the policy",
  );
}

function noToolsOption(): Option {
  return new Option('--no-tools', 'leave the snapshot beside the policy out');
}

function percent(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0 && number <= 100))
    throw new InvalidArgumentError('It must be a number from 0 to 100.');
  return number;
}

function wholeSeconds(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3600)
    throw new InvalidArgumentError('It must be a whole number of seconds, at most 3600.');
  return seconds;
}
