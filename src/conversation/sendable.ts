import type { Sendable } from '../contract/agent-tools.js';
import type { Card, OrderItem, ProductItem } from '../contract/cards.js';
import type { StaffCard } from '../contract/staff-socket.js';
import { conflict, notFound } from '../platform/errors.js';
import type { OfferCandidate } from './evidence.js';

/** Shown to choose from. */
const productsShown = 20;
const ordersShown = 30;

/** What there is to send. Supplied by customers and marketing. */
export interface SendableFacts {
  /** Products on sale whose title holds all words; without words the newest. */
  findProducts(search: string, limit: number): Promise<ProductItem[]>;
  product(productId: string): Promise<ProductItem | undefined>;
  orders(customerId: string, limit: number): Promise<OrderItem[]>;
  /** Coupons that this customer may have now: within caps, budget, validity and tier, never one they dismissed. */
  offers(customerId: string): Promise<OfferCandidate[]>;
  declinedMarketing(customerId: string): Promise<boolean>;
}

/** The person at the other end; without a customer there are neither orders nor coupons. */
interface Receiver {
  customerId?: string;
}

export type SendableCards = ReturnType<typeof createSendable>;

/** Cards that an agent can send, and the check that this one may be sent to this shopper. */
export function createSendable(facts: SendableFacts) {
  const notKnown = '这位顾客还没有登录，暂时看不到订单和可用的券。';

  return {
    async list({ customerId }: Receiver, kind: StaffCard['kind'], search: string): Promise<Sendable> {
      if (kind === 'product') {
        const products = await facts.findProducts(search, productsShown);
        return { items: products.map((product) => ({ kind: 'product', product })) };
      }
      if (customerId === undefined) return { items: [], notice: notKnown };
      if (kind === 'order') {
        const orders = await facts.orders(customerId, ordersShown);
        return {
          items: orders.filter((order) => holds(order, search)).map((order) => ({ kind: 'order', order })),
        };
      }
      const [offers, declined] = await Promise.all([
        facts.offers(customerId),
        facts.declinedMarketing(customerId),
      ]);
      return {
        items: offers
          .filter(({ coupon }) => `${coupon.title} ${coupon.conditions}`.includes(search))
          .map(({ coupon: { offerId: _, ...coupon } }) => ({ kind: 'coupon', coupon })),
        ...(declined ? { notice: '这位顾客不想收到营销消息，只在对方主动问起时再发券。' } : {}),
      };
    },

    /**
     * The card for what an agent chose, with the offer to be stored with a coupon's message.
     * @throws AppError `not-found` for a product that is not sold, or an order of somebody else; `conflict` for a
     *   coupon that this customer may not have (any more)
     */
    async card(
      { customerId }: Receiver,
      chosen: StaffCard,
    ): Promise<{ card: Card; offer?: OfferCandidate & { customerId: string } }> {
      if (chosen.kind === 'product') {
        const product = await facts.product(chosen.productId);
        if (!product) throw notFound('这件商品已经下架，换一件吧。');
        return { card: { kind: 'product', product } };
      }
      if (customerId === undefined) throw conflict(notKnown);
      if (chosen.kind === 'order') {
        const orders = await facts.orders(customerId, ordersShown);
        const order = orders.find(({ orderId }) => orderId === chosen.orderId);
        if (!order) throw notFound('没有找到这位顾客的这笔订单。');
        return { card: { kind: 'order', order } };
      }
      const offer = (await facts.offers(customerId)).find(
        ({ coupon }) => coupon.couponId === chosen.couponId,
      );
      if (!offer) throw conflict('这张券现在发不了：可能已领完、过期，或这位顾客不符合条件。');
      return { card: { kind: 'coupon', coupon: offer.coupon }, offer: { ...offer, customerId } };
    },
  };
}

function holds({ orderId, lines, statusText }: OrderItem, search: string): boolean {
  const words = `${orderId} ${statusText} ${lines.map(({ title }) => title).join(' ')}`.toLowerCase();
  return words.includes(search.toLowerCase());
}
