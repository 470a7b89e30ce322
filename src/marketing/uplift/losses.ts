/** What a model is fitted to: per row a loss in the score, with both derivatives. Arrays are over all rows. */
export interface Loss {
  /** The best single score for these rows. */
  start(rows: Int32Array): number;
  /** Negative first and second derivatives at the present scores. */
  derive(rows: Int32Array, scores: Float64Array, gradient: Float64Array, hessian: Float64Array): void;
  /** Mean loss of these rows; 0 for none. */
  mean(rows: Int32Array, scores: Float64Array): number;
}

export function logistic(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

export function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** Half the squared difference to a target. */
export function squaredLoss(target: Float64Array): Loss {
  return effectLoss(target, undefined);
}

/** Minus the logarithm of the likelihood of a yes (1) or no (0). */
export function logisticLoss(outcome: Float64Array): Loss {
  return linkedEffectLoss(outcome, undefined, undefined);
}

/**
 * The R-loss of Nie and Wager (2021), half of (residual − exposure · score)², where the residual is the outcome less
 * its expectation and the exposure the treatment less its probability: the score is the effect.
 * @param exposure undefined: 1 for everybody, which makes it the squared loss
 */
export function effectLoss(residual: Float64Array, exposure: Float64Array | undefined): Loss {
  const exposureOf = (row: number) => (exposure === undefined ? 1 : (exposure[row] as number));
  return {
    start(rows) {
      let above = 0;
      let below = 0;
      for (const row of rows) {
        const a = exposureOf(row);
        above += a * (residual[row] as number);
        below += a * a;
      }
      return below > 0 ? above / below : 0;
    },
    derive(rows, scores, gradient, hessian) {
      for (const row of rows) {
        const a = exposureOf(row);
        gradient[row] = a * ((residual[row] as number) - a * (scores[row] as number));
        hessian[row] = a * a;
      }
    },
    mean(rows, scores) {
      let sum = 0;
      for (const row of rows)
        sum += ((residual[row] as number) - exposureOf(row) * (scores[row] as number)) ** 2;
      return rows.length > 0 ? sum / 2 / rows.length : 0;
    },
  };
}

/**
 * The same for a yes-or-no outcome on the scale of log odds: the probability is logistic(offset + exposure · score), so that
 * one effect for everybody means more for those who are undecided.
 * @param exposure undefined: 1; @param offset undefined: 0. Both undefined: the ordinary logistic loss.
 */
export function linkedEffectLoss(
  outcome: Float64Array,
  exposure: Float64Array | undefined,
  offset: Float64Array | undefined,
): Loss {
  const exposureOf = (row: number) => (exposure === undefined ? 1 : (exposure[row] as number));
  const offsetOf = (row: number) => (offset === undefined ? 0 : (offset[row] as number));
  return {
    start(rows) {
      let score = 0;
      for (let step = 0; step < 25; step += 1) {
        let g = 0;
        let h = 1e-9;
        for (const row of rows) {
          const a = exposureOf(row);
          const p = logistic(offsetOf(row) + a * score);
          g += a * ((outcome[row] as number) - p);
          h += a * a * p * (1 - p);
        }
        const change = Math.max(-2, Math.min(2, g / h));
        score = Math.max(-15, Math.min(15, score + change));
        if (Math.abs(change) < 1e-9) break;
      }
      return score;
    },
    derive(rows, scores, gradient, hessian) {
      for (const row of rows) {
        const a = exposureOf(row);
        const p = logistic(offsetOf(row) + a * (scores[row] as number));
        gradient[row] = a * ((outcome[row] as number) - p);
        hessian[row] = Math.max(1e-9, a * a * p * (1 - p));
      }
    },
    mean(rows, scores) {
      let sum = 0;
      for (const row of rows) {
        const score = offsetOf(row) + exposureOf(row) * (scores[row] as number);
        // −log p or −log(1 − p), without overflow.
        sum += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - (outcome[row] as number) * score;
      }
      return rows.length > 0 ? sum / rows.length : 0;
    },
  };
}
