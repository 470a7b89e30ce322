import { parseArgs } from 'node:util';
import { invalidInput } from '../platform/errors.js';
import type { Command, CommandInput } from './command.js';

/** The words that were typed, sorted into what a command takes. @throws AppError `invalid-input`, one sentence */
export function readArguments(command: Command, words: readonly string[]): CommandInput {
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(command.options).map(([name, { flag }]) => [
        name,
        { type: flag ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
  });
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  let open: string | undefined;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') {
      open = undefined;
    } else if (token.kind === 'positional') {
      (open === undefined ? operands : (values.get(open) ?? operands)).push(token.value);
    } else {
      const option = command.options[token.name];
      if (option === undefined || token.rawName.length === 2)
        throw misuse(command, `does not know ${token.rawName}`);
      if (option.flag) {
        if (token.value !== undefined) throw misuse(command, `takes --${token.name} without a value`);
        if (values.has(token.name)) throw misuse(command, `takes --${token.name} once`);
        values.set(token.name, []);
        open = undefined;
        continue;
      }
      if (token.value === undefined || token.value === '') {
        throw misuse(command, `needs ${option.value} after --${token.name}`);
      }
      const given = values.get(token.name);
      if (given !== undefined && !option.list) throw misuse(command, `takes --${token.name} once`);
      values.set(token.name, [...(given ?? []), token.value]);
      open = option.list ? token.name : undefined;
    }
  }
  for (const [name, { required, value }] of Object.entries(command.options)) {
    if (required && !values.has(name)) throw misuse(command, `needs --${name} ${value}`);
  }
  if (command.operands === undefined && operands.length > 0) {
    throw misuse(command, `does not know what to do with "${operands[0]}"`);
  }
  if (command.operands !== undefined && operands.length === 0) {
    throw misuse(command, `needs ${command.operands.value}`);
  }
  return {
    operands,
    value: (name) => values.get(name)?.[0] ?? '',
    has: (name) => values.has(name),
    list: (name) => values.get(name),
  };
}

/** How a command is typed, on one line. */
export function usageOf({ name, options, operands }: Command): string {
  const parts = Object.entries(options).map(([option, { value, required, flag }]) => {
    const typed = flag ? `--${option}` : `--${option} ${value}`;
    return required ? typed : `[${typed}]`;
  });
  return [name, ...(operands ? [operands.value] : []), ...parts].join(' ');
}

function misuse(command: Command, complaint: string) {
  return invalidInput([], `"${command.name}" ${complaint}. It is typed: ${usageOf(command)}`);
}
