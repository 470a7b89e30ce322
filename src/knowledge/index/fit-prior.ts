import type { MatchDocument } from './document.js';
import { candidateFeatures, queryFeatures } from './evidence.js';
import { buildIndexes, embedAll, embedForeign, type MatchIndexParts } from './indexes.js';
import { seededRandom } from './random.js';
import { weightCount } from './ranking-model.js';
import { collectExamples, collectForeignExamples, type TrainedRanking, trainRanking } from './training.js';

/** What `prior.ts` holds for one situation, ready to be pasted there. */
export interface FittedPrior {
  weights: Record<string, number>;
  calibration: { slope: number; shift: number };
  bars: { answer: number; clarify: number };
  examples: number;
}

/**
 * Fits the built-in prior on a knowledge base with similar questions, such as the starter one.
 *
 * @param situation `single`: only standard questions are indexed and the similar ones are asked; `many`: all are
 *   indexed and each is asked with itself left out.
 */
export async function fitPrior(
  documents: readonly MatchDocument[],
  parts: MatchIndexParts,
  situation: 'single' | 'many',
): Promise<FittedPrior> {
  const random = parts.random ?? seededRandom(1);
  const pause = async () => {};
  const flat: TrainedRanking = {
    weights: new Float64Array(weightCount),
    calibration: { slope: 1, shift: 0 },
    bars: { answer: 0.7, clarify: 0.35 },
    examples: 0,
  };
  const indexed =
    situation === 'many' ? documents : documents.map((d) => ({ ...d, questions: d.questions.slice(0, 1) }));
  const { indexes, embeddingOf } = await buildIndexes(indexed, parts);
  const foreign = situation === 'single' ? await askForeign() : undefined;
  const examples =
    foreign ?? (await collectExamples(indexes, embeddingOf, await embedForeign(parts), random, pause));
  const { weights, calibration, bars } = await trainRanking(examples, indexes.table.outcomeOf, flat, pause);
  const names = [...candidateFeatures, ...queryFeatures];
  return {
    weights: Object.fromEntries(
      names.map((name, at) => [name, Math.round((weights[at] as number) * 100) / 100]),
    ),
    calibration,
    bars,
    examples: examples.length,
  };

  async function askForeign() {
    const asked = documents.flatMap(({ questions }, document) =>
      questions.slice(1).map((text) => ({ text: parts.normalize(text), document })),
    );
    const vectors =
      parts.embedder &&
      (await embedAll(
        asked.map(({ text }) => text),
        parts.embedder,
      ));
    const size = vectors ? vectors.length / asked.length : 0;
    return collectForeignExamples(
      indexes,
      asked.map((question, at) => ({
        ...question,
        embedding: vectors?.subarray(at * size, (at + 1) * size),
      })),
      await embedForeign(parts),
    );
  }
}
