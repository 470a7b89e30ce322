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

/** A query in which a text that leaves something out is joined with what the conversation is about. */
export interface Rewriting {
  text: string;
  /** It is what people ask next after that answer, and holds the very words of the text. */
  follows: boolean;
}

/**
 * The queries in which a text that leaves something out is joined with what the conversation is about.
 * @returns most promising first; none when the text says nothing that could be joined
 */
export function rewritings(
  normalized: string,
  topic: Topic,
  followUps: readonly { question: string }[] = [],
): Rewriting[] {
  const added = addition(normalized);
  // What people ask next after that answer, when it holds the very words: "运费" → "退货的运费谁出？".
  const bare = added.replace(emptyWords, '');
  const next = bare.length < 2 ? [] : followUps.filter(({ question }) => question.includes(bare)).slice(0, 1);
  const product = topic.products?.length === 1 ? topic.products[0]?.title : undefined;
  const joined =
    added === ''
      ? [topic.title]
      : [
          `${subjectOf(topic.title)} ${added}`,
          `${subjectOf(topic.text)} ${added}`,
          ...(product ? [`${product} ${added}`] : []),
        ];
  const following = next.map(({ question }) => question);
  return [...new Set([...following, ...joined])]
    .filter((text) => text.trim() !== normalized.trim())
    .map((text) => ({ text, follows: following.includes(text) }));
}

export interface Read {
  match: MatchTrace;
  rewritten?: string;
  readings?: Reading[];
}

type Titles = Pick<Knowledge, 'entry' | 'intent'>;

/** How far a text leans to what was answered before it. */
export interface TopicLean {
  /** Elsewhere than near the topic, a rewriting must be surer than the plain text by this. */
  margin: number;
  /**
   * Odds, before looking at the text, that it goes on with the topic; the confidence of a rewriting is weighed with
   * them against that of the plain text. `follows`: it is among what people ask next; `bare`: it asks "那…呢" or has no
   * word of its own ("多久", "要钱吗"); `short`: it is only short.
   */
  odds: { follows: number; bare: number; short: number };
}

/**
 * Matches a text, and where it leaves something out also together with the topic. The more a text leaves out, the more
 * it leans to the topic; a known question in full words ("怎么退货", "多久发货") never bends to what was said before.
 * @param runs how many matchings may be spent
 */
export async function read(
  text: string,
  normalized: string,
  {
    topic,
    match,
    knowledge,
    lean,
    runs,
  }: {
    topic: Topic | undefined;
    match: (text: string) => Promise<MatchTrace>;
    knowledge: Titles;
    lean: TopicLean;
    runs: number;
  },
): Promise<Read> {
  const plain = await match(text);
  if (!topic || !isElliptical(normalized)) return { match: plain };
  const leavesOut = followUp.test(normalized) || ownWords(normalized).length < 2;
  if (plain.stage === 'exact' && !leavesOut) return { match: plain };
  const followUps = topic.kind === 'entry' ? knowledge.entry(topic.id)?.followUps : undefined;
  const candidates = rewritings(normalized, topic, followUps).slice(0, Math.max(0, runs - 1));
  const others: (Rewriting & { match: MatchTrace })[] = [];
  for (const candidate of candidates) others.push({ ...candidate, match: await match(candidate.text) });
  const readings = [{ text, match: plain }, ...others].map((one) =>
    readingOf(one.text, one.match, knowledge),
  );
  const asItStands = likeliest(plain, knowledge);
  const mayRepeat = asksForTopic(normalized, topic);

  /** What the plain text's confidence would have to be to stand against this rewriting. */
  function weight({ match: joined, follows }: Rewriting & { match: MatchTrace }): number {
    const found = likeliest(joined, knowledge);
    if (!found || found.confidence < joined.bars.clarify) return 0;
    // The answer that was just given is hardly the answer to something that was added to it.
    if (!mayRepeat && found.id === topic?.id) return 0;
    const near = follows || (topic && found.category === categoryOf(topic, knowledge));
    if (!near || found.category === undefined) return found.confidence - lean.margin;
    const odds = follows ? lean.odds.follows : leavesOut ? lean.odds.bare : lean.odds.short;
    return found.confidence * odds;
  }
  const [best] = others
    .map((one) => ({ ...one, weight: weight(one) }))
    .sort((one, other) => other.weight - one.weight);
  return best && best.weight > 0 && best.weight >= (asItStands?.confidence ?? 0)
    ? { match: best.match, rewritten: best.text, readings }
    : { match: plain, readings };
}

/** What a text says beside words that any question may hold. */
function ownWords(normalized: string): string {
  return addition(normalized).replace(emptyWords, '');
}

/** Whether the topic's own answer may be meant again: nothing is added, or its question holds just this ("多久"). */
function asksForTopic(normalized: string, { title, text }: Topic): boolean {
  const added = addition(normalized).replace(/[吗呀啊吧]$/, '');
  return added === '' || title.includes(added) || text.includes(added);
}

function likeliest(match: MatchTrace, knowledge: Titles) {
  const [first] = poolOutcomes(match, knowledge);
  if (!first) return undefined;
  const { best, confidence } = first;
  return {
    confidence,
    id: best.id,
    category: categoryOf(best, knowledge),
  };
}

/** The category of an entry, or of the entry that an intent goes with. */
function categoryOf({ kind, id }: Pick<Topic, 'kind' | 'id'>, knowledge: Titles): string | undefined {
  if (kind === 'entry') return knowledge.entry(id)?.category;
  const intent = knowledge.intent(id);
  const entry = intent && 'entry' in intent ? intent.entry : undefined;
  return entry === undefined ? undefined : knowledge.entry(entry)?.category;
}

function readingOf(text: string, match: MatchTrace, knowledge: Titles): Reading {
  const [first] = poolOutcomes(match, knowledge);
  return {
    text,
    confidence: first?.confidence ?? 0,
    ...(first ? { best: `${first.best.kind}:${first.best.id}` } : {}),
  };
}
