import type { TextEmbedder } from '../../src/knowledge/index/indexes.js';
import { buildMatchIndex } from '../../src/knowledge/index/match-index.js';
import { seededRandom } from '../../src/platform/seeded-random.js';
import { normalize } from '../../src/understanding/normalize.js';
import { type DrawMaterial, type Protocol, protocols } from './draws.js';
import { type Judged, measureQuality, percentile, type Quality } from './metrics.js';

export interface DrawMeasure extends Quality {
  /** Share of all questions that the index itself would answer. */
  answered: number;
  /** … and the share of those answers that are right. */
  answeredRight: number;
  /** Median time of a query. */
  milliseconds: number;
}

/** What one protocol came to in each of its draws. */
export interface ProtocolResult {
  name: string;
  /** One per seed, in order, so that two versions can be compared draw by draw. */
  draws: DrawMeasure[];
}

export interface MeanWithError {
  mean: number;
  /** Standard error of the mean: standard deviation of the draws, divided by the root of their number. */
  error: number;
}

/**
 * Builds and asks every protocol's table once per seed.
 *
 * @param embedder Absent: protocols that need the model are left out.
 * @param wanted Part of a protocol's name; empty for all.
 */
export async function measureDraws(
  material: DrawMaterial,
  seeds: number,
  embedder: TextEmbedder | undefined,
  wanted: string,
  tell: (line: string) => void,
): Promise<ProtocolResult[]> {
  const results: ProtocolResult[] = [];
  for (const protocol of protocols(seededRandom)) {
    if (!protocol.name.includes(wanted) || (protocol.withModel && embedder === undefined)) continue;
    const draws: DrawMeasure[] = [];
    for (let seed = 1; seed <= seeds; seed++)
      draws.push(await measureDraw(protocol, material, seed, embedder));
    results.push({ name: protocol.name, draws });
    const { rank1, answerableAt90, ece, answered, answeredRight } = means(draws);
    tell(
      `${protocol.name}: rank 1 ${show(rank1)}, answerable ${show(answerableAt90)}, calibration error ${show(ece)}, answered ${show(answered)}, of it right ${show(answeredRight)}`,
    );
  }
  return results;
}

async function measureDraw(
  protocol: Protocol,
  material: DrawMaterial,
  seed: number,
  embedder: TextEmbedder | undefined,
): Promise<DrawMeasure> {
  const { documents, questions } = protocol.draw(material, seededRandom(seed));
  const index = await buildMatchIndex(documents, {
    normalize,
    segment: material.segment,
    embedder: protocol.withModel ? embedder : undefined,
  });
  const judged: Judged[] = [];
  const times: number[] = [];
  let answered = 0;
  let answeredRight = 0;
  for (const { text, gold } of questions) {
    const { candidates, confidence, band, milliseconds } = await index.match(text);
    const ids = candidates.map(({ id }) => id);
    judged.push({ gold, ids, confidence });
    if (band === 'answer') {
      answered++;
      if (gold.includes(ids[0] ?? '')) answeredRight++;
    }
    times.push(milliseconds.total);
  }
  return {
    ...measureQuality(judged),
    answered: answered / questions.length,
    answeredRight: answeredRight / Math.max(1, answered),
    milliseconds: percentile(times, 0.5),
  };
}

/** Each measure over the draws. */
export function means(draws: readonly DrawMeasure[]): Record<keyof DrawMeasure, MeanWithError> {
  const of = (name: keyof DrawMeasure) => meanWithError(draws.map((draw) => draw[name]));
  return {
    rank1: of('rank1'),
    rank3: of('rank3'),
    mrr10: of('mrr10'),
    answerableAt90: of('answerableAt90'),
    ece: of('ece'),
    answered: of('answered'),
    answeredRight: of('answeredRight'),
    milliseconds: of('milliseconds'),
  };
}

/** The error of a single value is not known: NaN. */
export function meanWithError(values: readonly number[]): MeanWithError {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

export function show({ mean, error }: MeanWithError, digits = 3): string {
  return `${mean.toFixed(digits)} ± ${error.toFixed(digits)}`;
}

/** One row a protocol, as a Markdown table: mean and standard error over its draws. */
export function drawsText(results: readonly ProtocolResult[]): string {
  const rows = results.map(({ name, draws }) => {
    const { rank1, rank3, answerableAt90, ece, answered, answeredRight, milliseconds } = means(draws);
    const shares = [rank1, rank3, answerableAt90, ece, answered, answeredRight].map((each) => show(each));
    return [name, ...shares, show(milliseconds, 1), `${draws.length}`];
  });
  const head = [
    'protocol',
    'rank 1',
    'rank 3',
    'answerable at 90 %',
    'ECE',
    'answered',
    'of it right',
    'p50 ms',
    'draws',
  ];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}
