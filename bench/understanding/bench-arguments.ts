import { parseArgs } from 'node:util';
import { invalidInput } from '../../src/platform/errors.js';

export interface BenchArguments {
  /** Folder of labelled questions. */
  data: string;
  modelDir?: string;
  /** Entries of the synthetic indexes to build; may be none. */
  sizes: number[];
  json: boolean;
}

/** The starter knowledge base gives enough different combinations for this many. */
const mostEntries = 20_000;
const usage =
  'Usage: npm run bench:understanding -- --data FOLDER [--json] [--sizes 100,1000,10000] [--model-dir FOLDER]';

/** @throws AppError `invalid-input`, one sentence and the usage. */
export function readBenchArguments(words: readonly string[]): BenchArguments {
  const { data, sizes, json, 'model-dir': modelDir } = parse(words);
  if (!data) throw refuse('The folder with the labelled questions is missing.');
  return {
    data,
    json,
    ...(modelDir ? { modelDir } : {}),
    sizes: sizes
      .split(',')
      .filter((size) => size.trim() !== '')
      .map(readSize),
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        data: { type: 'string' },
        'model-dir': { type: 'string' },
        sizes: { type: 'string', default: '100,1000,10000' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

function readSize(size: string): number {
  const entries = Number(size);
  if (!Number.isInteger(entries) || entries < 1 || entries > mostEntries)
    throw refuse(`--sizes takes whole numbers from 1 to ${mostEntries}, not "${size}".`);
  return entries;
}

function refuse(sentence: string) {
  return invalidInput([{ path: 'arguments', message: sentence }], `${sentence}\n${usage}`);
}
