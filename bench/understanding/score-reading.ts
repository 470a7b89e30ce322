/** How scores, which mean something else for every method and query, become a confidence between 0 and 1. */
export interface ScoreReading {
  words: string;
  /** @param scores Of the ten best entries, best first, at least one. @param most What the query could score at most. */
  read(scores: readonly number[], most: number): number;
}

// BM25 and the model alone have no confidence of their own. Of some nine readings tried on jddc-dev itself, each gets
// the one that suits it best there: more than one would know to give it elsewhere. Ours calibrates itself on the known
// questions alone; its features and constants were chosen with an eye on jddc-dev, too.

export const shareOfMost: ScoreReading = {
  words: 'square root of the share of the most that the query could score',
  read: ([best = 0], most) => Math.sqrt(Math.min(1, best / most)),
};

/** Compares the best entry with the nine after it. */
export function softmaxOfBest(temperature: number): ScoreReading {
  return {
    words: `softmax of the ten best scores at temperature ${temperature}`,
    read: (scores) =>
      1 / scores.reduce((sum, score) => sum + Math.exp((score - (scores[0] ?? 0)) / temperature), 0),
  };
}

/** What the model itself offers. */
export const plainScore: ScoreReading = {
  words: 'cosine',
  read: ([best = 0]) => Math.min(1, Math.max(0, best)),
};
