import type { CannedReply } from '../../../src/contract/agent-tools.js';

/** Blanks that are filled in from the conversation; any other `{…}` is left for the agent to fill. */
export const replyVariables = ['顾客称呼', '订单号', '客服昵称', '店铺名'] as const;
/** What they stand for in one conversation; absent: not known. */
export type ReplyFacts = Partial<Record<(typeof replyVariables)[number], string>>;

const mostShown = 8;
const gap = /\{([^{}\n]{1,12})\}/g;

/**
 * The replies that fit what was typed after `/`: by title, category, first letters of the syllables, then by what is in
 * them. Without words, one's own first.
 */
export function findReplies(replies: readonly CannedReply[], typed: string): CannedReply[] {
  const words = typed.trim().toLowerCase();
  if (words === '')
    return [...replies].sort((a, b) => rankOfScope(a) - rankOfScope(b)).slice(0, mostShown * 4);
  return replies
    .map((reply) => ({ reply, rank: rankOf(reply, words) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank || rankOfScope(a.reply) - rankOfScope(b.reply))
    .slice(0, mostShown)
    .map(({ reply }) => reply);
}

const rankOfScope = ({ scope }: CannedReply): number => (scope === 'personal' ? 0 : 1);

function rankOf({ title, category, text, initials }: CannedReply, words: string): number {
  const name = title.toLowerCase();
  if (name.startsWith(words)) return 0;
  if (initials.startsWith(words)) return 1;
  if (name.includes(words)) return 2;
  if (category.toLowerCase().startsWith(words)) return 3;
  if (initials.includes(words)) return 4;
  return text.toLowerCase().includes(words) ? 5 : Number.POSITIVE_INFINITY;
}

/** Puts what is known into the blanks; what is not known stays as it is written, for the agent to fill in. */
export function fillReply(text: string, facts: ReplyFacts): string {
  return text.replace(gap, (whole, name: string) => facts[name as keyof ReplyFacts] ?? whole);
}

/** The blanks that are left, `{时间}`, as they stand and where. */
export function gapsIn(text: string): { words: string; from: number; until: number }[] {
  return [...text.matchAll(gap)].map((match) => ({
    words: match[0],
    from: match.index,
    until: match.index + match[0].length,
  }));
}

/**
 * What is being typed right before the cursor after a mark such as `/` or `@`. For `/` the mark opens a line or follows
 * a space, so that "1/2" and addresses are left alone.
 */
export function typedAfter(mark: '/' | '@', text: string, cursor: number): string | undefined {
  const before = text.slice(0, cursor);
  const found = mark === '/' ? /(?:^|\s)\/([^\s/]{0,20})$/.exec(before) : /@([^\s@]{0,12})$/.exec(before);
  return found?.[1];
}
