import type { Config } from '../platform/config.js';
import type { Database } from '../platform/database.js';
import type { Log } from '../platform/log.js';

/** One option of a command; all take a value, but for flags. */
export interface CommandOption {
  /** What the value is, as help shows it: `FILE`, `DIR`, `FILES`. */
  value: string;
  explanation: string;
  required: boolean;
  /** Takes every word up to the next option, as the shell makes of `*.yml`. */
  list?: boolean;
  /** Takes no value: it is there or not. */
  flag?: boolean;
}

export interface Command {
  /** As typed: `knowledge check`. */
  name: string;
  summary: string;
  options: Record<string, CommandOption>;
  /** What the words behind the command are; absent: there are none. */
  operands?: { value: string; explanation: string };
  /** A failed check lists every problem, one a line, after its summary. */
  listsProblems?: boolean;
  /** Throws AppError with the sentence for whoever typed the command. */
  run(input: CommandInput, context: CommandContext): Promise<void>;
}

export interface CommandInput {
  operands: string[];
  /** The value of an option that is required. */
  value(option: string): string;
  /** Whether a flag was given. */
  has(option: string): boolean;
  /** All values of a list option; undefined when it was not given. */
  list(option: string): string[] | undefined;
}

export interface CommandContext {
  config: Config;
  log: Log;
  /** One line on standard output. */
  print(line: string): void;
  /** Opens the database for the work and closes it whatever happens. */
  withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T>;
}
