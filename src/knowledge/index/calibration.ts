/** A prediction whose outcome is known. */
export interface Outcome {
  /** Predicted probability that candidate 1 is right. */
  confidence: number;
  right: boolean;
  weight: number;
}

/** Logistic recalibration (Platt 1999): confidence' = 1 / (1 + exp(-(slope · logit(confidence) + shift))). */
export interface Calibration {
  slope: number;
  shift: number;
}

export const identityCalibration: Calibration = { slope: 1, shift: 0 };

/** Where a match becomes an answer, and where it becomes a choice between a few. */
export interface Bars {
  answer: number;
  clarify: number;
}

/** The share of right answers that the answer bar is chosen for. */
export const targetPrecision = 0.9;
const answerBounds = { least: 0.65, most: 0.9 };
const clarifyBounds = { least: 0.12, most: 0.4 };

export function calibrate({ slope, shift }: Calibration, confidence: number): number {
  return 1 / (1 + Math.exp(-(slope * logit(confidence) + shift)));
}

/**
 * Fits the two parameters by penalised maximum likelihood (Newton), pulled towards the identity by `strength`
 * imaginary outcomes, so that few outcomes change little.
 */
export function fitCalibration(outcomes: readonly Outcome[], strength = 20): Calibration {
  let { slope, shift } = identityCalibration;
  for (let round = 0; round < 50; round++) {
    let gSlope = strength * (1 - slope);
    let gShift = -strength * shift;
    let hSlope = strength;
    let hBoth = 0;
    let hShift = strength;
    for (const { confidence, right, weight } of outcomes) {
      const x = logit(confidence);
      const p = calibrate({ slope, shift }, confidence);
      const rest = weight * ((right ? 1 : 0) - p);
      const spread = weight * p * (1 - p);
      gSlope += rest * x;
      gShift += rest;
      hSlope += spread * x * x;
      hBoth += spread * x;
      hShift += spread;
    }
    const determinant = hSlope * hShift - hBoth * hBoth;
    const slopeStep = (hShift * gSlope - hBoth * gShift) / determinant;
    const shiftStep = (hSlope * gShift - hBoth * gSlope) / determinant;
    slope = Math.min(3, Math.max(0.2, slope + slopeStep));
    shift = Math.min(4, Math.max(-4, shift + shiftStep));
    if (Math.abs(slopeStep) + Math.abs(shiftStep) < 1e-6) break;
  }
  return { slope, shift };
}

/**
 * Chooses the bars on held-out outcomes: the answer bar is the lowest confidence such that everything at or above
 * it is right at least `targetPrecision` of the time; the clarify bar is half of it. Both within sane bounds.
 *
 * @param outcomes Calibrated.
 * @param gain By how much the log-odds of being right are higher in use than in these outcomes.
 */
export function chooseBars(outcomes: readonly Outcome[], gain = 0): Bars {
  const wanted = 1 / (1 + Math.exp(gain - logit(targetPrecision)));
  const sorted = [...outcomes].sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let total = 0;
  let answer = answerBounds.most;
  for (const outcome of sorted) {
    total += outcome.weight;
    if (outcome.right) right += outcome.weight;
    if (right >= wanted * total) answer = outcome.confidence;
  }
  answer = clamp(answer, answerBounds);
  return { answer, clarify: clamp(answer / 2, clarifyBounds) };
}

function clamp(value: number, { least, most }: { least: number; most: number }): number {
  return Math.min(most, Math.max(least, value));
}

function logit(p: number): number {
  const bounded = Math.min(1 - 1e-6, Math.max(1e-6, p));
  return Math.log(bounded / (1 - bounded));
}
