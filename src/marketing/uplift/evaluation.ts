import { longRandom, type RandomStream } from '../../platform/seeded-random.js';
import { placesByFold } from './ranking.js';

/** A figure with its 95 % bootstrap interval. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** What a ranking is worth on rows that its models had not seen, on the outcome's scale. */
export interface RankingWorth {
  /** Average effect of treating everybody. */
  averageEffect: Estimate;
  /** Area between the curve of gains and the line of random choice, per person. */
  qini: Estimate;
  /** Area under the curve of gains, per person: half the average effect for random choice. */
  auuc: Estimate;
  /** Average effect among the first tenth and the first three tenths. */
  top10: Estimate;
  top30: Estimate;
}

const draws = 200;

/**
 * Judges a ranking by doubly robust scores: qini is the mean of score · (½ − place), auuc that of score · (1 − place), the effect
 * at a share the mean score of the first ones (Radcliffe 2007; Yadlowsky et al. 2025). Intervals are percentiles of 200 bootstrap
 * draws of rows with their places (Efron 1979).
 *
 * @param predictions effects by models that have not seen the row, comparable within a fold
 */
export function judgeRanking(
  predictions: Float64Array,
  robustScore: Float64Array,
  folds: readonly Int32Array[],
  seed: number,
): RankingWorth {
  const places = placesByFold(predictions, folds);
  const all = Int32Array.from(robustScore.keys());
  const point = figuresOf(all, places, robustScore);
  const random = longRandom(seed);
  const drawn = Array.from({ length: draws }, () => figuresOf(drawRows(all, random), places, robustScore));
  const estimate = (index: number): Estimate => {
    const sorted = drawn.map((figures) => figures[index] as number).sort((a, b) => a - b);
    return {
      value: point[index] as number,
      low: sorted[Math.floor(0.025 * draws)] as number,
      high: sorted[Math.ceil(0.975 * draws) - 1] as number,
    };
  };
  return {
    averageEffect: estimate(0),
    qini: estimate(1),
    auuc: estimate(2),
    top10: estimate(3),
    top30: estimate(4),
  };
}

function figuresOf(rows: Int32Array, places: Float64Array, scores: Float64Array): number[] {
  let sum = 0;
  let qini = 0;
  let area = 0;
  let sum10 = 0;
  let count10 = 0;
  let sum30 = 0;
  let count30 = 0;
  for (const row of rows) {
    const score = scores[row] as number;
    const place = places[row] as number;
    sum += score;
    qini += score * (0.5 - place);
    area += score * (1 - place);
    if (place <= 0.3) {
      sum30 += score;
      count30 += 1;
      if (place <= 0.1) {
        sum10 += score;
        count10 += 1;
      }
    }
  }
  const count = rows.length;
  return [
    sum / count,
    qini / count,
    area / count,
    count10 > 0 ? sum10 / count10 : 0,
    count30 > 0 ? sum30 / count30 : 0,
  ];
}

function drawRows(rows: Int32Array, random: RandomStream): Int32Array {
  return rows.map(() => rows[Math.floor(random() * rows.length)] as number);
}
