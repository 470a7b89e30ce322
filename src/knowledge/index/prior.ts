import { candidateFeatures, queryFeatures } from './evidence.js';
import type { TrainedRanking } from './training.js';

type WeightName = (typeof candidateFeatures)[number] | (typeof queryFeatures)[number];

function ranking(
  weights: Partial<Record<WeightName, number>>,
  calibration: { slope: number; shift: number },
  bars: { answer: number; clarify: number },
): TrainedRanking {
  const names = [...candidateFeatures, ...queryFeatures] as const;
  return { weights: Float64Array.from(names, (name) => weights[name] ?? 0), calibration, bars, examples: 0 };
}

/**
 * What ranks before (or without) any training, by situation: with the embedding model or by words alone, and whether
 * the documents hold one question each or many. With many questions it is only where training starts from.
 *
 * The numbers come from `fitPrior` on the starter knowledge base (205 entries, 2,203 questions, 2026-11-21): `single`
 * indexes the standard questions only and asks the similar ones. Set by hand: gramDice of modelSingle (fitted: 0),
 * because the authors of the starter base avoided repeating words, which shoppers do not; and negationDiffers where
 * it was fitted below 0.4, because entries that differ in nothing else must be told apart.
 */
export const priors = {
  modelSingle: ranking(
    {
      negationDiffers: -0.4,
      gramDice: 1,
      cosine: 2.52,
      nearest: 11.9,
      always: 5.29,
      short: 0.87,
      unknownWords: -0.53,
      unknownGrams: 0.1,
    },
    { slope: 0.814, shift: 0.121 },
    { answer: 0.85, clarify: 0.4 },
  ),
  modelMany: ranking(
    {
      negationDiffers: -0.4,
      cosine: 0.98,
      nearest: 0.54,
      nearestThree: 0.58,
      centroid: 2.46,
      head: 0.1,
      headRatio: 0.59,
      headShare: 0.89,
      always: 1.85,
      short: 0.47,
      unknownWords: -0.17,
      unknownGrams: 0.83,
    },
    { slope: 1.13, shift: 0.046 },
    { answer: 0.85, clarify: 0.4 },
  ),
  wordsSingle: ranking(
    {
      bm25: 4.88,
      wordCover: 0.46,
      gramDice: 3.68,
      soundCover: 2.63,
      negationDiffers: -0.4,
      always: 3.01,
      short: 0.85,
      unknownWords: 0.7,
      unknownGrams: 0.03,
    },
    { slope: 0.565, shift: -0.366 },
    { answer: 0.69, clarify: 0.35 },
  ),
  wordsMany: ranking(
    {
      bm25: 0.27,
      bm25Pool: 4.05,
      bm25Together: 2.43,
      wordCover: 2.17,
      gramDice: 0.27,
      negationDiffers: -0.52,
      always: 2.85,
      short: 0.87,
      unknownWords: 0.41,
      unknownGrams: 0.49,
    },
    { slope: 0.765, shift: 0.188 },
    { answer: 0.7, clarify: 0.35 },
  ),
} as const;
