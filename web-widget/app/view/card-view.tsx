import type { Card } from '../../../src/contract/cards.js';
import type { Message } from '../../../src/contract/messages.js';
import { cardText } from './card-text.js';
import { type Cards, lateCards } from './late-parts.js';
import { PartGap } from './part-gap.jsx';

/** Cards that need the whole width of the panel. */
export function isWide(card: Card): boolean {
  return card.kind === 'productList' || card.kind === 'comparison' || card.kind === 'coupon';
}

/**
 * Draws a card, fetching what draws cards at the first. `cards` comes from the log, which is then drawn in one go and
 * can follow what grows. Where it cannot be had, the words of the card stand there. Quick replies are drawn below the row.
 */
export function CardView({ message, card, cards }: { message: Message; card: Card; cards: Cards }) {
  if (card.kind === 'quickReplies') return null;
  if (!cards) return <PartGap part={lateCards} text={cardText(card)} />;
  switch (card.kind) {
    case 'product':
      return <cards.ProductCard product={card.product} />;
    case 'productList':
      return <cards.ProductList title={card.title} products={card.products} />;
    case 'comparison':
      return <cards.ComparisonCard products={card.products} rows={card.rows} />;
    case 'order':
      return <cards.OrderCard order={card.order} />;
    case 'coupon':
      return <cards.CouponCard coupon={card.coupon} />;
    case 'dataExport':
      return <cards.DataExportCard />;
    case 'satisfaction':
      return <cards.SatisfactionCard message={message} asked={card} />;
  }
}
