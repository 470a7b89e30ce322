import type { QuestionTable } from './document.js';

/** Letters and digits of the longest text that is taken for a mere keyword. */
const longest = 3;
/** A keyword belongs to an outcome when at least this share of the questions that hold it are its own. */
const ownShare = 0.8;
const particles = /[吗呢吧啊呀么嘛]+$/u;

/**
 * A keyword such as 发票 names a subject but asks nothing: where the questions that hold it lead to several places,
 * which one is meant is anybody's guess, however near one of them seems.
 *
 * @param bareText Letters and digits of the normalised query.
 * @returns Whether the query is a keyword that no outcome has nearly to itself.
 */
export function isSharedKeyword(bareText: string, { texts, documentOf, outcomeOf }: QuestionTable): boolean {
  const keyword = bareText.replace(particles, '');
  const size = [...keyword].length;
  if (size === 0 || [...bareText].length > longest) return false;
  const holders = new Map<number, number>();
  let all = 0;
  for (const [question, text] of texts.entries()) {
    if (!text.includes(keyword)) continue;
    const outcome = outcomeOf[documentOf[question] as number] as number;
    holders.set(outcome, (holders.get(outcome) ?? 0) + 1);
    all++;
  }
  return holders.size > 1 && Math.max(...holders.values()) < ownShare * all;
}
