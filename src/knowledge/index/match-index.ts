import { createHash } from 'node:crypto';
import type { MatchDecision } from '../../contract/matching.js';
import type { MatchTrace, TraceCandidate } from '../../contract/trace.js';
import { seededRandom } from '../../platform/seeded-random.js';
import { calibrate } from './calibration.js';
import type { MatchDocument, QuestionTable } from './document.js';
import { applyPriors, entryPriors } from './entry-priors.js';
import {
  type Candidate,
  candidateFeatures,
  type Evidence,
  gatherEvidence,
  type Indexes,
  queryFeatures,
} from './evidence.js';
import { foreignQuestions } from './foreign-questions.js';
import { buildIndexes, embedForeign, type MatchIndexParts, pause } from './indexes.js';
import { likeliestOutcome, outcomeChances } from './outcome-chances.js';
import { priors } from './prior.js';
import { probabilities } from './ranking-model.js';
import { bareText } from './same-question.js';
import { isSharedKeyword } from './short-question.js';
import { collectExamples, learningGain, type TrainedRanking, trainRanking } from './training.js';
import { compileVocabulary } from './vocabulary.js';

/** Confidence of a question that is one of the known questions, word for word. */
const exactConfidence = 0.99;
const mostCandidates = 10;
/** A document set is taken to have similar questions when at least this share of it has two or more. */
const manyShare = 0.3;

export interface MatchIndex {
  /** Ranks the documents for one text. Never throws for odd text: what cannot be read matches nothing. */
  match(text: string): Promise<MatchTrace>;
  lexicalOnly: boolean;
  bars: { answer: number; clarify: number };
  documentCount: number;
  questionCount: number;
  /** Held-out questions that the ranking was trained on; 0: the built-in prior ranks. */
  trainedOn: number;
  /** Where the index answers from a thread: ends it once it has answered what it was asked. */
  close?(): Promise<void>;
  /** … and resolves with the reason when the thread is lost. */
  lost?: Promise<Error>;
}

/**
 * Builds the index over all documents and trains its ranking on their own questions, each left out in turn.
 *
 * @throws RangeError when two documents have the same id.
 */
export async function buildMatchIndex(
  documents: readonly MatchDocument[],
  parts: MatchIndexParts,
): Promise<MatchIndex> {
  const { normalize, segment, embedder, onProgress } = parts;
  const random = parts.random ?? seededRandom(1);
  const own = compileVocabulary(parts.vocabulary);
  const read = (text: string) => own(text, segment);
  const ids = new Set<string>();
  for (const { id, kind } of documents) {
    const key = `${kind} ${id}`;
    if (ids.has(key)) throw new RangeError(`two documents of kind ${kind} have the id "${id}"`);
    ids.add(key);
  }
  const { indexes, embeddingOf } = await buildIndexes(documents, parts);
  const { table } = indexes;
  await pause();
  const fingerprint = rankingFingerprint(documents, table, parts);
  const ranking = (await parts.storedRanking?.get(fingerprint)) ?? (await train());
  onProgress?.({ step: 'train', done: ranking.examples, total: ranking.examples });

  async function train(): Promise<TrainedRanking> {
    const examples = hasMany(table)
      ? await collectExamples(indexes, embeddingOf, await embedForeign(parts), random, pause)
      : [];
    const trained = await trainRanking(
      examples,
      table.outcomeOf,
      choosePrior(indexes),
      pause,
      learningGain(table),
    );
    await parts.storedRanking?.set(fingerprint, trained);
    return trained;
  }

  const priorOf = parts.uses && entryPriors(documents, parts.uses);
  const exact = documentsBy(table, bareText);
  const alike = documentsBy(table, (text) => bareText(read(text).text));

  /** A keyword that several documents share says what it is about, not what is asked: that is asked back. */
  const ranked = (evidence: Evidence, bare: string) => {
    const chances = rankChances(ranking, evidence, priorOf, table.outcomeOf);
    return isSharedKeyword(bare, table)
      ? askWhich(chances, ranking.bars, evidence, table.outcomeOf)
      : chances;
  };

  return {
    lexicalOnly: embedder === undefined,
    bars: ranking.bars,
    documentCount: documents.length,
    questionCount: table.texts.length,
    trainedOn: ranking.examples,
    async match(text) {
      const started = performance.now();
      const normalized = normalize(text);
      const reading = read(normalized);
      const normalizedAt = performance.now();
      const bare = bareText(normalized);
      const same = exact.get(bare) ?? onlyOne(alike.get(bareText(reading.text)));
      // A known question needs no further evidence, and what holds no letter or digit has none.
      const model = indexes.dense && bare !== '' && same.length === 0 ? embedder : undefined;
      const isCached = model?.isCached?.(reading.text) ?? false;
      const embedding = await model?.embed(reading.text);
      const evidence =
        bare === '' || same.length > 0
          ? { candidates: same.map(withoutEvidence), query: new Float64Array() }
          : gatherEvidence(indexes, normalized, embedding);
      const recalledAt = performance.now();
      const chances =
        same.length > 0 ? same.map(() => exactConfidence / same.length) : ranked(evidence, bare);
      const outcomes = outcomeChances(chances, evidence, table.outcomeOf);
      const outcomeChance = (document: number) => outcomes.get(table.outcomeOf[document] as number) ?? 0;
      const { said } = evidence;
      const candidates = evidence.candidates
        .map((candidate, c) => ({
          candidate,
          outcomeChance: outcomeChance(candidate.document),
          score: chances[c] as number,
        }))
        .sort((a, b) => b.outcomeChance - a.outcomeChance || b.score - a.score)
        .slice(0, mostCandidates)
        .map(({ candidate, outcomeChance, score }): TraceCandidate => {
          const { document, features, lexicalRank, denseRank, nearestQuestion } = candidate;
          const { id, kind, title, outcome } = documents[document] as MatchDocument;
          return {
            id,
            kind,
            title,
            outcome: outcome ?? `${kind} ${id}`,
            outcomeChance,
            score,
            ...(lexicalRank === undefined ? {} : { lexicalRank }),
            ...(denseRank === undefined ? {} : { denseRank }),
            features: Object.fromEntries(
              Array.from(features, (value, f) => [candidateFeatures[f] as string, round(value)]),
            ),
            soundHits:
              said && nearestQuestion !== undefined ? indexes.lexical.soundHits(said, nearestQuestion) : [],
          };
        });
      const confidence = candidates[0]?.outcomeChance ?? 0;
      const done = performance.now();
      return {
        normalized,
        words: reading.said.filter((word) => word.trim() !== ''),
        synonyms: reading.synonyms,
        stopWords: reading.stopWords,
        lexicalOnly: embedder === undefined,
        stage: same.length > 0 ? 'exact' : model === undefined ? 'words' : 'full',
        vector: model === undefined ? 'none' : isCached ? 'cached' : 'computed',
        candidates,
        confidence,
        bars: ranking.bars,
        band: bandOf(confidence, ranking.bars),
        milliseconds: {
          normalize: normalizedAt - started,
          recall: recalledAt - normalizedAt,
          rank: done - recalledAt,
          total: done - started,
        },
      };
    },
  };
}

