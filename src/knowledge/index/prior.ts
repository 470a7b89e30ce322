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
 */
export const priors = {
  modelSingle: ranking(
    {
      soundCover: 0.89,
      negationDiffers: -0.31,
      nearest: 10.9,
      always: 4.13,
      short: -0.77,
      unknownWords: -1.45,
      unknownGrams: -0.17,
    },
    { slope: 0.744, shift: 0.238 },
    { answer: 0.79, clarify: 0.39 },
  ),
  modelMany: ranking(
    {
      negationDiffers: -0.39,
      nearest: 0.31,
      centroid: 0.7,
      head: 0.11,
      headRatio: 0.73,
      always: 1.18,
      short: 0.37,
      unknownWords: 0.24,
    },
    { slope: 0.97, shift: 0.02 },
    { answer: 0.82, clarify: 0.4 },
  ),
  wordsSingle: ranking(
    {
      bm25: 4.28,
      wordCover: 0.6,
      gramDice: 3.64,
      soundCover: 2.77,
      negationDiffers: -0.28,
      always: 3.21,
      short: 0.61,
      unknownWords: 0.49,
    },
    { slope: 0.574, shift: -0.33 },
    { answer: 0.73, clarify: 0.37 },
  ),
  wordsMany: ranking(
    {
      bm25Pool: 5.14,
      wordCover: 1.35,
      gramDice: 0.29,
      negationDiffers: -0.17,
      always: 3.13,
      short: 0.93,
      unknownWords: 0.73,
    },
    { slope: 0.706, shift: 0.14 },
    { answer: 0.9, clarify: 0.4 },
  ),
} as const;
