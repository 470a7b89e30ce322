import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { CouponItem } from '../../../../src/contract/cards.js';
import { now } from '../clock.js';
import { useWidget } from '../context.js';
import { showToast } from '../toast.jsx';
import { CouponFace } from './coupon-face.jsx';
import { respondToOffer } from './offer-response.js';

/** An offered coupon as it stands: seen once it is in sight, taken or refused by a tap. */
export function CouponCard({ coupon }: { coupon: CouponItem }) {
  const { chat, panelOpen, t, locale } = useWidget();
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

  return (
    <CouponFace
      coupon={{ ...coupon, state, ...(code ? { code } : {}) }}
      locale={locale}
      box={box}
      {...(offerId ? { choice: { waiting: waiting.value, respond } } : {})}
    />
  );
}
