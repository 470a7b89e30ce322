import type { CampaignDelivery, CampaignView } from '../../../../src/contract/campaigns.js';
import type { SegmentView } from '../../../../src/contract/segments.js';
import { campaignText } from '../../strings-campaigns.js';
import { localIn } from '../coupons/shop-time.js';
import type { DeliveryDraft } from './campaign-draft.js';

const words = campaignText;

/** "12%" of a share from 0 to 1. */
export const shareWords = (share: number): string => `${Math.round(share * 1000) / 10}%`;

/** "2026-11-22 09:30" on the shop's clock. */
export const momentWords = (iso: string, timeZone: string): string =>
  localIn(iso, timeZone).replace('T', ' ');

/** Whom a campaign is for, in one line. */
export function audienceWords(
  audience: CampaignView['audience'],
  segments: readonly Pick<SegmentView, 'segmentId' | 'name'>[],
  tierName: (id: string) => string,
): string {
  if (audience.kind === 'everyone') return words.audienceKind.everyone;
  if (audience.kind === 'rule') return words.ownRule;
  if (audience.kind === 'segment') {
    const named = segments.find(({ segmentId }) => segmentId === audience.segmentId);
    return named === undefined ? words.someSegment : words.namedSegment(named.name);
  }
  const { categories, memberTiers, ...numbers } = audience.rule;
  const counted = Object.entries(numbers) as [keyof typeof numbers, number][];
  return [
    ...(categories === undefined ? [] : [words.habitWords.categories(categories.join('、'))]),
    ...(memberTiers === undefined
      ? []
      : [words.habitWords.memberTiers(memberTiers.map(tierName).join('、'))]),
    ...counted.map(([name, value]) => words.habitWords[name](value)),
  ].join('，');
}

/** When people get it, in a few words. */
export function deliveryWords(delivery: CampaignDelivery): string {
  return delivery.kind === 'trigger' ? words.triggers[delivery.on] : words.deliveryKind[delivery.kind];
}

type Way = Pick<DeliveryDraft, 'kind' | 'on'>;
const aboutOrders = ['unpaid-order', 'delivered'];
const aboutProducts = ['abandoned-cart', 'unpaid-order', 'delivered', 'replenishment', 'price-drop'];
const profiling = ['abandoned-cart', 'replenishment', 'price-drop', 'churn-risk'];

/** Whether it is about somebody's own order, and so may not advertise. */
export const isService = ({ kind, on }: Way): boolean => kind === 'trigger' && aboutOrders.includes(on);

/** Which consent the server asks for, in words. */
export function consentWords(way: Way): string {
  if (way.kind === 'chat') return words.consentHint.chat;
  if (isService(way)) return words.consentHint.service;
  const profiled = way.kind === 'trigger' && profiling.includes(way.on);
  return profiled ? words.consentHint.profiling : words.consentHint.marketing;
}

/** What a message of this kind can name; the server refuses others. */
export function variablesFor({ kind, on }: Way, withCoupon: boolean): string[] {
  const happened = kind === 'trigger' ? on : '';
  return [
    '称呼',
    ...(withCoupon ? ['券', '截止'] : []),
    ...(aboutProducts.includes(happened) ? ['商品'] : []),
    ...(aboutOrders.includes(happened) ? ['订单号'] : []),
    ...(happened === 'price-drop' ? ['价格'] : []),
  ];
}

/** A message as somebody would read it, with an example for every variable. */
export function exampleOf(message: string): string {
  return message.replace(
    /\{([^{}]*)\}/g,
    (whole, name: string) => words.variableExample[name.trim()] ?? whole,
  );
}
