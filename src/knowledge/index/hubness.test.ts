import { describe, expect, it } from 'vitest';
import { tabulate } from './document.js';
import { candidateFeatures, gatherEvidence } from './evidence.js';
import { measureHubness } from './hubness.js';
import { buildIndexes } from './indexes.js';
import { priors } from './prior.js';

const table = (questions: string[][]) =>
  tabulate(
    questions.map((each, at) => ({ id: `${at}`, kind: 'entry', title: '', questions: each })),
    (text) => text,
  );

describe('hubness', () => {
  it('is the mean cosine to the nearest questions of other documents', async () => {
    // Two of one document, one beside them, one at a right angle.
    const embeddings = Float32Array.from([1, 0, 1, 0, 0.6, 0.8, 0, 1]);
    const hubness = await measureHubness(embeddings, 2, table([['a', 'b'], ['c'], ['d']]), async () => {});
    expect(Array.from(hubness, (value) => Math.round(value * 1000) / 1000)).toEqual([0.3, 0.3, 0.667, 0.267]);
  });

  it('is estimated from a part of many questions, and 0 for the only document', async () => {
    const count = 2500;
    const embeddings = Float32Array.from({ length: 2 * count }, (_, i) =>
      i % 2 === 0 ? Math.cos(i / count) : Math.sin((i - 1) / count),
    );
    const questions = Array.from({ length: count }, (_, q) => `${q}`);
    const many = await measureHubness(embeddings, 2, table(questions.map((each) => [each])), async () => {});
    expect(Math.min(...many)).toBeGreaterThan(0.99);
    const alone = await measureHubness(embeddings, 2, table([questions]), async () => {});
    expect(Math.max(...alone)).toBe(0);
  });

  it('speaks against a candidate where no head tells documents apart', async () => {
    const embedder = {
      modelHash: 'fixed',
      async embed(text: string) {
        const vector = [text.length, 1, text.charCodeAt(0) % 7];
        const length = Math.hypot(...vector);
        return Float32Array.from(vector, (value) => value / length);
      },
    };
    const parts = { normalize: (text: string) => text, segment: (text: string) => [text], embedder };
    const subjects = ['退货', '换货流程', '发票', '运费多少钱', '优惠券', '会员'];
    const documentsOf = (questions: (subject: string) => string[]) =>
      subjects.map((id) => ({ id, kind: 'entry' as const, title: id, questions: questions(id) }));
    const feature = candidateFeatures.indexOf('hubness');

    const single = await buildIndexes(
      documentsOf((subject) => [subject]),
      parts,
    );
    const { candidates } = gatherEvidence(single.indexes, '退货', await embedder.embed('退货'));
    expect(candidates.length).toBeGreaterThan(1);
    for (const { features } of candidates) expect(features[feature]).toBeGreaterThan(0);
    expect(priors.modelSingle.weights[feature]).toBeLessThan(0);

    const many = await buildIndexes(
      documentsOf((subject) => [subject, `${subject}呢`]),
      parts,
    );
    expect(many.indexes.head).toBeDefined();
    expect(many.indexes.hubness).toBeUndefined();
  });
});
