import { digitOf, readNumber as numberOf, unitOf } from './numerals.js';

/** Prices in minor units (分); a missing end is open. */
export interface PriceRange {
  minMinor?: number;
  maxMinor?: number;
}

const number =
  '(?<![\\d.a-z])(?:\\d{1,7}(?:\\.\\d{1,2})?[千百k万w]?(?!\\d)|[零一二两三四五六七八九十百千万]{1,9}(?![零一二两三四五六七八九十百千万]))';
const money = '(?:元钱?|块钱?|人民币|rmb)';
/** Not a price: another unit follows the number. */
const otherUnit =
  '(?!\\s*(?:[个件条双只台套盒包瓶袋箱张份片粒颗本把支根对卷桶听罐杯斤克公吨两码号寸升米岁年月日天周时分秒点次人位折%层楼寸度级期款种倍gmlkcd]|小时|毫升|厘米|英寸))';

const upper = '(?:以内|之内|以下|内|封顶|不到|打住)';
const lower = '(?:以上|往上|起步|起|开外)';
const about = '(?:左右|上下|差不多)';

const patterns = {
  between: new RegExp(
    `(${number})\\s*${money}?\\s*(?:到|至|-|~|—|–|和)\\s*(${number})\\s*(?:${money}|${otherUnit})`,
  ),
  spokenBetween: new RegExp(
    `([一二两三四五六七八])([二两三四五六七八九])([十百千万])\\s*(?:${money}|多|${otherUnit})`,
  ),
  atMost: new RegExp(
    `(${number})\\s*${money}?\\s*${upper}|(?:不超过|不高于|不大于|(?<!不)低于|(?<!不)少于|(?<!不)小于|最多|最高|顶多|别超过|不要超过|不能超过)\\s*(${number})\\s*(?:${money}|${otherUnit})`,
  ),
  atLeast: new RegExp(
    `(${number})\\s*${money}?\\s*${lower}|(?:不低于|不少于|(?<!不)高于|(?<!不)大于|(?<!不|别|不要|不能)超过|至少|最少|最低)\\s*(${number})\\s*(?:${money}|${otherUnit})`,
  ),
  around: new RegExp(
    `(${number})\\s*${money}?\\s*${about}|(?:大概|大约|差不多)\\s*(${number})\\s*${money}|预算(?:是|在|大概|大约|就|只有|有)*\\s*(${number})\\s*(?:${money}|${otherUnit})`,
  ),
};

/** 万万万万 is no price; beyond this, amounts in 分 would also stop being exact. Yuan. */
const mostYuan = 100_000_000;

/** Without a currency word, smaller numbers are taken for something else (3到5, 7以内). */
const leastBare = 10;

/**
 * Reads what a shopper is willing to pay: "500元以内", "100到200", "两三百", "不超过300块", "预算一千左右".
 *
 * @param text Normalised text.
 * @returns Undefined when no price range is named (便宜点 names none).
 */
export function readPriceRange(text: string): PriceRange | undefined {
  return findPriceRange(text)?.range;
}

/** As `readPriceRange`, with the words that said it. */
export function findPriceRange(text: string): { range: PriceRange; said: string } | undefined {
  const between = patterns.between.exec(text);
  if (between) {
    const high = readNumber(between[2]);
    const said = readNumber(between[1]);
    if (said !== undefined && high !== undefined) {
      // 3到5百, 1-2千: the unit belongs to both.
      const low =
        said < high / 50 && /[百千万kw]$/.test(between[2] ?? '') ? said * unitOf(between[2] ?? '') : said;
      if (plausible(between[0], Math.min(low, high)))
        return { range: rangeOf(Math.min(low, high), Math.max(low, high)), said: between[0].trim() };
    }
  }
  const spoken = patterns.spokenBetween.exec(text);
  if (spoken) {
    const [said, first = '', second = '', unit = ''] = spoken;
    const low = digitOf(first) ?? 0;
    const high = digitOf(second) ?? 0;
    const scale = unitOf(unit);
    if (high === low + 1) return { range: rangeOf(low * scale, high * scale), said: said.trim() };
  }
  const least = amountOf(patterns.atLeast.exec(text));
  // "不超过300" holds 超过300, which is not a lower end.
  const most = amountOf(patterns.atMost.exec(text));
  if (most) return { range: rangeOf(undefined, most.value), said: most.said };
  if (least) return { range: rangeOf(least.value, undefined), said: least.said };
  const around = amountOf(patterns.around.exec(text));
  if (around)
    return /^预算/.test(around.said) && !new RegExp(`^\\s*${money}?\\s*${about}`).test(text.slice(around.end))
      ? { range: rangeOf(undefined, around.value), said: around.said }
      : { range: rangeOf(around.value * 0.8, around.value * 1.2), said: around.said };
  return undefined;
}

function amountOf(match: RegExpExecArray | null): { value: number; said: string; end: number } | undefined {
  if (match === null) return undefined;
  const value = readNumber(match.slice(1).find((group) => group !== undefined));
  if (value === undefined || !plausible(match[0], value)) return undefined;
  return { value, said: match[0].trim(), end: match.index + match[0].length };
}

function plausible(said: string, least: number): boolean {
  return least >= leastBare || (least > 0 && new RegExp(money).test(said));
}

function rangeOf(min: number | undefined, max: number | undefined): PriceRange {
  return {
    ...(min === undefined ? {} : { minMinor: Math.round(min * 100) }),
    ...(max === undefined ? {} : { maxMinor: Math.round(max * 100) }),
  };
}

/** The number in yuan; undefined for what is none, or more than any price. */
function readNumber(said: string | undefined): number | undefined {
  const value = said === undefined ? undefined : numberOf(said);
  return value !== undefined && value <= mostYuan ? value : undefined;
}
