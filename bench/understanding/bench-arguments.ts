import { parseArgs } from 'node:util';
import { invalidInput } from '../../src/platform/errors.js';
import { questionsPerEntry } from './synthetic-entries.js';

export interface BenchArguments {
  /** Folder of labelled questions. */
  data: string;
  modelDir?: string;
  /** The synthetic indexes to build; may be none. */
  sizes: { entries: number; questionsEach: number }[];
  /** Wordings that are published while the event loop is watched; 0: none. */
  wordings: number;
  /** Instead of all that: draws of each protocol, to tell an improvement from chance. */
  draws?: {
    /** Draws of each protocol. */
    seeds: number;
    /** Part of the names of the protocols that are wanted; empty for all. */
    only: string;
  };
  json: boolean;
}

/** The starter knowledge base gives enough different combinations for this many. */
const mostEntries = 100_000;
const mostQuestionsEach = 50;
const mostWordings = 20_000;
const mostSeeds = 50;
/** A shop's own base with ten and with thirty wordings an entry, and ever larger ones. */
const defaultSizes = '51x10,123x30,100,1000,10000,100000';
const usage =
  'Usage: npm run bench:understanding -- --data FOLDER [--json] [--sizes 100,123x30,100000] [--wordings 4000] [--model-dir FOLDER]\n   or: … --data FOLDER --protocol draws [--seeds 6] [--only "10 known"] [--json]';

/** @throws AppError `invalid-input`, one sentence and the usage. */
export function readBenchArguments(words: readonly string[]): BenchArguments {
  const { data, sizes, wordings, json, protocol, seeds, only, 'model-dir': modelDir } = parse(words);
  if (!data) throw refuse('The folder with the labelled questions is missing.');
  if (protocol !== undefined && protocol !== 'draws')
    throw refuse(`--protocol takes draws, not "${protocol}".`);
  return {
    data,
    json,
    ...(modelDir ? { modelDir } : {}),
    sizes: sizes
      .split(',')
      .filter((size) => size.trim() !== '')
      .map(readSize),
    wordings: readCount('--wordings', wordings, 0, mostWordings),
    ...(protocol ? { draws: { seeds: readCount('--seeds', seeds, 2, mostSeeds), only } } : {}),
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        data: { type: 'string' },
        'model-dir': { type: 'string' },
        sizes: { type: 'string', default: defaultSizes },
        wordings: { type: 'string', default: '4000' },
        protocol: { type: 'string' },
        seeds: { type: 'string', default: '6' },
        only: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

/** `ENTRIES`, or `ENTRIESxQUESTIONS` for a number of questions an entry. */
function readSize(size: string): { entries: number; questionsEach: number } {
  const [entries = '', each] = size.split('x', 2);
  return {
    entries: readCount('--sizes', entries, 1, mostEntries),
    questionsEach: each === undefined ? questionsPerEntry : readCount('--sizes', each, 1, mostQuestionsEach),
  };
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
