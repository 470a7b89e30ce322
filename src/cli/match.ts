import { type MatchResultLine, matchKnowledgeLine, matchQueryLine } from '../contract/matching.js';
import type { MatchDocument } from '../knowledge/index/document.js';
import { buildMatchIndex, type MatchIndex } from '../knowledge/index/match-index.js';
import { invalidInput } from '../platform/errors.js';
import { openEmbedder } from '../understanding/embedder.js';
import { normalize } from '../understanding/normalize.js';
import { createSegmenter } from '../understanding/segmenter.js';
import { checkOutput, lineError, readJsonl, writeJsonl } from './jsonl.js';

export interface MatchCommand {
  /** JSON Lines: `{"id","question","similar":[…],"answer"}`. */
  knowledge: string;
  /** JSON Lines: `{"id","text"}`. */
  queries: string;
  /** Where the results go, a line per query in order. */
  out: string;
  modelDir: string;
  /** Told what is being done, for people; never results. */
  log: (line: string) => void;
}

/**
 * Matches every query against the knowledge with the index that the chat uses.
 *
 * @throws AppError `invalid-input` naming file, line and field; nothing is written then.
 */
export async function runMatch({ knowledge, queries, out, modelDir, log }: MatchCommand): Promise<void> {
  checkOutput(out, [knowledge, queries]);
  const documents = await readKnowledge(knowledge);
  // Read before the slow part, so that a mistake in the last line is told at once.
  const asked: { id: string; text: string }[] = [];
  for await (const { value } of readJsonl(queries, matchQueryLine)) asked.push(value);

  const segmenter = await createSegmenter();
  if (segmenter.notice !== undefined) log(segmenter.notice);
  const opened = await openEmbedder(modelDir);
  const embedder = 'missing' in opened ? undefined : opened;
  if ('missing' in opened) log(`Matching by words alone: ${opened.missing}.`);
  try {
    const index = await buildMatchIndex(documents, {
      normalize,
      segment: (text) => segmenter.cut(text),
      embedder,
      onProgress: ({ step, done, total }) => {
        if (step === 'train') log(`ranking trained on ${done} held-out questions`);
        else if (done === total || done % 1000 === 0) log(`questions embedded: ${done} of ${total}`);
      },
    });
    const results: MatchResultLine[] = [];
    for (const { id, text } of asked) results.push(await matchOne(index, id, text));
    await writeJsonl(out, results);
    log(`${results.length} queries matched against ${documents.length} entries`);
  } finally {
    await embedder?.close();
  }
}

async function matchOne(index: MatchIndex, id: string, text: string): Promise<MatchResultLine> {
  const trace = await index.match(text);
  return {
    id,
    decision: trace.band,
    confidence: round(trace.confidence),
    candidates: trace.candidates.map((candidate) => ({ id: candidate.id, score: round(candidate.score) })),
    ms: Math.round(trace.milliseconds.total * 1000) / 1000,
  };
}

async function readKnowledge(file: string): Promise<MatchDocument[]> {
  const documents: MatchDocument[] = [];
  const lineOf = new Map<string, number>();
  for await (const { line, value } of readJsonl(file, matchKnowledgeLine)) {
    const earlier = lineOf.get(value.id);
    if (earlier !== undefined)
      throw lineError(file, line, 'id', `"${value.id}" is already on line ${earlier}`);
    lineOf.set(value.id, line);
    documents.push({
      id: value.id,
      kind: 'entry',
      title: value.question,
      questions: [value.question, ...value.similar],
    });
  }
  if (documents.length === 0)
    throw invalidInput([{ path: file, message: 'holds no entries' }], `${file} holds no entries`);
  return documents;
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
