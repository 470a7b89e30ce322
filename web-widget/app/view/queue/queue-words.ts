import { fill, type WordTable } from '../../strings/strings.js';

/** What the banner says, in the languages of `locales`. */
export const queueTexts = {
  cancelQueue: ['取消排队', '取消排隊', 'Leave the queue'],
  backToAssistant: ['先问智能客服', '先問智慧客服', 'Ask the assistant'],
  waitSoon: ['很快就到您', '很快就輪到您', 'Almost your turn'],
  waitMinutes: ['预计等待约 {} 分钟', '預計等待約 {} 分鐘', 'About {} min to wait'],
  nobodyOnDuty: [
    '现在没有客服在线。您可以继续留言，客服上班后会回复您。',
    '現在沒有客服在線。您可以繼續留言，客服上班後會回覆您。',
    'Nobody is on duty now. Leave your message here and we will reply when we are back.',
  ],
} satisfies WordTable<string>;

/** An honest wait: rounded up, a range where it is uncertain, and nothing where no figure is known. */
export function waitWords(
  seconds: number | undefined,
  words: Record<keyof typeof queueTexts, string>,
  upToSeconds = 0,
): string {
  if (seconds === undefined) return '';
  const [from, upTo] = [seconds, upToSeconds].map((wait) => Math.ceil(wait / 60)) as [number, number];
  if (seconds < 60 && upTo <= 1) return words.waitSoon;
  return fill(words.waitMinutes, upTo > from ? `${from}–${upTo}` : from);
}
