import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../platform/seeded-random.js';
import { calibrate, chooseBars, fitCalibration, identityCalibration, type Outcome } from './calibration.js';

const random = seededRandom(7);
const draw = (truth: (confidence: number) => number): Outcome[] =>
  Array.from({ length: 4000 }, () => {
    const confidence = random();
    return { confidence, right: random() < truth(confidence), weight: 1 };
  });

describe('calibration', () => {
  it('leaves honest predictions as they are, and no predictions too', () => {
    expect(fitCalibration([])).toEqual(identityCalibration);
    const { slope, shift } = fitCalibration(draw((c) => c));
    expect(slope).toBeCloseTo(1, 0);
    expect(Math.abs(shift)).toBeLessThan(0.2);
  });

  it('pulls overconfident predictions back to what comes true', () => {
    const fitted = fitCalibration(draw((c) => 0.5 * c));
    expect(calibrate(fitted, 0.9)).toBeGreaterThan(0.35);
    expect(calibrate(fitted, 0.9)).toBeLessThan(0.6);
  });

  it('never turns the order around', () => {
    const fitted = fitCalibration(draw((c) => 1 - c));
    expect(calibrate(fitted, 0.8)).toBeGreaterThan(calibrate(fitted, 0.2));
  });

  it('puts the answer bar where nine in ten above it are right', () => {
    const outcomes = draw((c) => c);
    const { answer, clarify } = chooseBars(outcomes);
    const above = outcomes.filter((outcome) => outcome.confidence >= answer);
    expect(above.filter((outcome) => outcome.right).length / above.length).toBeCloseTo(0.9, 1);
    expect(clarify).toBeLessThan(answer);
  });

  it('puts the bar lower where answers are right more often in use than when left out', () => {
    const outcomes = draw((c) => c);
    expect(chooseBars(outcomes, 0.4).answer).toBeLessThan(chooseBars(outcomes).answer - 0.02);
  });

  it('keeps the bars sane when everything or nothing is right', () => {
    expect(chooseBars(draw(() => 1)).answer).toBeGreaterThanOrEqual(0.65);
    expect(chooseBars(draw(() => 0)).answer).toBeLessThanOrEqual(0.9);
    expect(chooseBars([])).toEqual({ answer: 0.9, clarify: 0.4 });
  });
});
