import type { Figure, Leaning, PersonalFigures } from '../../../src/contract/profile.js';

export const leaningSorts = ['categories', 'brands', 'priceBands', 'colours'] as const;
export type LeaningSort = (typeof leaningSorts)[number];

/** Risks from here on are called high or medium. */
const high = 0.6;
const medium = 0.3;

export function churnLevel(risk: number): 'high' | 'medium' | 'low' {
  return risk >= high ? 'high' : risk >= medium ? 'medium' : 'low';
}

/** The leanings that a customer has, in the order in which they are shown. */
export function leaningsShown(personal: PersonalFigures): { sort: LeaningSort; figure: Figure<Leaning[]> }[] {
  return leaningSorts.flatMap((sort) => {
    const figure = personal[sort];
    return figure === undefined || figure.value.length === 0 ? [] : [{ sort, figure }];
  });
}

/** Whole percent; what is hardly anything is not nothing. */
export function percentWords(share: number): string {
  const percent = Math.round(share * 100);
  return percent === 0 && share > 0 ? '<1%' : `${percent}%`;
}
