import { useRef } from 'preact/hooks';
import type { CouponItem } from '../../../../src/contract/cards.js';
import { now } from '../clock.js';
import { useWidget } from '../context.js';
import { live, useAfter, useSignal } from '../live.js';
import { showToast } from '../toast.jsx';
import { Ticket } from './ticket.jsx';

/** An offered coupon: what it is, why it is shown, and one tap to take it or to refuse it. */
export const CouponCard = live(function CouponCard({ coupon }: { coupon: CouponItem }) {
  const { chat, panelOpen, t } = useWidget();
  const box = useRef<HTMLDivElement>(null);
  const waiting = useSignal(false);
  const { offerId } = coupon;
  const remembered = offerId ? chat.offers.value[offerId] : undefined;
  const late = coupon.state === 'offered' && Date.parse(coupon.validUntil) <= now.value;
  const state = remembered?.state ?? (late ? 'expired' : coupon.state);
  const code = remembered?.code ?? coupon.code;

  useAfter([offerId, panelOpen.value], () => {
    if (!offerId || !box.current || !panelOpen.value) return;
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting) || document.hidden) return;
        watch.disconnect();
        void chat.respond(offerId, 'opened');
      },
      { threshold: 0.6 },
    );
    watch.observe(box.current);
    return () => watch.disconnect();
  });

  async function respond(response: 'accepted' | 'dismissed'): Promise<void> {
    if (!offerId || waiting.value) return;
    waiting.value = true;
    if (!(await chat.respond(offerId, response))) showToast(t.actionFailed);
    waiting.value = false;
  }

  if (state === 'dismissed') {
    return (
      <div class="because">
        <s>{coupon.title}</s>
        <span>{t.dismissed}</span>
      </div>
    );
  }
  return (
    <div class="coupon" ref={box}>
      <Ticket coupon={{ ...coupon, state, ...(code ? { code } : {}) }} />
      {coupon.reason && (
        <p class="because">
          <b>{t.because}</b>
          {coupon.reason}
        </p>
      )}
      {state === 'offered' && offerId && (
        <div class="coupon-choice">
          <button type="button" class="solid" disabled={waiting.value} onClick={() => respond('accepted')}>
            {t.claim}
          </button>
          <button type="button" class="quiet" disabled={waiting.value} onClick={() => respond('dismissed')}>
            {t.noThanks}
          </button>
        </div>
      )}
    </div>
  );
});
