import type { Message } from '../../../src/contract/messages.js';

const isNews = (message: Message): boolean => message.from !== 'shopper' && message.type !== 'event';

/** How many messages by others came after `readThrough`. */
export function countUnread(messages: readonly Message[], readThrough: number): number {
  return messages.filter((message) => message.sequence > readThrough && isNews(message)).length;
}

/** Where the line "new messages" goes; undefined when nothing is new. */
export function firstUnread(messages: readonly Message[], readThrough: number): number | undefined {
  return messages.find((message) => message.sequence > readThrough && isNews(message))?.sequence;
}

/**
 * What a device that sees this conversation for the first time takes as read: a greeting is no news, but an answer to
 * something that the shopper wrote elsewhere is.
 */
export function readAtFirstSight(messages: readonly Message[]): number {
  const own = messages.findLast((message) => message.from === 'shopper');
  return own?.sequence ?? messages.at(-1)?.sequence ?? 0;
}
