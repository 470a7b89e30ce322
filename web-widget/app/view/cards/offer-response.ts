import type { Chat } from '../../chat/chat.js';

/**
 * What a shopper does with an offer: told to the server and the page, remembered on the device.
 * @returns false when it did not work
 */
export async function respondToOffer(
  { ask, offers, tellPage }: Pick<Chat, 'ask' | 'offers' | 'tellPage'>,
  offerId: string,
  response: 'accepted' | 'dismissed' | 'opened',
): Promise<boolean> {
  const before = offers.facts.value[offerId];
  if (response === 'opened') {
    if (before?.opened) return true;
    offers.set(offerId, { ...before, opened: true });
  }
  const reply = await ask('offer.respond', { offerId, response });
  if (!reply.ok) {
    if (response === 'opened') offers.set(offerId, { ...before });
    return false;
  }
  tellPage('offer', { offerId, response });
  const state = response === 'accepted' ? 'claimed' : 'dismissed';
  const code = reply.code ? { code: reply.code } : {};
  if (response !== 'opened') offers.set(offerId, { ...offers.facts.value[offerId], state, ...code });
  return true;
}
