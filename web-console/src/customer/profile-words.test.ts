import { expect, it } from 'vitest';
import { churnLevel, leaningsShown, percentWords } from './profile-words.js';

it('names a risk', () => {
  expect([0, 0.29, 0.3, 0.59, 0.6, 1].map(churnLevel)).toEqual([
    'low',
    'low',
    'medium',
    'medium',
    'high',
    'high',
  ]);
});

it('shows leanings in order, and none that is empty', () => {
  const figure = (names: string[]) => ({
    value: names.map((name) => ({ name, share: 0.5, lift: 2 })),
    reason: '',
    asOf: '',
  });
  const shown = leaningsShown({
    colours: figure(['黑色']),
    categories: figure(['女装']),
    brands: figure([]),
  });
  expect(shown.map(({ sort }) => sort)).toEqual(['categories', 'colours']);
});

it('does not call a small risk none', () => {
  expect([0, 0.001, 0.006, 0.5].map(percentWords)).toEqual(['0%', '<1%', '1%', '50%']);
});
