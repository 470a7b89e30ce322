import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../platform/seeded-random.js';
import { fitDiscriminant } from './discriminant.js';
import { type MatchDocument, nothingExcluded, tabulate } from './document.js';

const dimensions = 8;
const pause = async () => {};

/** Documents of six points around a centre each, less spread along some axes than others. */
function makeWorld(size = 40) {
  const random = seededRandom(11);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const rows: number[][] = [];
  const documents: MatchDocument[] = Array.from({ length: size }, (_, d) => {
    const centre = Array.from({ length: dimensions }, normal);
    const questions = Array.from({ length: 6 }, (_, q) => {
      rows.push(centre.map((value, i) => value + normal() * (i < 4 ? 0.8 : 0.2)));
      return `d${d} q${q}`;
    });
    return { id: `d${d}`, kind: 'entry', title: '', questions };
  });
  return { documents, rows };
}

const flat = (rows: number[][]) => Float32Array.from(rows.flat());

describe('discriminant', () => {
  it('leaves a question out as if it had never been there', async () => {
    const { documents, rows } = makeWorld();
    const table = tabulate(documents, (text) => text);
    const full = await fitDiscriminant(flat(rows), dimensions, table, pause);
    const gaps = { closed: 0, naive: 0 };
    for (let question = 0; question < rows.length; question += 7) {
      const text = table.texts[question];
      const without = documents.map((d) => ({ ...d, questions: d.questions.filter((q) => q !== text) }));
      const refitted = await fitDiscriminant(
        flat(rows.filter((_, at) => at !== question)),
        dimensions,
        tabulate(without, (value) => value),
        pause,
      );
      const asked = flat([rows[question] ?? []]);
      const closed = full?.place(asked, { from: question, to: question + 1 });
      const honest = refitted?.place(asked, nothingExcluded);
      const naive = full?.place(asked, nothingExcluded);
      const own = table.documentOf[question] ?? 0;
      const gap = (ratio: number | undefined) => Math.abs((ratio ?? 0) - (honest?.ratios[own] ?? 0));
      gaps.closed += gap(closed?.ratios[own]);
      gaps.naive += gap(naive?.ratios[own]);
      expect(Math.abs((closed?.distance ?? 0) / (honest?.distance ?? 1) - 1)).toBeLessThan(0.1);
    }
    // Not equal, because the overall mean and the shrinkage also move a little; but far nearer than not leaving out.
    expect(gaps.closed).toBeLessThan(0.2 * gaps.naive);
  });

  it('corrects the covariance only for a question of a document that it was estimated from', async () => {
    // 5,400 questions: more than the covariance needs, so every second document takes part.
    const { documents, rows } = makeWorld(900);
    const table = tabulate(documents, (text) => text);
    const fitted = await fitDiscriminant(flat(rows), dimensions, table, pause);
    /** What leaving a question of the document out changes in the distance and in another document's ratio. */
    const changes = (document: number) => {
      const question = document * 6;
      const asked = flat([rows[question] ?? []]);
      const without = fitted?.place(asked, { from: question, to: question + 1 });
      const whole = fitted?.place(asked, nothingExcluded);
      expect(without?.ratios[document]).not.toBe(whole?.ratios[document]);
      return [
        (without?.distance ?? 0) - (whole?.distance ?? 0),
        (without?.ratios[500] ?? 0) - (whole?.ratios[500] ?? 0),
      ];
    };
    for (const spectator of [1, 7, 301]) expect(changes(spectator)).toEqual([0, 0]);
    for (const part of [0, 8, 300]) for (const change of changes(part)) expect(change).not.toBe(0);
  });

  it('puts a new point of a document there, and explains little of a point far from all', async () => {
    const { documents, rows } = makeWorld();
    const table = tabulate(documents, (text) => text);
    const fitted = await fitDiscriminant(flat(rows), dimensions, table, pause);
    const centre = Array.from({ length: dimensions }, (_, i) =>
      rows.slice(6, 12).reduce((sum, row) => sum + (row[i] ?? 0) / 6, 0),
    );
    const near = fitted?.place(flat([centre]), nothingExcluded);
    expect(near?.ratios.indexOf(Math.max(...(near?.ratios ?? [])))).toBe(1);
    const far = fitted?.place(flat([centre.map((value, i) => (i % 2 ? 40 : -40) + value)]), nothingExcluded);
    const share = (placed: typeof near) =>
      (2 * Math.max(...(placed?.ratios ?? []))) / (placed?.distance ?? 1);
    expect(share(near)).toBeGreaterThan(0.5);
    expect(share(far)).toBeLessThan(0.2);
  });

  it('hides a whole document', async () => {
    const { documents, rows } = makeWorld();
    const table = tabulate(documents, (text) => text);
    const fitted = await fitDiscriminant(flat(rows), dimensions, table, pause);
    expect(fitted?.place(flat([rows[0] ?? []]), { from: 0, to: 6 }).ratios[0]).toBe(Number.NEGATIVE_INFINITY);
  });

  it('is left out when hardly any document has two questions', async () => {
    const { documents, rows } = makeWorld();
    const single = tabulate(
      documents.map((d) => ({ ...d, questions: d.questions.slice(0, 1) })),
      (text) => text,
    );
    expect(
      await fitDiscriminant(flat(rows.filter((_, at) => at % 6 === 0)), dimensions, single, pause),
    ).toBeUndefined();
  });
});
