import { describe, expect, it } from 'vitest';
import { readBenchArguments } from './bench-arguments.js';

describe('arguments of the bench', () => {
  it('need the data folder, and say so', () => {
    expect(() => readBenchArguments([])).toThrow(
      /^The folder with the labelled questions is missing\.\nUsage/,
    );
    expect(() => readBenchArguments(['--data'])).toThrow(/Usage/);
  });

  it('have sizes of their own', () => {
    expect(readBenchArguments(['--data', 'd'])).toEqual({
      data: 'd',
      sizes: [
        { entries: 51, questionsEach: 10 },
        { entries: 123, questionsEach: 30 },
        { entries: 100, questionsEach: 3 },
        { entries: 1000, questionsEach: 3 },
        { entries: 10_000, questionsEach: 3 },
        { entries: 100_000, questionsEach: 3 },
      ],
      wordings: 4000,
      json: false,
    });
    expect(readBenchArguments(['--data', 'd', '--json', '--sizes', ''])).toMatchObject({
      sizes: [],
      json: true,
    });
    expect(() => readBenchArguments(['--data', 'd', '--sizes', '10,many'])).toThrow(/"many"/);
    expect(() => readBenchArguments(['--data', 'd', '--sizes', '10x90'])).toThrow(/--sizes .* "90"/);
    expect(() => readBenchArguments(['--data', 'd', '--wordings', '20001'])).toThrow(/--wordings .* "20001"/);
  });

  it('choose draws instead, at least two of each', () => {
    expect(readBenchArguments(['--data', 'd', '--protocol', 'draws'])).toMatchObject({
      draws: { seeds: 6, only: '' },
    });
    expect(
      readBenchArguments(['--data', 'd', '--protocol', 'draws', '--seeds', '2', '--only', '5 known']).draws,
    ).toEqual({ seeds: 2, only: '5 known' });
    expect(() => readBenchArguments(['--data', 'd', '--protocol', 'folds'])).toThrow(/--protocol .* "folds"/);
    expect(() => readBenchArguments(['--data', 'd', '--protocol', 'draws', '--seeds', '1'])).toThrow(
      /--seeds .* "1"/,
    );
  });
});
