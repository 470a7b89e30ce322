import type { DemoProduct } from '../demo-records.js';
import { colourOf, flavourOf, lightness, mix } from './colours.js';

export type PictureSubject = Pick<DemoProduct, 'externalId' | 'title' | 'category' | 'brand' | 'attributes'>;

/** What a shape is drawn with. */
export interface Ink {
  title: string;
  brand: string;
  base: string;
  light: string;
  dark: string;
  /** Seams and folds. */
  deep: string;
  /** Second colour of the same product. */
  accent: string;
  accentDark: string;
  /** Readable on `base`. */
  onBase: string;
  /** A number of the product's own for small variations, 0 to 9999. */
  draw: number;
}

/** Fills that the frame defines. */
export const fills = {
  /** Cloth and other matt bodies: `base`, lit from the top left. */
  body: 'url(#b)',
  /** The same, turned away from the light. */
  side: 'url(#s)',
  /** Puffy: lit on top, dark below. */
  puff: 'url(#p)',
  /** Round in `base`. */
  tube: 'url(#t)',
  /** Round in `accent`. */
  accentTube: 'url(#u)',
  /** Roundness laid over any colour. */
  gloss: 'url(#g)',
  metal: 'url(#m)',
  glass: 'url(#l)',
} as const;

/** Pairs for goods without a colour of their own. */
const quietPairs: readonly (readonly [string, string])[] = [
  ['#e9a799', '#fbf3e7'],
  ['#8fb7c9', '#f6efe0'],
  ['#9dbb9a', '#f4ecd4'],
  ['#e3bd72', '#7b5a3c'],
  ['#b4a3cc', '#f7efe6'],
  ['#d98f6c', '#f8e8cf'],
];

const typePairs: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  纸尿裤: [
    ['#a9d3e6', '#fdf6e8'],
    ['#f3c4c4', '#fff8ee'],
    ['#b7d9c4', '#fdf6e3'],
  ],
  幼儿奶粉: [
    ['#4f86b8', '#f0cf7c'],
    ['#f0e3c0', '#5d9a83'],
    ['#e8b44f', '#fdf3da'],
  ],
  婴儿湿巾: [
    ['#b9dfe0', '#ffffff'],
    ['#f6cfc9', '#ffffff'],
    ['#cfe3bd', '#ffffff'],
  ],
  精华: [
    ['#d99a52', '#3a3330'],
    ['#a8cfe0', '#f8f8f6'],
    ['#6d4a3c', '#d9b36c'],
    ['#e8b18a', '#f8f8f6'],
  ],
  面霜: [
    ['#f4ece0', '#c9a36a'],
    ['#bcd8df', '#f8f8f6'],
    ['#3f4f6b', '#d9b36c'],
    ['#dca49a', '#f7ece4'],
  ],
  面膜: [
    ['#a9d4e2', '#ffffff'],
    ['#a9cba5', '#fdf8e8'],
    ['#c6b4dc', '#fdf6ff'],
  ],
  洁面: [
    ['#f3efe6', '#7fae9b'],
    ['#bcd7c7', '#ffffff'],
    ['#5f7486', '#e9eef0'],
  ],
  防晒: [
    ['#f6d27a', '#ffffff'],
    ['#f7f3ea', '#ee9b4f'],
    ['#f2a24d', '#fff3d8'],
    ['#fbe08c', '#6db7d8'],
  ],
  气垫: [
    ['#f1d9c9', '#c99a80'],
    ['#3a3735', '#d9b36c'],
  ],
  香水: [
    ['#f3ead2', '#d9b36c'],
    ['#7c8f7a', '#3a3330'],
  ],
  洗发水: [
    ['#8fb59d', '#f6f0e0'],
    ['#c98b4c', '#fbeed3'],
    ['#c9a9c7', '#fbf2f5'],
  ],
  护发素: [
    ['#e7d3b9', '#8c6a4c'],
    ['#d9a55a', '#4b3a2c'],
  ],
  沐浴露: [
    ['#f3bcc4', '#fff5f3'],
    ['#6f8f83', '#efe9d6'],
    ['#f6d98b', '#7fb9d6'],
  ],
  牙膏: [
    ['#5fb0c4', '#ffffff'],
    ['#5f84c0', '#ffffff'],
    ['#f08f9a', '#fff2ee'],
  ],
  抽纸: [
    ['#8fc0a4', '#ffffff'],
    ['#d9b98a', '#f7ecd7'],
    ['#8fb3d4', '#ffffff'],
    ['#f0b9bd', '#ffffff'],
  ],
  卫生巾: [
    ['#f3b8c0', '#fff6f4'],
    ['#a99bcd', '#f7f2fb'],
  ],
  洗衣液: [
    ['#5b9bd0', '#f7f9fb'],
    ['#8fcdbd', '#5b7fc4'],
    ['#f5c7c9', '#ffffff'],
    ['#f2d05c', '#4f9f6c'],
  ],
  钢化膜: [
    ['#3d4656', '#7fd0e0'],
    ['#4b7fc0', '#e6f1fa'],
  ],
  猫砂: [
    ['#9cc3a5', '#f6efdc'],
    ['#8fb3d6', '#f8f4e8'],
    ['#c9a98c', '#f6ecdd'],
  ],
  宝宝辅食: [
    ['#f4d79a', '#7a9f68'],
    ['#f2a65a', '#d8564a'],
    ['#e9cf8a', '#8c6a3c'],
  ],
  生活图书: [
    ['#e2a05c', '#fbf1de'],
    ['#7fa276', '#f6f0da'],
    ['#a9bcc9', '#f9f3e6'],
    ['#e07f5f', '#fdf0dd'],
  ],
  文学图书: [
    ['#35536b', '#e9d9b0'],
    ['#8d4b43', '#f0dcc0'],
    ['#5fa0b0', '#fbf0d6'],
  ],
  绘本: [
    ['#4c5f94', '#f6d67c'],
    ['#f0a3a0', '#fff3d9'],
    ['#7dbfd0', '#f2a24d'],
  ],
  学习用书: [
    ['#f0b94f', '#fffaf0'],
    ['#5fa3c4', '#fffaf0'],
    ['#7d8f6a', '#f6efd9'],
  ],
};

