import { readConfig } from '../platform/config.js';
import { openDatabase } from '../platform/database.js';
import { AppError, invalidInput } from '../platform/errors.js';
import type { Log } from '../platform/log.js';
import { readArguments, usageOf } from './arguments.js';
import type { Command, CommandContext } from './command.js';
import { commands } from './commands.js';

/** Where a run writes to, and what it takes its settings from (the process's environment unless given). */
export interface CliSurroundings {
  out(line: string): void;
  err(line: string): void;
  environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs one command line.
 *
 * @param words without the program's own name
 * @returns the exit code: 0, or 1 after one line to `err` (a failed check goes on with one line a problem)
 */
export async function runCli(
  words: readonly string[],
  { out, err, environment }: CliSurroundings,
): Promise<0 | 1> {
  const notices: string[] = [];
  let command: Command | undefined;
  try {
    const wantsHelp = helpWanted(words);
    if (wantsHelp !== undefined) {
      for (const line of wantsHelp) out(line);
      return 0;
    }
    command = findCommand(words);
    const input = readArguments(command, words.slice(command.name.split(' ').length));
    const config = environment === undefined ? readConfig() : readConfig(environment);
    const log = noticeLog(notices);
    const context: CommandContext = {
      config,
      log,
      print: out,
      async withDatabase(work) {
        const { dataDir, databaseUrl } = config;
        const database = await openDatabase({
          dataDir,
          ...(databaseUrl !== undefined && { databaseUrl }),
          log,
        });
        try {
          return await work(database);
        } finally {
          await database.close();
        }
      },
    };
    await command.run(input, context);
    for (const notice of notices) err(notice);
    return 0;
  } catch (error) {
    for (const line of linesOf(error, command)) err(line);
    return 1;
  }
}

/** Warnings are told after the work is done; of work that fails, the failure is all that is told. */
function noticeLog(notices: string[]): Log {
  const quiet = () => {};
  const notice = (facts: object | string, message?: string) => {
    notices.push(oneLine(typeof facts === 'string' ? facts : (message ?? '')));
  };
  return { debug: quiet, info: quiet, warn: notice, error: notice };
}

function linesOf(error: unknown, command: Command | undefined): string[] {
  if (!(error instanceof AppError)) {
    return [
      `Something went wrong that should not: ${oneLine(error instanceof Error ? error.message : String(error))}`,
    ];
  }
  if (command?.listsProblems !== true || error.errors.length < 2) return [oneLine(error.message)];
  const files = `${error.errors.length} problems:`;
  return [files, ...error.errors.map(({ message }) => oneLine(message))];
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}

function findCommand(words: readonly string[]): Command {
  const found = commands.find(({ name }) => startsWith(words, name));
  if (found !== undefined) return found;
  const [first] = words;
  const known = commands.map(({ name }) => name);
  if (first === undefined) throw invalidInput([], `Say what to do: ${known.join(', ')}; or --help.`);
  const group = known.filter((name) => name.startsWith(`${first} `));
  throw group.length > 0
    ? invalidInput([], `"${first}" needs one of these behind it: ${group.join(', ')}.`)
    : invalidInput([], `There is no command "${first}". There are: ${known.join(', ')}.`);
}

function startsWith(words: readonly string[], name: string): boolean {
  return name.split(' ').every((word, index) => words[index] === word);
}

/** The help that was asked for: of one command, of a group of them, or of all. */
function helpWanted(words: readonly string[]): string[] | undefined {
  const end = words.indexOf('--');
  const mine = end === -1 ? words : words.slice(0, end);
  if (!mine.some((word) => word === '--help' || word === '-h')) return undefined;
  const command = commands.find(({ name }) => startsWith(mine, name));
  if (command !== undefined) return helpOf(command);
  const group = commands.filter(({ name }) => name.startsWith(`${mine[0]} `));
  return overview(group.length > 0 ? group : commands);
}

function helpOf(command: Command): string[] {
  const { operands, options, summary } = command;
  const explained = [
    ...(operands ? [[operands.value, operands.explanation]] : []),
    ...Object.entries(options).map(([name, { value, explanation, flag }]) => [
      flag ? `--${name}` : `--${name} ${value}`,
      explanation,
    ]),
  ];
  return [`npm run --silent cli -- ${usageOf(command)}`, `  ${summary}`, ...table(explained)];
}

function overview(listed: readonly Command[]): string[] {
  return [
    'npm run --silent cli -- COMMAND [options]',
    ...table(listed.map((command) => [command.name, command.summary])),
    'Any command with --help tells its options. Settings come from the environment, as for the server.',
  ];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(0, ...rows.map(([left = '']) => left.length));
  return rows.map(([left = '', right = '']) => `  ${left.padEnd(width)}  ${right}`);
}
