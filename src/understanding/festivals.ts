import { type Day, dayOf, lunarDay } from './calendar.js';

export interface Festival {
  words: string;
  /** First and last day in a year; undefined where it cannot be known. */
  span(year: number): [Day, Day] | undefined;
}

function fixed(words: string, month: number, first: number, last = first): Festival {
  return {
    words,
    span(year) {
      const [from, to] = [dayOf(year, month, first), dayOf(year, month, last)];
      return from === undefined || to === undefined ? undefined : [from, to];
    },
  };
}

function lunar(words: string, month: number, date: number, before = 0, after = 0): Festival {
  return {
    words,
    span(year) {
      const day = lunarDay(year, month, date);
      return day === undefined ? undefined : [day - before, day + after];
    },
  };
}

/** Days of the shops, and public holidays with the length that they usually have. */
export const festivals: readonly Festival[] = [
  fixed('双(?:十一|11)', 11, 11),
  fixed('双(?:十二|12)', 12, 12),
  fixed('(?<![\\d.])618(?![\\d.元块件个号码])', 6, 18),
  fixed('三八节|38节|女神节|女王节|妇女节', 3, 8),
  fixed('圣诞节?', 12, 25),
  fixed('元旦', 1, 1),
  fixed('五一(?:劳动节|假期|黄金周)?(?![\\d折])|劳动节', 5, 1, 5),
  fixed('国庆节?|十一(?=假期|黄金周|长假)', 10, 1, 7),
  fixed('六一|儿童节', 6, 1),
  fixed('(?<!七夕)情人节', 2, 14),
  lunar('七夕(?:节|情人节)?', 7, 7),
  lunar('端午节?', 5, 5),
  lunar('中秋节?', 8, 15),
  lunar('除夕|年三十', 1, 1, 1, -1),
  lunar('春节|过年|大年初一', 1, 1, 0, 6),
  // Sold for about a month until New Year's Eve.
  lunar('年货节', 1, 1, 30, -1),
];
