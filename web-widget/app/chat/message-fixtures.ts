import type { Message } from '../../../src/contract/messages.js';

/** For tests: a message of conversation `c1`, sent `minute` minutes after noon. */
export function messageOf(sequence: number, fields: Partial<Message> = {}, minute = sequence): Message {
  return {
    id: `m${sequence}`,
    conversationId: 'c1',
    sequence,
    from: 'bot',
    type: 'text',
    text: `第 ${sequence} 条`,
    createdAt: new Date(2026, 10, 21, 12, minute).toISOString(),
    ...fields,
  };
}
