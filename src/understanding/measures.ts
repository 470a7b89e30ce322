import type { Found } from './corrections.js';
import { numeralCharacters, readNumber } from './numerals.js';

const count = `\\d{1,4}|[${numeralCharacters.replace('零', '')}]{1,4}`;
/** What goods are counted with. 块 is money, 斤 a weight, 个 stands before anything and gets stricter rules. */
const classifier = '件|双|条|只|套|盒|包|瓶|袋|箱|张|份|支|台|把|本|对|卷|桶|罐|听|提|打|副|顶|床|辆';
const counted = new RegExp(
  `(?<![\\d.第每满哪这那几某a-z${numeralCharacters}])(${count})(?:(?:${classifier})(?!装|[券折装面代]|优惠|红包|半价|起|以上|包邮|发票|单|照片|图|身份|银行)|个(?!月|小时|工作日|星期|礼拜|人|字|颜色|色|码|尺码|问题|事|地址|电话|订单|账号|号|季|世纪|点|钟|快递|包裹|图))`,
  'g',
);
const multiplied = /(?<=[\p{Script=Han}\s)])[x×*]\s?(\d{1,3})(?![\da-z.])/gu;
const stated = new RegExp(`(?:数量|件数)(?:改成|改为|是|为|:|要|填)?\\s?(${count})`, 'g');
/** 一个 is an article more often than a number: it counts where something is bought, sent or changed. */
const articleCounts = /(?:买|要|拍|退|换|发|加|留|只|就|剩|成|为|收到|订|下单|来)了?$/;

/**
 * How many of something a text names: 两件, 3个, 一双, ×2.
 *
 * @param normalized Text as `normalize` gives it.
 * @returns Values in digits: "2".
 */
export function findQuantities(normalized: string): Found[] {
  const found: Found[] = [];
  for (const pattern of [stated, counted, multiplied]) {
    for (const match of normalized.matchAll(pattern)) {
      const value = readNumber(match[1] ?? '');
      if (value === undefined || !Number.isInteger(value) || value < 1 || value > 9999) continue;
      const isArticle = /^一个$/.test(match[0]);
      const before = normalized.slice(Math.max(0, match.index - 4), match.index);
      if (isArticle && before !== '' && !articleCounts.test(before)) continue;
      if (isArticle && /^[\p{Script=Han}a-z]/u.test(normalized.slice(match.index + 2)) && before === '')
        continue;
      found.push({ value: String(value), start: match.index, end: match.index + match[0].length });
    }
  }
  return found;
}

const letterSize = '(?:[2-9]x{1,2}|x{1,5})[sl]|[sml]';
const sizes = [
  // 175/92a, 165/88(m)
  /(?<![\d/])1[3-9]\d\s?\/\s?\d{2,3}[a-cy]?(?:\([a-z]{1,4}\))?(?![\d/a-z])/g,
  new RegExp(`(?<![a-z0-9.\\-+])(?:${letterSize})\\s?(?:码|号)`, 'g'),
  // Without 码 only what is nothing else: XL, 2XL, XXS, and single letters where a size is asked for.
  /(?<![a-z0-9.\-+])(?:[2-9]x{1,2}|x{1,5})[sl](?![a-z0-9])/g,
  /(?<=^|[,.;。]|尺码|尺寸|大小|要|换|换成|改成|穿|拿|拍|发|是|为|:)\s?[sml](?=$|[,.;。?!]|的|吧|可以|行|合适|偏)/g,
  new RegExp(
    `(?<![\\d.${numeralCharacters}])(?:\\d{2,3}(?:\\.5)?|[二三四五][十][一二三四五六七八九]?|[二三四][一二三四五六七八九])码`,
    'g',
  ),
  // 42号 is a size from 34 on, unless it is a house or a day.
  /(?<![\d.月路街道巷弄-])(?:3[4-9]|4[0-8])(?:\.5)?号(?!楼|院|线|店|门|柜|仓|室|单元|铺|机)/g,
  /均码|(?:大|小)(?:一|两|1|2)(?:号|码)|加大码|加肥|大码|中码|小码|特大号|加大号|(?<!最)大号|中号|小号/g,
  /(?<![\da-z])(?:6[5-9]|[78]\d|9[05])[a-g](?:杯|罩杯|(?=$|[,.;。?!的]))/g,
];

/**
 * Sizes that a text names, as it says them: l码, 42码, 175/92a, 均码, 大一号. Latin letters in upper case.
 *
 * @param normalized Text as `normalize` gives it.
 */
export function findSizes(normalized: string): Found[] {
  const found: Found[] = [];
  for (const pattern of sizes) {
    for (const { 0: said, index } of normalized.matchAll(pattern)) {
      const start = index + (said.length - said.trimStart().length);
      if (found.some((other) => start < other.end && start + said.trim().length > other.start)) continue;
      found.push({ value: said.trim().toUpperCase(), start, end: index + said.length });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
