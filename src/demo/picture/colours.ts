/** The shop's colour names as they look on the products; own choice. */
const namedColours: Readonly<Record<string, string>> = {
  白色: '#f6f5f2',
  米白: '#f2eadb',
  奶油黄: '#f2dc9c',
  鹅黄: '#f5cf58',
  橙色: '#ee8846',
  砖红: '#b9533e',
  酒红: '#822f40',
  裸粉: '#e6bda8',
  豆沙粉: '#cb8d88',
  樱花粉: '#f1b3bf',
  香芋紫: '#ab9bcd',
  雾霾蓝: '#89a5be',
  天蓝: '#79b3e3',
  牛仔蓝: '#50719f',
  藏青: '#2f4269',
  薄荷绿: '#9dd3be',
  牛油果绿: '#a8b878',
  墨绿: '#315f50',
  燕麦色: '#d9c8ae',
  卡其: '#b8a27b',
  驼色: '#c39b6b',
  焦糖色: '#b2753f',
  浅灰: '#c5cad0',
  深灰: '#5c636d',
  黑色: '#363940',
};

/** What flavours look like on a pack: main colour and second colour. */
const flavourColours: Readonly<Record<string, readonly [string, string]>> = {
  原味: ['#f0dfb8', '#c98f4a'],
  奶香: ['#f6e7bd', '#e0a84f'],
  海盐: ['#9fc6dc', '#f4efe2'],
  海苔: ['#5f8a62', '#f2e6b8'],
  蛋黄: ['#f3c566', '#c8553d'],
  蜜汁: ['#b5523d', '#f5c667'],
  麻辣: ['#a8322f', '#f0b04f'],
  香辣: ['#cf4b34', '#f7d07a'],
  可可: ['#5a3a2e', '#d9b48a'],
  草莓: ['#f0909a', '#fdf0ee'],
  榛子: ['#7a5138', '#e8c795'],
  坚果可可: ['#4b3a34', '#d8a878'],
  果香: ['#d9735a', '#f8dcb0'],
  绿茶: ['#5f8b5a', '#eee7c6'],
  红茶: ['#8e3b2f', '#ecc893'],
  白桃: ['#f3b9ae', '#fbf0e4'],
  燕麦: ['#d5b98c', '#6b8f71'],
  橙子: ['#f2963c', '#fff0d2'],
  番茄: ['#d3503d', '#f7dfa8'],
  鸡肉: ['#e7a44c', '#4f7c6b'],
  鱼肉: ['#5b8db3', '#f3d9a0'],
  牛肉: ['#a9503f', '#f2cf9b'],
  苹果: ['#d8564a', '#f6e3b4'],
  白茶: ['#e9e2cf', '#8ea37d'],
};

/** The #rrggbb of a colour name, undefined where the shop has no such colour. */
export function colourOf(name: string): string | undefined {
  return namedColours[name];
}

/** Main and second colour of a pack with that flavour. */
export function flavourOf(name: string): readonly [string, string] | undefined {
  return flavourColours[name];
}

/** Blends two #rrggbb colours. @param share 0 gives the first, 1 the second. */
export function mix(first: string, second: string, share: number): string {
  const [a, b] = [channels(first), channels(second)];
  const blend = a.map((value, index) => Math.round(value + ((b[index] ?? value) - value) * share));
  return `#${blend.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** How far apart two colours look, 0 to about 765; weights by T. Riemersma, "Colour metric" (compuphase, 2019). */
export function colourDistance(first: string, second: string): number {
  const [r1 = 0, g1 = 0, b1 = 0] = channels(first);
  const [r2 = 0, g2 = 0, b2 = 0] = channels(second);
  const redMean = (r1 + r2) / 2;
  return Math.sqrt(
    (2 + redMean / 256) * (r1 - r2) ** 2 + 4 * (g1 - g2) ** 2 + (2 + (255 - redMean) / 256) * (b1 - b2) ** 2,
  );
}

/** Perceived lightness, 0 (black) to 1 (white), by the Rec. 601 luma weights. */
export function lightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}
