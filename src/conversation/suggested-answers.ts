import type { Suggestions } from '../contract/agent-tools.js';
import type { Message } from '../contract/messages.js';
import type { Knowledge } from './evidence.js';

/** Suggested at most; below this chance a suggestion costs more to read than it helps. */
const mostSuggested = 3;
const leastConfidence = 0.08;
/** Of a burst of messages only the last so many are one question. */
const longestBurst = 4;

/** What the shopper has said since anybody answered; undefined when nothing waits. Messages are oldest first. */
export function openQuestion(
  messages: readonly Pick<Message, 'from' | 'type' | 'text' | 'sequence'>[],
): { sequence: number; text: string } | undefined {
  // System lines are no answers: "您好，小禾为您服务" leaves the question open.
  const spoken = messages.filter(({ from }) => from !== 'system');
  const answered = spoken.findLastIndex(({ from }) => from === 'agent');
  const since = spoken.slice(answered + 1).filter(({ from, type }) => from === 'shopper' && type === 'text');
  const lastBot = spoken.findLastIndex(({ from }) => from === 'bot');
  const botSequence = spoken[lastBot]?.sequence ?? 0;
  // What came after the bot's last word goes together; where nothing did, the newest message is what it is about.
  const burst = since.filter(({ sequence }) => sequence > botSequence).slice(-longestBurst);
  const about = burst.length > 0 ? burst : since.slice(-1);
  const newest = about.at(-1);
  if (newest === undefined) return undefined;
  const text = about
    .map(({ text: words }) => words?.trim() ?? '')
    .filter((words) => words !== '')
    .join('\n');
  return text === '' ? undefined : { sequence: newest.sequence, text };
}

/**
 * Answers of the knowledge base that may fit what the shopper said last, the likeliest first, by the same matching as
 * the bot's. Reads only.
 * @throws AppError `unavailable` before the knowledge is loaded
 */
export async function suggestAnswers(
  messages: readonly Message[],
  knowledge: Pick<Knowledge, 'match' | 'entry' | 'intent'>,
): Promise<Suggestions> {
  const about = openQuestion(messages);
  if (about === undefined) return { items: [] };
  const { candidates } = await knowledge.match(about.text);
  const seen = new Set<string>();
  const items = candidates.flatMap(({ id, kind, score, outcomeChance }) => {
    const intent = kind === 'intent' ? knowledge.intent(id) : undefined;
    const entryId = intent === undefined ? id : 'entry' in intent ? intent.entry : undefined;
    const entry = entryId === undefined ? undefined : knowledge.entry(entryId);
    const confidence = Math.max(score, outcomeChance);
    if (entry === undefined || seen.has(entry.id) || confidence < leastConfidence) return [];
    seen.add(entry.id);
    return [{ entryId: entry.id, title: entry.question, text: entry.answer, confidence }];
  });
  items.sort((a, b) => b.confidence - a.confidence);
  return { about, items: items.slice(0, mostSuggested) };
}
