import { type Delivery, type DeliveryRequest, type Origin, planDelivery } from './delivery.js';
import type { Carrier, DemoOrder, DemoOrderLine, OrderStatus, ShipTo } from './demo-records.js';
import type { Choice } from './habits.js';
import type { Place } from './places.js';
import { discountOf, priceOn, shippingFee } from './prices.js';
import type { Random } from './random.js';
import { day, dayNumber, minute } from './shanghai-time.js';

/** What becomes of an order in the end, if time does not stop it before. */
export type Fate = 'kept' | 'delayed' | 'returned' | 'cancelled' | 'abandoned';

export interface OrderRequest {
  customerExternalId: string;
  createdAt: number;
  place: Place;
  choices: readonly Choice[];
  fate: Fate;
  express: boolean;
  hasCoupon: boolean;
  hasBirthdayCoupon: boolean;
  /** Picks the buyer's own size; 0 to 1. */
  sizeRank: number;
  /** Both given by a persona's script instead of being planned. */
  carrier?: Carrier;
  delivery?: Delivery;
  /** Percent above the price of the day that were paid. */
  paidAbovePercent?: number;
  /** Whether the parcel has been confirmed as received, once it is there. */
  confirmed?: boolean;
}

/** An order that has no number yet. */
export type OpenOrder = Omit<DemoOrder, 'externalId'>;

/** 未付款订单保留 30 分钟. */
export const unpaidKept = 30 * minute;

/** Builds an order as it stands at `now`; what would happen later is left out. */
export function buildOrder(request: OrderRequest, now: number, random: Random): OpenOrder {
  const shipTo = shipToOf(request.place, random);
  const carrier = request.carrier ?? chooseCarrier(request, random);
  const paidAt = request.createdAt + random.between(0.4, 14) * minute;
  const plan: DeliveryRequest = {
    paidAt,
    place: request.place,
    district: shipTo.district,
    origin: originOf(request.choices),
    carrier,
    delayed: request.fate === 'delayed',
  };
  const delivery = request.delivery ?? planDelivery(plan, random);
  const moments = withConfirmation(request, momentsOf(request, paidAt, delivery, random), delivery);
  const isPaid = request.fate !== 'abandoned' && paidAt <= now;
  const isShipped = isPaid && request.fate !== 'cancelled' && delivery.shippedAt <= now;
  const isDelivered = isShipped && delivery.deliveredAt <= now;
  return {
    customerExternalId: request.customerExternalId,
    status: statusAt(now, request, { ...moments, isPaid, isShipped, isDelivered }),
    createdAt: new Date(request.createdAt),
    ...(isPaid ? { paidAt: new Date(paidAt) } : {}),
    ...(isShipped
      ? { shippedAt: new Date(delivery.shippedAt), carrier, trackingNumber: delivery.trackingNumber }
      : {}),
    ...(isDelivered ? { deliveredAt: new Date(delivery.deliveredAt) } : {}),
    shipTo,
    ...moneyOf(request, random),
    tracking: isShipped ? delivery.steps.filter((step) => step.at.getTime() <= now) : [],
  };
}

interface Moments {
  completedAt: number;
  refundAskedAt: number;
  refundedAt: number;
}

function momentsOf(
  { fate }: OrderRequest,
  paidAt: number,
  { deliveredAt }: Delivery,
  random: Random,
): Moments {
  const completedAt = deliveredAt + (random.chance(0.4) ? random.between(0.3, 4) : 7) * day;
  if (fate !== 'returned') return { completedAt, refundAskedAt: Infinity, refundedAt: Infinity };
  const refundAskedAt = Math.max(deliveredAt, paidAt) + random.between(0.4, 4.5) * day;
  return { completedAt: Infinity, refundAskedAt, refundedAt: refundAskedAt + random.between(4, 8) * day };
}

function withConfirmation({ confirmed }: OrderRequest, moments: Moments, { deliveredAt }: Delivery): Moments {
  if (confirmed === undefined) return moments;
  return { ...moments, completedAt: confirmed ? deliveredAt : Infinity };
}

