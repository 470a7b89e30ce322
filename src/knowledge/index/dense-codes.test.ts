import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../platform/seeded-random.js';
import { buildDenseIndex } from './dense.js';
import { nothingExcluded, tabulate } from './document.js';
import { dot } from './vectors.js';

const dimensions = 128;
const documents = 2400;
const random = seededRandom(7);

/** Unit vectors in groups, as sentences of one subject are: noise around a topic, the topics around a common mean. */
function vectorNear(topic: Float32Array, spread: number): Float32Array {
  const vector = topic.map((value) => value + spread * (random() + random() - 1));
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}
const topics = Array.from({ length: 60 }, () =>
  Float32Array.from({ length: dimensions }, () => 0.4 + random() - 0.5),
);
const table = tabulate(
  Array.from({ length: documents }, (_, d) => ({
    id: `d${d}`,
    kind: 'entry' as const,
    title: '',
    // The last has no question.
    questions: d === documents - 1 ? [] : [`${d} 一`, `${d} 二`, `${d} 三`],
  })),
  (text) => text,
);
const embeddings = new Float32Array(table.texts.length * dimensions);
for (const [q] of table.texts.entries())
  embeddings.set(
    vectorNear(topics[(table.documentOf[q] as number) % 60] as Float32Array, 1.2),
    q * dimensions,
  );
const queries = Array.from({ length: 60 }, (_, at) => vectorNear(topics[at] as Float32Array, 1.1));
const exact = buildDenseIndex(embeddings, dimensions, table, Number.POSITIVE_INFINITY);
const coded = buildDenseIndex(embeddings, dimensions, table, 0);

describe('the dense index by codes', () => {
  it('finds nearly all that a scan of everything finds', () => {
    let found = 0;
    for (const query of queries) {
      const centred = exact.centre(query);
      const right = exact.search(centred, nothingExcluded, 10).documents;
      const there = coded.search(centred, nothingExcluded, 10).documents;
      expect(there).toHaveLength(10);
      found += right.filter((document) => there.includes(document)).length;
    }
    expect(found / (10 * queries.length)).toBeGreaterThan(0.98);
  });

  it('gives the same cosines to two decimals, of whatever question, with and without the excluded', () => {
    const own = { from: table.starts[5] as number, to: (table.starts[5] as number) + 1 };
    const whole = { from: table.starts[5] as number, to: table.starts[6] as number };
    for (const excluded of [nothingExcluded, own, whole]) {
      for (const query of queries.slice(0, 10)) {
        const centred = exact.centre(query);
        const [one, other] = [exact, coded].map((index) => index.search(centred, excluded, 10));
        for (const question of [0, own.from, own.to, 4321]) {
          const expected = one?.similarity(question) ?? 0;
          if (Number.isFinite(expected)) expect(other?.similarity(question)).toBeCloseTo(expected, 2);
          else expect(other?.similarity(question)).toBe(expected);
          const plain = dot(query, 0, embeddings, question * dimensions, dimensions);
          if (Number.isFinite(expected)) {
            expect(one?.cosine(question)).toBeCloseTo(plain, 5);
            expect(other?.cosine(question)).toBeCloseTo(plain, 2);
          }
        }
        for (const document of [0, 5, documents - 1])
          expect(other?.centroid(document)).toBeCloseTo(one?.centroid(document) ?? 0, 2);
        if (excluded === whole) expect(other?.documents).not.toContain(5);
      }
    }
  });

  it('knows a stored vector again, at the place of its document', () => {
    for (const question of [0, 3000, table.texts.length - 1]) {
      const vector = embeddings.slice(question * dimensions, (question + 1) * dimensions);
      const hits = coded.search(coded.centre(vector), nothingExcluded, 1);
      expect(hits.documents).toEqual([table.documentOf[question]]);
      expect(hits.similarity(question)).toBeCloseTo(1, 2);
    }
  });

  it('takes a query without direction', () => {
    const nowhere = coded.centre(new Float32Array(dimensions));
    expect(coded.search(nowhere.fill(0), nothingExcluded, 3).documents).toHaveLength(3);
  });
});
