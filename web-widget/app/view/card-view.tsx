import { useEffect } from 'preact/hooks';
import type { Card } from '../../../src/contract/cards.js';
import type { Message } from '../../../src/contract/messages.js';
import { useWidget } from './context.js';
import { Dots } from './dots.jsx';
import { type Cards, lateCards } from './late-parts.js';
import { showToast } from './toast.jsx';

/** Cards that need the whole width of the panel. */
export function isWide(card: Card): boolean {
  return card.kind === 'productList' || card.kind === 'comparison' || card.kind === 'coupon';
}

/**
 * Draws a card, fetching what draws cards at the first. `cards` comes from the log, which is then drawn in one go and
 * can follow what grows. Quick replies are drawn below the row.
 */
export function CardView({ message, card, cards }: { message: Message; card: Card; cards: Cards }) {
  if (card.kind === 'quickReplies') return null;
  if (!cards) return <NoCardYet />;
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

/** Until the cards' part has come: dots, or the way to try again. The connection's return tries by itself. */
function NoCardYet() {
  const { chat, t } = useWidget();
  const online = chat.connection.value === 'online';
  useEffect(() => {
    if (online) void lateCards.load();
  }, [online]);

  async function retry(): Promise<void> {
    if (!(await lateCards.load())) showToast(t.loadFailed);
  }
  if (!lateCards.failed.value) return <Dots />;
  return (
    <button type="button" class="quiet" onClick={retry}>
      {t.loadFailed} · {t.retry}
    </button>
  );
}
