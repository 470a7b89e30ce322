import { seededRandom } from '../../platform/seeded-random.js';
import type { MatchDocument } from './document.js';
import { candidateFeatures, queryFeatures } from './evidence.js';
import { buildIndexes, embedAll, embedForeign, type MatchIndexParts } from './indexes.js';
import { type RankingExample, weightCount } from './ranking-model.js';
import { collectExamples, collectForeignExamples, type TrainedRanking, trainRanking } from './training.js';

/** What `prior.ts` holds for one situation, ready to be pasted there. */
export interface FittedPrior {
  weights: Record<string, number>;
  calibration: { slope: number; shift: number };
  bars: { answer: number; clarify: number };
  examples: number;
}

/** Documents of which the first `known` questions are indexed; the others are asked as new. */
export interface PriorCollection {
  documents: readonly MatchDocument[];
  /** Absent: all are indexed and each is asked with itself left out. */
  known?: number;
}

/**
 * Fits the built-in prior on knowledge bases with similar questions, such as the starter one. Several collections of
 * different size and wealth keep it from fitting one of them alone.
 *
 * @throws RangeError without any question to ask.
 */
export async function fitPrior(
  collections: readonly PriorCollection[],
  parts: MatchIndexParts,
): Promise<FittedPrior> {
  const random = parts.random ?? seededRandom(1);
  const pause = async () => {};
  const flat: TrainedRanking = {
    weights: new Float64Array(weightCount),
    calibration: { slope: 1, shift: 0 },
    bars: { answer: 0.7, clarify: 0.35 },
    examples: 0,
  };
  const examples: RankingExample[] = [];
  const outcomeOf: number[] = [];
  for (const { documents, known } of collections) {
    const indexed =
      known === undefined
        ? documents
        : documents.map((d) => ({ ...d, questions: d.questions.slice(0, known) }));
    const { indexes, embeddingOf } = await buildIndexes(indexed, parts);
    const foreign = await embedForeign(parts);
    const found =
      known === undefined
        ? await collectExamples(indexes, embeddingOf, foreign, random, pause)
        : collectForeignExamples(indexes, await askLater(documents, known), foreign);
    // One numbering for all collections: documents and outcomes of the next one follow those of the last.
    const offset = outcomeOf.length;
    for (const { evidence, outcome, ...rest } of found) {
      const candidates = evidence.candidates.map((each) => ({ ...each, document: each.document + offset }));
      examples.push({
        ...rest,
        evidence: { ...evidence, candidates },
        outcome: outcome === undefined ? undefined : outcome + offset,
      });
    }
    for (const outcome of indexes.table.outcomeOf) outcomeOf.push(outcome + offset);
  }
  if (examples.length === 0) throw new RangeError('there is no question to fit the prior on');
  const { weights, calibration, bars } = await trainRanking(
    examples,
    Int32Array.from(outcomeOf),
    flat,
    pause,
  );
  const names = [...candidateFeatures, ...queryFeatures];
  return {
    weights: Object.fromEntries(
      names.map((name, at) => [name, Math.round((weights[at] as number) * 100) / 100]),
    ),
    calibration,
    bars,
    examples: examples.length,
  };

  async function askLater(documents: readonly MatchDocument[], known: number) {
    const asked = documents.flatMap(({ questions }, document) =>
      questions.slice(known).map((text) => ({ text: parts.normalize(text), document })),
    );
    const vectors =
      parts.embedder &&
      (await embedAll(
        asked.map(({ text }) => text),
        parts.embedder,
      ));
    const size = vectors ? vectors.length / asked.length : 0;
    return asked.map((question, at) => ({
      ...question,
      embedding: vectors?.subarray(at * size, (at + 1) * size),
    }));
  }
}
