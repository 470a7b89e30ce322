import { unauthenticated } from '../platform/errors.js';

type Answer = 'accepted' | 'dismissed' | 'opened';

export interface OfferAnswersNeeds {
  /** The ledger. @throws AppError with a sentence why not */
  respond: (
    customerId: string,
    offerId: string,
    answer: Answer,
    now: Date,
    device?: string,
  ) => Promise<{ code?: string }>;
  settleOfferCard: (
    conversationId: string,
    offerId: string,
    settled: { state: 'claimed' | 'dismissed'; code?: string },
  ) => Promise<void>;
  clock: () => Date;
}

/**
 * A tap on the card of an offer: the ledger decides, then the card in the conversation shows what became of it.
 * @throws AppError `unauthenticated` for somebody who has not signed in
 */
export function createOfferAnswers({ respond, settleOfferCard, clock }: OfferAnswersNeeds) {
  return async function answer(
    {
      conversationId,
      customerId,
      visitorId,
    }: { conversationId: string; customerId?: string | undefined; visitorId?: string },
    offerId: string,
    said: Answer,
  ): Promise<{ code?: string }> {
    if (!customerId) throw unauthenticated('登录后才能领取优惠券。');
    const result = await respond(customerId, offerId, said, clock(), visitorId);
    if (said !== 'opened') {
      const state = said === 'accepted' ? 'claimed' : 'dismissed';
      await settleOfferCard(conversationId, offerId, { state, ...result });
    }
    return result;
  };
}
