import type { Card } from '../../../src/contract/cards.js';

/** What a card says, in plain lines, for when what draws it cannot be had. Empty where only its buttons matter. */
export function cardText(card: Card): string {
  return linesOf(card)
    .filter((line) => line)
    .join('\n');
}

function linesOf(card: Card): (string | undefined)[] {
  switch (card.kind) {
    case 'product':
      return [card.product.title, card.product.reason];
    case 'productList':
    case 'comparison':
      return card.products.map(({ title }) => title);
    case 'order': {
      const { orderId, statusText, carrier, trackingNumber } = card.order;
      return [orderId, statusText, carrier, trackingNumber];
    }
    case 'coupon': {
      const { headline, title, conditions, code } = card.coupon;
      return [headline, title, conditions, code];
    }
    default:
      return [];
  }
}
