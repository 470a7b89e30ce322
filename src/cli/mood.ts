import { type MoodResultLine, matchQueryLine } from '../contract/matching.js';
import { readMood } from '../understanding/mood.js';
import { checkOutput, readJsonl, writeJsonl } from './jsonl.js';

export interface MoodCommand {
  /** JSON Lines: `{"id","text"}`. */
  queries: string;
  /** Where the results go, a line per query in order. */
  out: string;
  /** Told what was done, for people; never results. */
  log: (line: string) => void;
}

/**
 * Reads the mood of every text as the chat does.
 *
 * @throws AppError `invalid-input` naming file, line and field; nothing is written then.
 */
export async function runMood({ queries, out, log }: MoodCommand): Promise<void> {
  checkOutput(out, [queries]);
  const results: MoodResultLine[] = [];
  for await (const { value } of readJsonl(queries, matchQueryLine)) {
    const { angry, negative } = readMood(value.text);
    results.push({ id: value.id, angry, negative });
  }
  await writeJsonl(out, results);
  log(`the mood of ${results.length} texts read`);
}
