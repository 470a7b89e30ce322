import type { Carrier, TrackingStep } from './demo-records.js';
import type { Place } from './places.js';
import type { Random } from './random.js';
import { isBigSale } from './season.js';
import { atHour, dayNumber, hour, hourOf, minute } from './shanghai-time.js';

/** 青禾杭州仓, the bonded warehouse in Ningbo, or straight from abroad. */
export type Origin = 'hangzhou' | 'bonded' | 'overseas';

export interface DeliveryRequest {
  paidAt: number;
  place: Place;
  district: string | undefined;
  origin: Origin;
  carrier: Carrier;
  /** The parcel gets stuck on the way. */
  delayed: boolean;
}

export interface Delivery {
  shippedAt: number;
  deliveredAt: number;
  trackingNumber: string;
  /** All steps of the way, those of the future included, in order. */
  steps: TrackingStep[];
}

const origins: Record<Origin, { city: string; warehouse: string; hub: string }> = {
  hangzhou: { city: '杭州', warehouse: '青禾杭州仓', hub: '杭州转运中心' },
  bonded: { city: '宁波', warehouse: '宁波保税仓', hub: '宁波转运中心' },
  overseas: { city: '宁波', warehouse: '海外仓', hub: '宁波转运中心' },
};

/** 现货 48 小时内发出，16:00 前付款通常当天发；大促 72 小时内. */
function shippingTime(paidAt: number, random: Random): number {
  const paidDay = dayNumber(paidAt);
  const sameDay = hourOf(paidAt) < 16 && random.chance(0.85);
  const wait = (sameDay ? 0 : 1) + (isBigSale(paidDay) && random.chance(0.5) ? 1 : 0);
  return wait === 0
    ? atHour(paidDay, random.between(17, 21.5))
    : atHour(paidDay + wait, random.between(10, 20));
}

/** Days on the way; 江浙沪皖 1–2，其他 2–4，偏远 5–8，保税仓 3–7，海外直邮 10–20. */
function transitDays({ place, origin }: DeliveryRequest, random: Random): number {
  if (origin === 'overseas') return random.int(10, 18);
  if (origin === 'bonded') return place.reach === 'remote' ? random.int(5, 7) : random.int(3, 5);
  if (place.reach === 'near') return random.int(1, 2);
  return place.reach === 'far' ? random.int(2, 4) : random.int(5, 8);
}

const trackingPrefix: Record<Carrier, string> = { 中通快递: 'ZT', 京东物流: 'JDX', 顺丰速运: 'SFX' };

/** Plans the whole way of a parcel from payment to the door. */
export function planDelivery(request: DeliveryRequest, random: Random): Delivery {
  const shippedAt = shippingTime(request.paidAt, random);
  const arrivesOn = dayNumber(shippedAt) + transitDays(request, random);
  const planned = atHour(arrivesOn, random.between(9.5, 19.5));
  const deliveredAt = request.delayed ? planned + random.int(3, 5) * 24 * hour : planned;
  return {
    shippedAt,
    deliveredAt,
    trackingNumber: inventTrackingNumber(request.carrier, random),
    steps: describeWay({ ...request, shippedAt, plannedAt: planned, deliveredAt }, random),
  };
}

/** A number with the right look that belongs to nobody: real ones have other prefixes. */
export function inventTrackingNumber(carrier: Carrier, random: Random): string {
  return `${trackingPrefix[carrier]}${random.int(100000, 999999)}${random.int(100000, 999999)}`;
}

export interface Way extends Omit<DeliveryRequest, 'paidAt'> {
  shippedAt: number;
  /** When the parcel should have arrived. */
  plannedAt: number;
  deliveredAt: number;
}

/** The tracking texts of a parcel, in order, from the warehouse to the signature. */
export function describeWay(way: Way, random: Random): TrackingStep[] {
  const { city, warehouse, hub } = origins[way.origin];
  const there = `【${way.place.city}${way.district ?? ''}】`;
  const farHub =
    way.place.hub === '' || `${way.place.hub}转运中心` === hub ? undefined : `${way.place.hub}转运中心`;
  const stationAt = way.deliveredAt - random.between(4, 6) * hour;
  const travel = Math.max(2 * hour, (way.delayed ? way.plannedAt - 5 * hour : stationAt) - way.shippedAt);
  const steps: [number, string][] = [
    [way.shippedAt, `包裹已从【${warehouse}】发出，等待${way.carrier}揽收`],
    ...customs(way),
    [way.shippedAt + 0.36 * travel, `【${city}】${way.carrier}已揽收`],
    [way.shippedAt + 0.45 * travel, `快件已到达【${hub}】`],
  ];
  if (farHub) {
    steps.push([way.shippedAt + 0.52 * travel, `快件离开【${hub}】，发往【${farHub}】`]);
    steps.push([way.shippedAt + 0.84 * travel, `快件已到达【${farHub}】`]);
  }
  if (way.delayed) {
    const stuckAt = way.shippedAt + travel + random.between(1, 4) * hour;
    steps.push([stuckAt, `受运力影响，快件在【${farHub ?? hub}】等待中转，我们已催促${way.carrier}`]);
    steps.push([stationAt - 8 * hour, `快件离开【${farHub ?? hub}】，发往${there}`]);
  }
  steps.push([stationAt, `快件已到达${there}营业部`]);
  steps.push([way.deliveredAt - random.between(60, 170) * minute, '快递员正在派送，请保持电话畅通']);
  steps.push([way.deliveredAt, random.pick(signatures)]);
  return steps.map(([at, text]) => ({ at: new Date(Math.round(at)), text }));
}

function customs({ origin, shippedAt, plannedAt }: Way): [number, string][] {
  if (origin === 'hangzhou') return [];
  return [
    [shippedAt + 0.12 * (plannedAt - shippedAt), '已向海关申报，等待放行'],
    [shippedAt + 0.24 * (plannedAt - shippedAt), '海关已放行'],
  ];
}

const signatures = [
  '已签收，签收人：本人',
  '已签收，签收人：家人',
  '已送达，按约定放在家门口',
  '已由驿站代收，请凭取件码领取',
  '已签收，感谢您的耐心等待',
] as const;
