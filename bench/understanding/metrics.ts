/** What a method said to one question, and what would have been right. */
export interface Judged {
  /** Entries that are right; empty: nothing should be answered. */
  gold: readonly string[];
  /** Entries in order, likeliest first. */
  ids: readonly string[];
  /** How sure the method is of its first entry, 0..1. */
  confidence: number;
}

/** All shares are 0..1. */
export interface Quality {
  /** Share of the questions with an answer whose first entry is right. */
  rank1: number;
  /** … with a right entry among the first three. */
  rank3: number;
  /** Mean reciprocal rank of the first right entry, 0 from rank 11 on (Voorhees 1999, TREC-8). */
  mrr10: number;
  /** Largest share of all questions that can be answered, surest first, with at least 90 % of the answers right. */
  answerableAt90: number;
  /** Expected calibration error over ten bins of equal width (Naeini et al. 2015), all questions. */
  ece: number;
}

/** One tenth of the confidence scale. */
export interface ReliabilityBin {
  from: number;
  to: number;
  count: number;
  /** 0 for an empty bin, like `shareRight`. */
  meanConfidence: number;
  shareRight: number;
}

/** Milliseconds a query, and queries a second one after the other. */
export interface Speed {
  p50: number;
  p95: number;
  p99: number;
  perSecond: number;
}

const bins = 10;

/** The measures of `score_match.py`, computed anew: ties in confidence stay in the order of the questions. */
export function measureQuality(judged: readonly Judged[]): Quality {
  const ranks = judged.filter(({ gold }) => gold.length > 0).map(rankOfFirstRight);
  const share = (value: (rank: number) => number) =>
    ranks.reduce((sum, rank) => sum + value(rank), 0) / Math.max(1, ranks.length);
  return {
    rank1: share((rank) => (rank === 1 ? 1 : 0)),
    rank3: share((rank) => (rank <= 3 ? 1 : 0)),
    mrr10: share((rank) => 1 / rank),
    answerableAt90: answerable(judged, 0.9),
    ece: reliability(judged).reduce(
      (sum, bin) =>
        sum + (bin.count * Math.abs(bin.meanConfidence - bin.shareRight)) / Math.max(1, judged.length),
      0,
    ),
  };
}

/** How often the method was right, by how sure it was. A confidence of 1 belongs to the last bin. */
export function reliability(judged: readonly Judged[]): ReliabilityBin[] {
  return Array.from({ length: bins }, (_, bin) => {
    const inBin = judged.filter(
      ({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)) === bin,
    );
    const mean = (value: (each: Judged) => number) =>
      inBin.reduce((sum, each) => sum + value(each), 0) / Math.max(1, inBin.length);
    return {
      from: bin / bins,
      to: (bin + 1) / bins,
      count: inBin.length,
      meanConfidence: mean(({ confidence }) => confidence),
      shareRight: mean((each) => (isRight(each) ? 1 : 0)),
    };
  });
}

/** @param milliseconds One number a query, at least one. */
export function measureSpeed(milliseconds: readonly number[]): Speed {
  const total = milliseconds.reduce((sum, each) => sum + each, 0);
  return {
    p50: percentile(milliseconds, 0.5),
    p95: percentile(milliseconds, 0.95),
    p99: percentile(milliseconds, 0.99),
    perSecond: (1000 * milliseconds.length) / total,
  };
}

/** Nearest-rank percentile: the smallest value that at least this share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** From 1; infinite when none of the first ten is right. */
function rankOfFirstRight({ gold, ids }: Judged): number {
  const at = ids.slice(0, 10).findIndex((id) => gold.includes(id));
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

function isRight({ gold, ids: [first] }: Judged): boolean {
  return first !== undefined && gold.includes(first);
}

function answerable(judged: readonly Judged[], precision: number): number {
  const surestFirst = [...judged].sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let most = 0;
  for (const [at, each] of surestFirst.entries()) {
    if (isRight(each)) right++;
    if (right / (at + 1) >= precision) most = at + 1;
  }
  return most / Math.max(1, judged.length);
}
