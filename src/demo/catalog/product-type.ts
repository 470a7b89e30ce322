import type { Season } from '../season.js';

/** Brand, title without the brand, price in 元, and what differs from the type's attributes. */
export type ProductRow = readonly [
  brand: string,
  title: string,
  yuan: number,
  attributes?: Readonly<Record<string, string | readonly string[]>>,
];

/** A sub-type of a category with its products. All texts are our own, all brands invented. */
export interface ProductType {
  /** Attribute 品类. */
  type: string;
  season?: Season;
  /** Attribute 颜色 is drawn from these. */
  colours?: readonly string[];
  /** Attribute 尺码. */
  sizes?: readonly string[];
  attributes?: Readonly<Record<string, string | readonly string[]>>;
  tags: readonly string[];
  /** Sentences for descriptions. */
  points: readonly string[];
  /** Consumables: usual days between two purchases. */
  replenishDays?: number;
  /** Bought once in years, such as a rice cooker. */
  lasting?: true;
  rows: readonly ProductRow[];
}

export interface CategoryTable {
  id: string;
  name: string;
  types: readonly ProductType[];
}

/** Brands of the cross-border corner (invented as well): their products are `crossBorder`. */
export const importedBrands: ReadonlySet<string> = new Set([
  'Lumelle',
  'Norvane',
  'Kivara',
  'Solmere',
  'Tindra',
]);

export const womenSizes = ['S', 'M', 'L', 'XL', '2XL'] as const;
export const motherSizes = ['L', 'XL', '2XL', '3XL', '4XL'] as const;
export const menSizes = ['M', 'L', 'XL', '2XL', '3XL'] as const;
export const childSizes = ['100', '110', '120', '130', '140', '150'] as const;
export const babySizes = ['59', '66', '73', '80', '90'] as const;
export const womenShoeSizes = ['35', '36', '37', '38', '39', '40'] as const;
export const menShoeSizes = ['39', '40', '41', '42', '43', '44'] as const;
export const childShoeSizes = ['26', '28', '30', '32', '34', '36'] as const;
