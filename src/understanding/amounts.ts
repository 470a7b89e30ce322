import { numeralCharacters, readNumber } from './numerals.js';

/** Money that a text names, in minor units (分). Both ends are the same unless it is said roughly. */
export interface Amount {
  said: string;
  minMinor: number;
  maxMinor: number;
}

/** Beyond this, amounts in 分 would stop being exact, and nothing in a shop costs it. Yuan. */
const mostYuan = 100_000_000;

/** What may follow 块 or 元 where it means money; 一块手表, 十块肥皂 and the address 三元桥 have something else there. */
const moneyEnds =
  '(?=$|[\\s,.?!;:、。~)\\]"\'-]|[的吧吗呢啊呀哦了就能可会够行要以内左上下不到起多太贵便包买都也还是有是和跟或])';

const moneyWritten = new RegExp(
  // A number that is the second half of "三到五百块" shares its unit with the first.
  `(?<![\\d.a-z${numeralCharacters}第几数])(?<![\\d${numeralCharacters}][到至~-])(\\d{1,8}(?:\\.\\d{1,2})?[百千万]?|[${numeralCharacters}]{1,9})(多)?\\s?(块钱|元钱|块|元)${moneyEnds}`,
  'g',
);

/**
 * Writes amounts of money one way: 五百块, 500块钱 and 五百元 become 500元, 三十多块 becomes 30多元. Numbers that are no
 * money stay as they are, because 一下, 万一 and 一万步 are words; so does a single 块 below ten (一块手表).
 */
export function writeAmounts(text: string): string {
  return text.replace(moneyWritten, (found, said: string, more: string | undefined, word: string) => {
    if (said.includes('俩')) return found;
    const value = readNumber(said);
    if (value === undefined || value > mostYuan || value * 100 !== Math.round(value * 100)) return found;
    if (word === '块' && value < 10 && !/^\d/.test(said)) return found;
    return `${value}${more ?? ''}元`;
  });
}

const spoken = new RegExp(
  `(?<![\\d.a-z${numeralCharacters}第])(?:` +
    // 三十多元, 一百来块, 百来块, 几百块
    `([${numeralCharacters}]{1,9}|\\d{1,8})(多|来|几)(?:块钱|元钱|块|元)|` +
    `(几)([十百千万])(?:块钱|元钱|块|元|的)|` +
    // 500元, 99.9元, 3块5
    `(\\d{1,8})块(\\d)(?![\\d.])|` +
    `(\\d{1,8}(?:\\.\\d{1,2})?[百千万]?|[${numeralCharacters}]{1,9})\\s?(?:块钱|元钱|元|块${moneyEnds})|` +
    `[¥￥]\\s?(\\d{1,8}(?:\\.\\d{1,2})?)|` +
    // 两千三, 一万五: only with a unit that goes on with a digit, else 一百 of anything.
    `([一二两三四五六七八九][百千万][一二三四五六七八九])(?![${numeralCharacters}个件条双只套盒包瓶袋箱张份片岁天年月米斤码号人次点折%]))`,
  'g',
);

/** Most amounts that are read from one text. */
const mostAmounts = 20;

/**
 * Reads the amounts of money that a text names: 500元, 3块5, 三十多元 (30 to 40), 百来块 (80 to 120), 两千三 (2300).
 *
 * @param normalized Text as `normalize` gives it.
 * @returns In the order of the text; none for 半价 and for numbers of other things.
 */
export function readAmounts(normalized: string): Amount[] {
  const amounts: Amount[] = [];
  for (const match of normalized.matchAll(spoken)) {
    if (amounts.length === mostAmounts) break;
    const [said, rough, vague, few, unit, yuan, jiao, exact, signed, bare] = match;
    const range = few
      ? times([2, 9], readNumber(unit ?? ''))
      : rough
        ? roughly(readNumber(rough), vague ?? '')
        : yuan
          ? same(Number(yuan) + Number(jiao) / 10)
          : same(readNumber(exact ?? signed ?? bare ?? ''));
    if (!range || range[1] > mostYuan) continue;
    amounts.push({
      said: said.trim(),
      minMinor: Math.round(range[0] * 100),
      maxMinor: Math.round(range[1] * 100),
    });
  }
  return amounts;
}

function same(value: number | undefined): [number, number] | undefined {
  return value === undefined ? undefined : [value, value];
}

function times([low, high]: [number, number], value: number | undefined): [number, number] | undefined {
  return value === undefined ? undefined : [low * value, high * value];
}

/** 多 and 几 reach up to the next of the same unit (30 to 40); 来 is about, a fifth either way as with 左右. */
function roughly(value: number | undefined, vague: string): [number, number] | undefined {
  if (value === undefined) return undefined;
  if (vague === '来') return [value * 0.8, value * 1.2];
  let step = 1;
  while (value % (step * 10) === 0) step *= 10;
  return [value, value + step];
}
