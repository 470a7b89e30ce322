import { parseArgs } from 'node:util';
import { invalidInput } from '../../src/platform/errors.js';

export interface ConsoleBenchArguments {
  /** Open conversations of the one agent. */
  conversations: number;
  /** Messages of shoppers, a second, over all of them. */
  perSecond: number;
  /** How long messages arrive while somebody types; and again, half as long, while they scroll. */
  seconds: number;
  /** The browser's processor is so many times slower. */
  slower: number;
  json: boolean;
}

const usage =
  'Usage: npm run --silent bench:console -- [--conversations 200] [--per-second 10] [--seconds 30] [--slower 1] [--json]';

/** @throws AppError `invalid-input`, one sentence and the usage. */
export function readConsoleBenchArguments(words: readonly string[]): ConsoleBenchArguments {
  const { conversations, 'per-second': perSecond, seconds, slower, json } = parse(words);
  return {
    conversations: count('--conversations', conversations, 1000),
    perSecond: count('--per-second', perSecond, 100),
    seconds: count('--seconds', seconds, 600),
    slower: count('--slower', slower, 20),
    json,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        conversations: { type: 'string', default: '200' },
        'per-second': { type: 'string', default: '10' },
        seconds: { type: 'string', default: '30' },
        slower: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

function count(name: string, words: string, most: number): number {
  const value = Number(words);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw refuse(`${name} takes a whole number from 1 to ${most}, not "${words}".`);
  return value;
}

function refuse(sentence: string) {
  return invalidInput([{ path: 'arguments', message: `${sentence}\n${usage}` }]);
}
