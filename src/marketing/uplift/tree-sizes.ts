import type { BoostingOptions } from './boosting.js';

/** A tree looks at so many features at most, drawn anew for each: wide tables take no longer than narrow ones. */
const featuresOfTree = 20;

/** Trees for outcomes: what happens is plain beside what a treatment changes in it. @param rows that they learn from */
export function outcomeTrees(rows: number, features: number): BoostingOptions {
  return {
    trees: 150,
    rate: 0.1,
    depth: 3,
    leastRows: Math.max(5, Math.min(200, Math.round(rows / 200))),
    penalty: 1,
    featureShare: featureShare(1, features),
    rowShare: 0.6,
  };
}

/** Trees for effects: small, slow and with large leaves, because an effect is seen in many rows only. */
export function effectTrees(rows: number, features: number): BoostingOptions {
  return {
    trees: 120,
    rate: 0.06,
    depth: 3,
    leastRows: Math.max(15, Math.min(1000, Math.round(rows / 60))),
    penalty: 1,
    featureShare: featureShare(0.8, features),
    rowShare: 0.5,
  };
}

/** Share of the features that a tree looks at. @param usual where there are few */
export function featureShare(usual: number, features: number): number {
  return Math.min(usual, featuresOfTree / features);
}
