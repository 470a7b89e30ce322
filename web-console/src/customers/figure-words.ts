import type { Figure, PersonalFigures } from '../../../src/contract/profile.js';
import { yuan } from '../cards/money.js';
import { percentWords } from '../customer/profile-words.js';
import { customersText } from '../strings-marketing.js';

const words = customersText;

export interface FigureWords {
  name: string;
  value: string;
  reason: string;
  asOf: string;
}

const wholeYuan = (minor: number): string => yuan(Math.round(minor / 100) * 100);

/** The figures of a profile that are one value, in the order in which they are read. */
export function figuresInWords(personal: PersonalFigures): FigureWords[] {
  const tell = <Value>(
    name: keyof typeof words.figure,
    figure: Figure<Value> | undefined,
    say: (value: Value) => string,
  ): FigureWords[] =>
    figure === undefined
      ? []
      : [
          {
            name: words.figure[name],
            value: say(figure.value),
            reason: figure.reason,
            asOf: figure.asOf,
          },
        ];
  return [
    ...tell('value', personal.value, wholeYuan),
    ...tell('churn', personal.churn, percentWords),
    ...tell('spentYear', personal.spentYear, wholeYuan),
    ...tell('averageOrder', personal.averageOrder, yuan),
    ...tell('usualGapDays', personal.usualGapDays, words.everyDays),
    ...tell('alive', personal.alive, percentWords),
    ...tell('expected30', personal.expected30, words.times),
    ...tell('expected90', personal.expected90, words.times),
    ...tell('expected180', personal.expected180, words.times),
    ...tell(
      'couponSensitivity',
      personal.couponSensitivity,
      ({ level, share }) => `${level} · ${percentWords(share)}`,
    ),
    ...tell('offers', personal.offers, ({ shown, accepted }) => words.offersTold(shown, accepted)),
    ...tell('daypart', personal.daypart, (value) => value),
    ...tell('weekday', personal.weekday, (value) => value),
    ...tell('conversations', personal.conversations, words.times),
    ...tell('satisfaction', personal.satisfaction, (value) => value.toFixed(1)),
    ...tell('complaints', personal.complaints, words.times),
  ];
}
