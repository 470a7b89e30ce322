import type { Card } from '../../../src/contract/cards.js';
import type { Message } from '../../../src/contract/messages.js';
import { text } from '../strings.js';

/** A card in a few words, for rows and summaries. */
export function cardWords(card: Card): string {
  const name = text.card[card.kind];
  switch (card.kind) {
    case 'product':
      return `[${name}] ${card.product.title}`;
    case 'order':
      return `[${name}] ${card.order.orderId}`;
    case 'coupon':
      return `[${name}] ${card.coupon.title}`;
    case 'productList':
    case 'comparison':
    case 'quickReplies':
    case 'satisfaction':
    case 'dataExport':
      return `[${name}]`;
    default:
      return card satisfies never;
  }
}

/** One line for a message of any type. */
export function previewOf(message: Message): string {
  switch (message.type) {
    case 'text':
    case 'event':
      return message.text ?? '';
    case 'card':
      return message.card === undefined ? (message.text ?? '') : cardWords(message.card);
    case 'image':
      return `[${text.thread.image}]`;
    case 'file':
      return `[${text.thread.file}]`;
    default:
      return message.type satisfies never;
  }
}
