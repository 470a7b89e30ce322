import type { MatchTrace } from '../contract/trace.js';
import type { Knowledge } from './evidence.js';
import { poolOutcomes } from './pool-outcomes.js';

/** More parts than this are one text: nobody asks so much at once and means each by itself. */
export const mostQuestions = 4;

const connective =
  '另外|还有(?!没有|没|吗|别的|其他|其它|什么|哪|多久|多少|几|货|优惠|活动|券)|顺便(?:问(?:一下|下|个)?|再问(?:一下|下)?)?|对了|再问(?:一下|下)|还想(?:再)?问(?:一下|下)?|以及|同时(?:再)?问(?:一下|下)?';
/** These begin a new question without a comma before them, too. */
const surely = '另外(?!一|的|那|这|几|两|哪)|顺便';
const boundary = new RegExp(
  `[。!?;\\n！？；]+|(?:[,，、\\s]|^)(?=(?:${connective}))|(?=(?:${surely}))`,
  'gu',
);
const lead = new RegExp(`^[\\s,，、:：]*(?:(?:${connective})(?:的话)?[\\s,，、:：]*)+`, 'u');
/** Words that only announce a question. */
const announcement =
  /^(?:(?:我)?(?:想|要)?(?:请)?(?:再)?(?:问|咨询|请教|了解|麻烦)(?:你们?|您)?(?:一下|下|个(?:问题|事)?|点事)?|请问(?:一下|下)?|有(?:个|几个|两个)?(?:问题|事)(?:想)?(?:问|请教)?(?:一下|下)?)[,，、\s]*$/u;

/**
 * Splits a message, or a burst, into the questions that it may hold: at sentence ends and at words like 另外 and 顺便问一下.
 * @returns one part when there is nothing to split, or too much
 */
export function splitQuestions(text: string): string[] {
  const pieces = text.split(boundary);
  const parts = pieces
    .map((part) =>
      (part ?? '')
        .replace(lead, '')
        .replace(/[\s,，、]+$/u, '')
        .trim(),
    )
    .filter((part) => /[\p{L}\p{N}]/u.test(part) && !announcement.test(part));
  if (parts.length >= 2) return parts.length <= mostQuestions ? parts : [text];
  // What only announced the question is left out: "在吗, 我想问一下" is a greeting.
  const [only] = parts;
  const announced = pieces.some((piece) => announcement.test((piece ?? '').replace(lead, '').trim()));
  return only !== undefined && announced ? [only] : [text];
}

export interface ReadPart {
  text: string;
  match: MatchTrace;
  asksForHuman: boolean;
}

/**
 * Which parts are answered by themselves: all of them when each is surely understood, without small talk beside a real
 * question and without saying the same twice; a hand-off comes last. Undefined: read the whole as one text.
 */
export function partsToAnswer<Part extends ReadPart>(
  parts: readonly Part[],
  knowledge: Pick<Knowledge, 'entry' | 'intent'>,
): Part[] | undefined {
  const read = parts.map((part) => ({ part, ...meaning(part, knowledge) }));
  if (read.some(({ sure }) => !sure)) return undefined;
  const real = read.filter(({ smallTalk }) => !smallTalk);
  const kept = real.length > 0 ? real : read.slice(0, 1);
  const distinct = kept.filter(
    ({ outcome }, index) => kept.findIndex((one) => one.outcome === outcome) === index,
  );
  const complains = distinct.some(({ complaint }) => complaint);
  const answered = distinct.filter(({ marketing }) => !(complains && marketing));
  const last = answered.filter(({ handOff }) => handOff).slice(0, 1);
  return [...answered.filter(({ handOff }) => !handOff), ...last].map(({ part }) => part);
}

function meaning({ match, asksForHuman }: ReadPart, knowledge: Pick<Knowledge, 'entry' | 'intent'>) {
  const plain = { sure: true, smallTalk: false, handOff: false, complaint: false, marketing: false };
  if (asksForHuman) return { ...plain, handOff: true, outcome: 'human' };
  const likeliest = poolOutcomes(match, knowledge)[0];
  const intent = likeliest?.best.kind === 'intent' ? knowledge.intent(likeliest.best.id) : undefined;
  return {
    sure: likeliest !== undefined && likeliest.confidence >= match.bars.answer,
    smallTalk: intent?.action === 'reply',
    handOff: intent?.action === 'hand-off',
    complaint: intent?.action === 'hand-off' && intent.reason === 'complaint',
    marketing: intent?.action === 'recommend' || intent?.action === 'offer-coupon',
    outcome: likeliest?.best.outcome ?? '',
  };
}
