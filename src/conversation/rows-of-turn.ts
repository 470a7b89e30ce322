import { definedOnly } from '../platform/defined-only.js';
import type { OfferCandidate } from './evidence.js';
import type { Turn } from './turn-store.js';

/** The row of an offer that a turn shows. */
export function offerRow(offer: OfferCandidate, { person, conversationId }: Turn) {
  return {
    id: offer.offerId,
    customerId: person.customerId ?? '',
    conversationId,
    couponId: offer.couponRowId,
    reason: offer.coupon.reason ?? '',
    propensity: offer.propensity,
    ...definedOnly('campaignId', offer.campaignId),
  };
}

/** The row of an offer that an agent makes. */
export function agentOfferRow(offer: OfferCandidate & { customerId: string }, conversationId: string) {
  return {
    id: offer.offerId,
    customerId: offer.customerId,
    conversationId,
    couponId: offer.couponRowId,
    reason: offer.coupon.reason ?? '',
    propensity: offer.propensity,
    ...definedOnly('campaignId', offer.campaignId),
  };
}

/** The row by which all advertising ends. */
export function noMarketingRow({ person }: Turn) {
  return {
    visitorId: person.visitorId,
    ...definedOnly('customerId', person.customerId),
    purpose: 'marketing' as const,
    granted: false,
    source: 'chat' as const,
  };
}

/** The row of a consent that was given or declined in the chat. */
export function consentRow(granted: boolean, { person }: Turn) {
  return {
    visitorId: person.visitorId,
    ...definedOnly('customerId', person.customerId),
    purpose: 'personalization' as const,
    granted,
    source: 'chat' as const,
  };
}
