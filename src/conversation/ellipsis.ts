import type { MatchTrace, Reading } from '../contract/trace.js';
import type { Topic } from './decision.js';
import type { Knowledge } from './evidence.js';
import { poolOutcomes } from './pool-outcomes.js';

/** Up to here a text may leave out what it is about. In characters. */
const shortText = 6;
const pronoun = /这个|那个|这款|那款|这种|那种|这双|这件|它/g;
const followUp = /^那(?!个|款|种|双|件|单).*|呢[?？]?$/;
/** Complete in themselves, however short. */
const complete = /^(?:你好|您好|谢谢|在吗|好的?|嗯+|再见|人工|客服|转人工|算了|ok)/i;

/** Whether a text leaves out what it is about: "那运费呢", "多久", "这个怎么洗". */
export function isElliptical(normalized: string): boolean {
  const bare = normalized.replace(/[\s,。!?~.！？，]/g, '');
  if (bare === '' || complete.test(bare)) return false;
  pronoun.lastIndex = 0;
  return (
    Array.from(bare).length <= shortText || followUp.test(bare) || (pronoun.test(bare) && bare.length <= 14)
  );
}

/** What a follow-up adds to the topic: "那运费呢" → "运费". */
export function addition(normalized: string): string {
  return normalized
    .replace(/[\s。!~.?？]+$/g, '')
    .replace(/^(?:那么?|那如果|如果|要是|请问)(?!个|款|种|双|件|单)/, '')
    .replace(/呢$/, '')
    .replace(pronoun, '')
    .replace(/^的/, '')
    .trim();
}

const emptyWords =
  /怎么|如何|什么|多少|多久|可以|能不能|可不可以|有没有|是不是|哪里|哪些|哪|吗|呢|啊|呀|吧|的|了|是|要|我|你们?|您|请问|帮我?|一下|想|几|不|在|给|把|这个|那个|这|那|[?？,，。!！\s]/g;

/** What a topic is about, in its bare words: "不喜欢可以退吗" → "喜欢退". */
function subjectOf(text: string): string {
  return text.replace(emptyWords, '').slice(0, 12);
}

/**
 * The queries in which a text that leaves something out is joined with what the conversation is about.
 * @returns most promising first; none when the text says nothing that could be joined
 */
export function rewritings(
  normalized: string,
  topic: Topic,
  followUps: readonly { question: string }[] = [],
): string[] {
  const added = addition(normalized);
  // What people ask next after that answer, when it holds the very words: "运费" → "退货的运费谁出？".
  const bare = added.replace(emptyWords, '');
  const next = bare.length < 2 ? [] : followUps.filter(({ question }) => question.includes(bare));
  const product = topic.products?.length === 1 ? topic.products[0]?.title : undefined;
  const joined =
    added === ''
      ? [topic.title]
      : [
          ...next.slice(0, 1).map(({ question }) => question),
          `${subjectOf(topic.title)} ${added}`,
          `${subjectOf(topic.text)} ${added}`,
          ...(product ? [`${product} ${added}`] : []),
        ];
  return [...new Set(joined)].filter((text) => text.trim() !== normalized.trim());
}

export interface Read {
  match: MatchTrace;
  rewritten?: string;
  readings?: Reading[];
}

/**
 * Matches a text, and where it leaves something out also together with the topic. A rewriting is taken only when it is
 * clearly surer than the text as it stands, so that a complete question never bends to what was said before.
 * @param runs how many matchings may be spent
 */
export async function read(
  text: string,
  normalized: string,
  {
    topic,
    match,
    knowledge,
    margin,
    runs,
  }: {
    topic: Topic | undefined;
    match: (text: string) => Promise<MatchTrace>;
    knowledge: Pick<Knowledge, 'entry' | 'intent'>;
    margin: number;
    runs: number;
  },
): Promise<Read> {
  const plain = await match(text);
  if (!topic || !isElliptical(normalized)) return { match: plain };
  const followUps = topic.kind === 'entry' ? knowledge.entry(topic.id)?.followUps : undefined;
  const candidates = rewritings(normalized, topic, followUps).slice(0, Math.max(0, runs - 1));
  const others: { text: string; match: MatchTrace }[] = [];
  for (const candidate of candidates) others.push({ text: candidate, match: await match(candidate) });
  const all = [{ text, match: plain }, ...others];
  const readings = all.map((one) => readingOf(one.text, one.match, knowledge));
  // The answer that was just given is hardly the answer to something that was added to it.
  const adds = addition(normalized).replace(emptyWords, '').length >= 2;
  const understood = sureness(plain, knowledge) >= (adds ? plain.bars.clarify : plain.bars.answer);
  const best = others
    .filter((one) => !understood || addition(normalized) === '' || !leadsToTopic(one.match, topic, knowledge))
    .sort((a, b) => sureness(b.match, knowledge) - sureness(a.match, knowledge))[0];
  const beats = best && sureness(best.match, knowledge) >= sureness(plain, knowledge) + margin;
  return beats && sureness(best.match, knowledge) >= best.match.bars.clarify
    ? { match: best.match, rewritten: best.text, readings }
    : { match: plain, readings };
}

function leadsToTopic(
  match: MatchTrace,
  topic: Topic,
  knowledge: Pick<Knowledge, 'entry' | 'intent'>,
): boolean {
  const best = poolOutcomes(match, knowledge)[0]?.best;
  return best?.id === topic.id;
}

function sureness(match: MatchTrace, knowledge: Pick<Knowledge, 'entry' | 'intent'>): number {
  return poolOutcomes(match, knowledge)[0]?.confidence ?? 0;
}

function readingOf(text: string, match: MatchTrace, knowledge: Pick<Knowledge, 'entry' | 'intent'>): Reading {
  const likeliest = poolOutcomes(match, knowledge)[0];
  return {
    text,
    confidence: likeliest?.confidence ?? 0,
    ...(likeliest ? { best: `${likeliest.best.kind}:${likeliest.best.id}` } : {}),
  };
}