type Progress = Moments & { isPaid: boolean; isShipped: boolean; isDelivered: boolean };

function statusAt(now: number, { createdAt, fate }: OrderRequest, progress: Progress): OrderStatus {
  if (!progress.isPaid) return now - createdAt < unpaidKept ? 'unpaid' : 'cancelled';
  if (fate === 'cancelled') return 'cancelled';
  if (!progress.isShipped) return 'paid';
  if (!progress.isDelivered) return 'shipped';
  if (now >= progress.refundedAt) return 'refunded';
  if (now >= progress.refundAskedAt) return 'refunding';
  return now >= progress.completedAt ? 'completed' : 'delivered';
}

function moneyOf(
  request: OrderRequest,
  random: Random,
): Pick<DemoOrder, 'lines' | 'itemsMinor' | 'shippingMinor' | 'discountMinor' | 'totalMinor'> {
  const dayNo = dayNumber(request.createdAt);
  const lines = request.choices.map((choice) => lineOf(choice, dayNo, request, random));
  const itemsMinor = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  const shippingMinor = shippingFee(itemsMinor, request.place.province, request.express);
  const { hasCoupon, hasBirthdayCoupon } = request;
  const discountMinor = discountOf({ itemsMinor, dayNo, hasCoupon, hasBirthdayCoupon });
  return {
    lines,
    itemsMinor,
    shippingMinor,
    discountMinor,
    totalMinor: itemsMinor + shippingMinor - discountMinor,
  };
}

function lineOf(
  { entry, quantity }: Choice,
  dayNo: number,
  { sizeRank, paidAbovePercent = 0 }: OrderRequest,
  random: Random,
): DemoOrderLine {
  const { product } = entry;
  const colours = [product.attributes.颜色 ?? []].flat();
  const sizes = [product.attributes.尺码 ?? []].flat();
  const size = sizes[Math.round(sizeRank * (sizes.length - 1))];
  const variant = [colours.length > 0 ? random.pick(colours) : undefined, size].filter(Boolean).join(' / ');
  return {
    productExternalId: product.externalId,
    title: product.title,
    quantity,
    unitPriceMinor: Math.round((priceOn(product, dayNo) * (100 + paidAbovePercent)) / 1000) * 10,
    ...(variant === '' ? {} : { variant }),
  };
}

function shipToOf({ province, city, districts }: Place, random: Random): ShipTo {
  return districts.length === 0 ? { province, city } : { province, city, district: random.pick(districts) };
}

/** 生鲜用顺丰冷链；其他由中通或京东配送，加 12 元可升级顺丰. */
function chooseCarrier({ choices, express }: OrderRequest, random: Random): Carrier {
  if (express || choices.some(({ entry }) => entry.product.category === '生鲜果蔬')) return '顺丰速运';
  return random.chance(0.6) ? '中通快递' : '京东物流';
}

function originOf(choices: readonly Choice[]): Origin {
  const { product } = (choices[0] as Choice).entry;
  if (!product.crossBorder) return 'hangzhou';
  return product.title.includes('海外直邮') ? 'overseas' : 'bonded';
}

const returnRates: Readonly<Record<string, number>> = {
  女装: 0.08,
  男装: 0.06,
  鞋靴: 0.07,
  童装: 0.04,
  数码配件: 0.03,
};
const otherReturnRate = 0.012;

/** Draws what becomes of an order: clothes and shoes come back more often than food. */
export function drawFate(choices: readonly Choice[], random: Random): Fate {
  const returnRate = Math.max(
    ...choices.map(({ entry }) => returnRates[entry.product.category] ?? otherReturnRate),
  );
  const fates = { abandoned: 0.028, cancelled: 0.018, delayed: 0.014, returned: returnRate } as const;
  let rest = random.next();
  for (const [fate, probability] of Object.entries(fates) as [Fate, number][]) {
    rest -= probability;
    if (rest < 0) return fate;
  }
  return 'kept';
}
