import { parseArgs } from 'node:util';
import { invalidInput } from '../../src/platform/errors.js';

export interface BenchArguments {
  /** Folder of labelled questions. */
  data: string;
  modelDir?: string;
  /** Entries of the synthetic indexes to build; may be none. */
  sizes: number[];
  /** Wordings that are published while the event loop is watched; 0: none. */
  wordings: number;
  json: boolean;
}

/** The starter knowledge base gives enough different combinations for this many. */
const mostEntries = 100_000;
const mostWordings = 20_000;
const usage =
  'Usage: npm run bench:understanding -- --data FOLDER [--json] [--sizes 100,1000,10000,100000] [--wordings 4000] [--model-dir FOLDER]';

/** @throws AppError `invalid-input`, one sentence and the usage. */
export function readBenchArguments(words: readonly string[]): BenchArguments {
  const { data, sizes, wordings, json, 'model-dir': modelDir } = parse(words);
  if (!data) throw refuse('The folder with the labelled questions is missing.');
  return {
    data,
    json,
    ...(modelDir ? { modelDir } : {}),
    sizes: sizes
      .split(',')
      .filter((size) => size.trim() !== '')
      .map((size) => readCount('--sizes', size, 1, mostEntries)),
    wordings: readCount('--wordings', wordings, 0, mostWordings),
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        data: { type: 'string' },
        'model-dir': { type: 'string' },
        sizes: { type: 'string', default: '100,1000,10000,100000' },
        wordings: { type: 'string', default: '4000' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

function readCount(option: string, value: string, least: number, most: number): number {
  const count = Number(value);
  if (value.trim() === '' || !Number.isInteger(count) || count < least || count > most)
    throw refuse(`${option} takes whole numbers from ${least} to ${most}, not "${value}".`);
  return count;
}

function refuse(sentence: string) {
  return invalidInput([{ path: 'arguments', message: sentence }], `${sentence}\n${usage}`);
}