/** Mixes the colours of a product: its colour attribute, else its flavour, else a pair that suits its kind. */
export function mixInk({ externalId, title, brand, attributes }: PictureSubject): Ink {
  const draw = drawNumber(externalId);
  const type = String(attributes.品类 ?? '');
  const pairs = typePairs[type] ?? quietPairs;
  const flavours = [attributes.口味 ?? []].flat().flatMap((flavour) => {
    const pair = flavourOf(flavour);
    return pair ? [pair] : [];
  });
  const [base, second] = flavours[0] ??
    pairs[Number(externalId.replace(/\D/g, '')) % pairs.length] ?? ['#d8c8b0', '#ffffff'];
  const colours = [attributes.颜色 ?? []].flat().flatMap((name) => colourOf(name) ?? []);
  const main = colours[0] ?? base;
  const accent = colours.length > 0 ? (colours[1] ?? companion(main)) : second;
  return {
    title,
    brand,
    draw,
    base: main,
    light: mix(main, '#ffffff', lightness(main) > 0.8 ? 0.6 : 0.26),
    dark: mix(main, lightness(main) > 0.8 ? '#9c9186' : '#1d1f33', lightness(main) > 0.8 ? 0.24 : 0.18),
    deep: mix(main, lightness(main) > 0.8 ? '#8a8078' : '#15172b', lightness(main) > 0.8 ? 0.42 : 0.36),
    accent,
    accentDark: mix(accent, '#23243a', 0.2),
    onBase: lightness(main) > 0.62 ? '#4a443f' : '#ffffff',
  };
}

function companion(main: string): string {
  return lightness(main) > 0.62 ? mix(main, '#7a5a4a', 0.45) : '#f3e7d3';
}

/** FNV-1a hash (Fowler, Noll, Vo; IETF draft "The FNV Non-Cryptographic Hash Algorithm"), shortened. */
function drawNumber(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash % 10_000;
}
