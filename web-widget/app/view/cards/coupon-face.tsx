import type { Ref } from 'preact';
import type { CouponItem } from '../../../../src/contract/cards.js';
import type { Locale } from '../../../frame-protocol.js';
import { wordsIn } from '../../strings/strings.js';
import { cardWords } from './card-words.js';
import { Ticket } from './ticket.jsx';

interface CouponFaceProps {
  coupon: CouponItem;
  locale: Locale;
  box?: Ref<HTMLDivElement>;
  /** Absent where there is nobody to take it. */
  choice?: { waiting: boolean; respond: (response: 'accepted' | 'dismissed') => void };
}

/** How a coupon looks in the chat: what it is, why it is shown, and the two answers to it. */
export function CouponFace({ coupon, locale, box, choice }: CouponFaceProps) {
  const words = wordsIn(cardWords, locale);
  if (coupon.state === 'dismissed') {
    return (
      <div class="because">
        <s>{coupon.title}</s>
        <span>{words.dismissed}</span>
      </div>
    );
  }
  return (
    <div class="coupon" ref={box ?? null}>
      <Ticket coupon={coupon} locale={locale} />
      {coupon.reason && (
        <p class="because">
          <b>{words.because}</b>
          {coupon.reason}
        </p>
      )}
      {coupon.state === 'offered' && choice && (
        <div class="coupon-choice">
          <button
            type="button"
            class="solid"
            disabled={choice.waiting}
            onClick={() => choice.respond('accepted')}
          >
            {words.claim}
          </button>
          <button
            type="button"
            class="quiet"
            disabled={choice.waiting}
            onClick={() => choice.respond('dismissed')}
          >
            {words.noThanks}
          </button>
        </div>
      )}
    </div>
  );
}
