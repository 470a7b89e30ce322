const digits: Readonly<Record<string, number>> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, k: 1000, 万: 10_000, w: 10_000 };

/** Every character that a Chinese number is written with, for use inside a character class. */
export const numeralCharacters = '零一二两俩三四五六七八九十百千万';

/** The value of one Chinese digit; undefined for anything else. */
export function digitOf(character: string): number | undefined {
  return digits[character];
}

/** What a unit at the end of a number multiplies by: 3百 by 100, 1.5k by 1000, 12 by 1. */
export function unitOf(said: string): number {
  return units[said.at(-1) ?? ''] ?? 1;
}

/**
 * Reads a number that is written in digits or in Chinese: 1200, 1.5k, 3百, 一千二 (1200), 两百五十, 两百零五, 百 (100).
 *
 * @returns Undefined for what is no number, or nothing: 一二三 is a row of digits.
 */
export function readNumber(said: string): number | undefined {
  const arabic = /^(\d{1,12}(?:\.\d{1,4})?)([百千k万w])?$/.exec(said);
  if (arabic) return Number(arabic[1]) * (units[arabic[2] ?? ''] ?? 1);
  let total = 0;
  let pending: number | undefined;
  let lastUnit = 1;
  for (const character of said) {
    const digit = digits[character];
    if (digit !== undefined) {
      if (pending !== undefined && pending !== 0) return undefined;
      pending = digit;
      continue;
    }
    const unit = units[character];
    if (unit === undefined) return undefined;
    if (unit === 10_000) total = (total + (pending ?? (total === 0 ? 1 : 0))) * unit;
    else total += (pending ?? 1) * unit;
    pending = undefined;
    lastUnit = unit;
  }
  // 一千二 is 1200, 两百零五 is 205.
  if (pending !== undefined)
    total += lastUnit >= 100 && !said.includes('零') ? (pending * lastUnit) / 10 : pending;
  return total > 0 ? total : undefined;
}
