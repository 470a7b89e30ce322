import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { CouponItem } from '../../../../src/contract/cards.js';
import { wordsIn } from '../../strings/strings.js';
import { now } from '../clock.js';
import { useWidget } from '../context.js';
import { showToast } from '../toast.jsx';
import { cardWords } from './card-words.js';
import { respondToOffer } from './offer-response.js';
import { Ticket } from './ticket.jsx';

/** An offered coupon: what it is, why it is shown, and one tap to take it or to refuse it. */
export function CouponCard({ coupon }: { coupon: CouponItem }) {
  const { chat, panelOpen, t, locale } = useWidget();
  const words = wordsIn(cardWords, locale);
  const box = useRef<HTMLDivElement>(null);
  const waiting = useSignal(false);
  const { offerId } = coupon;
  const remembered = offerId ? chat.offers.facts.value[offerId] : undefined;
  const late = coupon.state === 'offered' && Date.parse(coupon.validUntil) <= now.value;
  const state = remembered?.state ?? (late ? 'expired' : coupon.state);
  const code = remembered?.code ?? coupon.code;

  const open = panelOpen.value;
  useEffect(() => {
    if (!offerId || !box.current || !open) return;
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting) || document.hidden) return;
        watch.disconnect();
        void respondToOffer(chat, offerId, 'opened');
      },
      { threshold: 0.6 },
    );
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [offerId, open, chat]);

  async function respond(response: 'accepted' | 'dismissed'): Promise<void> {
    if (!offerId || waiting.value) return;
    waiting.value = true;
    if (!(await respondToOffer(chat, offerId, response))) showToast(t.actionFailed);
    waiting.value = false;
  }

  if (state === 'dismissed') {
    return (
      <div class="because">
        <s>{coupon.title}</s>
        <span>{words.dismissed}</span>
      </div>
    );
  }
  return (
    <div class="coupon" ref={box}>
      <Ticket coupon={{ ...coupon, state, ...(code ? { code } : {}) }} />
      {coupon.reason && (
        <p class="because">
          <b>{words.because}</b>
          {coupon.reason}
        </p>
      )}
      {state === 'offered' && offerId && (
        <div class="coupon-choice">
          <button type="button" class="solid" disabled={waiting.value} onClick={() => respond('accepted')}>
            {words.claim}
          </button>
          <button type="button" class="quiet" disabled={waiting.value} onClick={() => respond('dismissed')}>
            {words.noThanks}
          </button>
        </div>
      )}
    </div>
  );
}