function withoutEvidence(document: number): Candidate {
  return { document, features: new Float64Array() };
}

/** Raise it with every change of what training does, or rankings of an older version would be taken for current. */
const trainingVersion = 5;

/** Equal for builds that would train the same ranking: same documents, normalised alike, model, words and features. */
function rankingFingerprint(
  documents: readonly MatchDocument[],
  { texts }: Pick<QuestionTable, 'texts'>,
  { embedder, segment, normalize, vocabulary }: MatchIndexParts,
): string {
  const features = [...candidateFeatures, ...queryFeatures];
  // How a sample sentence is cut tells the segmenters apart.
  const words = segment('七天无理由退货运费怎么算');
  // Training sees of the vocabulary what it makes of the questions that are asked: a new word that none of them
  // holds changes nothing.
  const own = compileVocabulary(vocabulary);
  const asked = [...texts, ...foreignQuestions.map(normalize)];
  const read = asked.flatMap((text) => {
    const reading = own(text, segment);
    return reading.text === text && reading.words.length === reading.said.length ? [] : [text, reading];
  });
  return createHash('sha256')
    .update(
      JSON.stringify([trainingVersion, embedder?.modelHash ?? null, features, words, texts, read, documents]),
    )
    .digest('hex');
}

/** Calibrated chance of each candidate, so that the likeliest outcome's sum is calibrated. */
function rankChances(
  ranking: TrainedRanking,
  evidence: Evidence,
  priorOf: Float64Array | undefined,
  outcomeOf: Int32Array,
): number[] {
  const unweighed = probabilities(ranking.weights, evidence);
  const raw = Array.from(priorOf ? applyPriors(unweighed, evidence, priorOf) : unweighed);
  const top = likeliestOutcome(raw, evidence, outcomeOf)?.chance ?? 0;
  const calibrated = calibrate(ranking.calibration, top);
  return raw.map((chance) => (top > 0 ? (chance / top) * calibrated : 0));
}

/** Chances scaled so that the likeliest outcome lies where a choice is offered. Their sum stays at most 1. */
function askWhich(
  chances: number[],
  bars: { answer: number; clarify: number },
  evidence: Evidence,
  outcomeOf: Int32Array,
): number[] {
  const top = likeliestOutcome(chances, evidence, outcomeOf)?.chance ?? 0;
  if (top === 0) return chances;
  const wanted = Math.min(0.98 * bars.answer, Math.max(bars.clarify, top));
  const sum = chances.reduce((total, chance) => total + chance, 0);
  const scale = Math.min(wanted / top, 1 / sum);
  return chances.map((chance) => scale * chance);
}

function bandOf(confidence: number, bars: { answer: number; clarify: number }): MatchDecision {
  if (confidence >= bars.answer) return 'answer';
  return confidence >= bars.clarify ? 'clarify' : 'hand-off';
}

/** Without a head (few documents, or a great many) the weights beside it would be too small: nearness decides then. */
function choosePrior({ table, dense, head }: Indexes): TrainedRanking {
  const many = hasMany(table) && head !== undefined;
  if (dense === undefined) return many ? priors.wordsMany : priors.wordsSingle;
  return many ? priors.modelMany : priors.modelSingle;
}

function hasMany({ starts }: QuestionTable): boolean {
  const documents = starts.length - 1;
  let many = 0;
  for (let d = 0; d < documents; d++) if ((starts[d + 1] as number) - (starts[d] as number) > 1) many++;
  return many > 0 && many >= manyShare * documents;
}

/** Documents by a key of their questions. */
function documentsBy(
  { texts, documentOf }: QuestionTable,
  keyOf: (text: string) => string,
): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [question, text] of texts.entries()) {
    const key = keyOf(text);
    const document = documentOf[question] as number;
    const known = found.get(key);
    if (known === undefined) found.set(key, [document]);
    else if (!known.includes(document)) known.push(document);
  }
  return found;
}

/** Questions that the vocabulary alone makes the same decide only where they all lead to one document. */
function onlyOne(documents: readonly number[] = []): readonly number[] {
  return documents.length === 1 ? documents : [];
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
