import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonl } from '../../src/cli/jsonl.js';
import { matchKnowledgeLine, matchQueryLine } from '../../src/contract/matching.js';
import type { MatchDocument } from '../../src/knowledge/index/document.js';
import { invalidInput } from '../../src/platform/errors.js';

/** A question that somebody typed, with the entries that answer it. */
export interface LabelledQuestion {
  text: string;
  /** Empty: nothing should be answered. */
  gold: string[];
}

export interface LabelledData {
  documents: MatchDocument[];
  questions: LabelledQuestion[];
  offTopic: number;
}

const goldLine = z.object({ id: z.string(), gold: z.array(z.string()).min(1) });
const files = ['knowledge.jsonl', 'queries.jsonl', 'gold.jsonl', 'off-topic.jsonl'] as const;

/**
 * Reads a folder of labelled questions: `knowledge.jsonl` as `match` takes it, `queries.jsonl` with `gold.jsonl`, and
 * `off-topic.jsonl`, whose questions have no answer.
 *
 * @throws AppError `invalid-input`, one sentence that names the file (and line) at fault.
 */
export async function readLabelledData(folder: string): Promise<LabelledData> {
  for (const name of files) {
    if (!existsSync(join(folder, name))) throw refuse(`There is no ${name} in ${folder}.`);
  }
  const [knowledgeFile, queryFile, goldFile, offTopicFile] = files.map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  const documents: MatchDocument[] = [];
  for await (const { value } of readJsonl(knowledgeFile, matchKnowledgeLine)) {
    const { id, question, similar } = value;
    documents.push({ id, kind: 'entry', title: question, questions: [question, ...similar] });
  }
  const golds = new Map<string, string[]>();
  for await (const { value } of readJsonl(goldFile, goldLine)) golds.set(value.id, value.gold);
  const questions: LabelledQuestion[] = [];
  for await (const { line, value } of readJsonl(queryFile, matchQueryLine)) {
    const gold = golds.get(value.id);
    if (gold === undefined) throw refuse(`${queryFile}:${line}: ${goldFile} does not know "${value.id}".`);
    questions.push({ text: value.text, gold });
  }
  const answered = questions.length;
  for await (const { value } of readJsonl(offTopicFile, matchQueryLine))
    questions.push({ text: value.text, gold: [] });
  if (documents.length === 0 || answered === 0) throw refuse(`${folder} holds no entries or no questions.`);
  return { documents, questions, offTopic: questions.length - answered };
}

function refuse(sentence: string) {
  return invalidInput([{ path: 'data', message: sentence }], sentence);
}
