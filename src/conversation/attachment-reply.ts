import type { Composed } from './compose.js';
import { type Decision, handOffReply } from './decision.js';
import type { Turn } from './turn-store.js';

const words = {
  image: '收到您发的图片。我还看不懂图，您打几个字告诉我想问什么，或者让人工客服帮您看。',
  file: '收到您发的文件。我还打不开文件，您打几个字告诉我想问什么，或者让人工客服帮您看。',
};

/**
 * The bot cannot look into pictures and files. One that comes without a word asks for words and offers a person; with
 * words beside it, the words are answered and this gives nothing.
 */
export function replyToAttachments(
  turn: Pick<Turn, 'state' | 'texts' | 'attachments'>,
): { decision: Decision; composed: Composed } | undefined {
  const [first] = turn.attachments ?? [];
  if (turn.state !== 'bot' || turn.texts.length > 0 || first === undefined) return undefined;
  const decision: Decision = {
    kind: 'fill-slot',
    missing: 'question',
    upset: false,
    why: 'only pictures or files, no words',
  };
  const text = turn.attachments?.includes('image') ? words.image : words.file;
  return { decision, composed: { messages: [{ type: 'text', text, quickReplies: [handOffReply] }] } };
}
