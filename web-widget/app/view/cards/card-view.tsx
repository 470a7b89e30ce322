import type { Card } from '../../../../src/contract/cards.js';
import { ComparisonCard } from './comparison-card.jsx';
import { CouponCard } from './coupon-card.jsx';
import { OrderCard } from './order-card.jsx';
import { ProductCard, ProductList } from './product-card.jsx';

/** Cards that need the whole width of the panel. */
export function isWide(card: Card): boolean {
  return card.kind === 'productList' || card.kind === 'comparison' || card.kind === 'coupon';
}

/** Draws a card. Quick replies are drawn below the row; a satisfaction card waits for a server that takes the score. */
export function CardView({ card }: { card: Card }) {
  switch (card.kind) {
    case 'product':
      return <ProductCard product={card.product} />;
    case 'productList':
      return <ProductList title={card.title} products={card.products} />;
    case 'comparison':
      return <ComparisonCard products={card.products} rows={card.rows} />;
    case 'order':
      return <OrderCard order={card.order} />;
    case 'coupon':
      return <CouponCard coupon={card.coupon} />;
    case 'quickReplies':
    case 'satisfaction':
      return null;
  }
}
