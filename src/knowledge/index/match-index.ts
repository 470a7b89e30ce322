import { createHash } from 'node:crypto';
import type { MatchDecision } from '../../contract/matching.js';
import type { MatchTrace, TraceCandidate } from '../../contract/trace.js';
import { calibrate } from './calibration.js';
import type { MatchDocument, QuestionTable } from './document.js';
import { candidateFeatures, gatherEvidence, type Indexes, queryFeatures } from './evidence.js';
import { foreignQuestions } from './foreign-questions.js';
import { buildIndexes, embedForeign, type MatchIndexParts, pause } from './indexes.js';
import { likeliestOutcome, outcomeChances } from './outcome-chances.js';
import { priors } from './prior.js';
import { seededRandom } from './random.js';
import { probabilities } from './ranking-model.js';
import { soundHits } from './terms.js';
import { collectExamples, type TrainedRanking, trainRanking } from './training.js';
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
    const trained = await trainRanking(examples, table.outcomeOf, choosePrior(indexes), pause);
    await parts.storedRanking?.set(fingerprint, trained);
    return trained;
  }

  const exact = documentsBy(table, bare);
  const alike = documentsBy(table, (text) => bare(read(text).text));

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
      const known = bare(normalized) !== '';
      const embedding = known && indexes.dense ? await embedder?.embed(reading.text) : undefined;
      const evidence = known
        ? gatherEvidence(indexes, normalized, embedding)
        : { candidates: [], query: new Float64Array() };
      const recalledAt = performance.now();
      const same = exact.get(bare(normalized)) ?? onlyOne(alike.get(bare(reading.text)));
      const chances = rankChances(ranking, evidence, same, table.outcomeOf);
      const outcomes = outcomeChances(chances, evidence, table.outcomeOf);
      const outcomeChance = (document: number) => outcomes.get(table.outcomeOf[document] as number) ?? 0;
      const candidates = evidence.candidates
        .map(({ document, features, lexicalRank, denseRank, nearestQuestion = -1 }, c): TraceCandidate => {
          const { id, kind, title, outcome } = documents[document] as MatchDocument;
          const nearest = read(table.texts[nearestQuestion] ?? '').text;
          return {
            id,
            kind,
            title,
            outcome: outcome ?? `${kind} ${id}`,
            outcomeChance: outcomeChance(document),
            score: chances[c] as number,
            ...(lexicalRank === undefined ? {} : { lexicalRank }),
            ...(denseRank === undefined ? {} : { denseRank }),
            features: Object.fromEntries(
              candidateFeatures.map((name, f) => [name, round(features[f] as number)]),
            ),
            soundHits: soundHits(reading.text, nearest),
          };
        })
        .sort((a, b) => b.outcomeChance - a.outcomeChance || b.score - a.score)
        .slice(0, mostCandidates);
      const confidence = candidates[0]?.outcomeChance ?? 0;
      const done = performance.now();
      return {
        normalized,
        words: reading.said.filter((word) => word.trim() !== ''),
        synonyms: reading.synonyms,
        stopWords: reading.stopWords,
        lexicalOnly: embedder === undefined,
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

/** Raise it with every change of what training does, or rankings of an older version would be taken for current. */
const trainingVersion = 2;

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

/** Calibrated chance of each candidate, so that the likeliest outcome's sum is calibrated. A known question decides by itself. */
function rankChances(
  ranking: TrainedRanking,
  evidence: ReturnType<typeof gatherEvidence>,
  same: readonly number[],
  outcomeOf: Int32Array,
): number[] {
  const raw = Array.from(probabilities(ranking.weights, evidence));
  if (raw.length === 0) return raw;
  const top = likeliestOutcome(raw, evidence, outcomeOf)?.chance ?? 0;
  const calibrated = calibrate(ranking.calibration, top);
  const chances = raw.map((chance) => (top > 0 ? (chance / top) * calibrated : 0));
  const isSame = evidence.candidates.map(({ document }) => same.includes(document));
  const count = isSame.filter(Boolean).length;
  if (count === 0) return chances;
  const rest = chances.reduce((sum, chance, c) => sum + (isSame[c] ? 0 : chance), 0);
  return chances.map((chance, c) =>
    isSame[c] ? exactConfidence / count : rest > 0 ? ((1 - exactConfidence) * chance) / Math.max(1, rest) : 0,
  );
}

function bandOf(confidence: number, bars: { answer: number; clarify: number }): MatchDecision {
  if (confidence >= bars.answer) return 'answer';
  return confidence >= bars.clarify ? 'clarify' : 'hand-off';
}

function choosePrior({ table, dense }: Indexes): TrainedRanking {
  if (dense === undefined) return hasMany(table) ? priors.wordsMany : priors.wordsSingle;
  return hasMany(table) ? priors.modelMany : priors.modelSingle;
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

/** Letters and digits only: what has to be equal for two questions to be the same. */
function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
