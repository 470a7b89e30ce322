import type { CouponItem } from '../../../../src/contract/cards.js';
import type { Locale } from '../../../frame-protocol.js';
import { fill, wordsIn } from '../../strings/strings.js';
import { showToast } from '../toast.jsx';
import { dateWords } from './card-wording.js';
import { cardWords } from './card-words.js';

/** A coupon as a paper ticket; used in the chat, in the wallet and where a coupon is made. */
export function Ticket({ coupon, locale }: { coupon: CouponItem; locale: Locale }) {
  const words = wordsIn(cardWords, locale);
  const { code } = coupon;
  const mark = stamp(coupon.state, words);

  async function copy(): Promise<void> {
    if (!code) return;
    const done = await navigator.clipboard?.writeText(code).then(
      () => true,
      () => false,
    );
    showToast(done ? words.copied : code);
  }
  return (
    <div class={`ticket ticket-${coupon.state}`}>
      <div class={coupon.headline.length > 5 ? 'headline long' : 'headline'}>{coupon.headline}</div>
      <div class="ticket-words">
        {mark && <b class="stamp">{mark}</b>}
        <strong>{coupon.title}</strong>
        <span>{coupon.conditions}</span>
        <span>{fill(words.validUntil, dateWords(coupon.validUntil, locale))}</span>
        {code && coupon.state === 'claimed' && (
          <span class="code">
            <code>{code}</code>
            <button type="button" onClick={copy}>
              {words.copy}
            </button>
          </span>
        )}
      </div>
    </div>
  );
}

function stamp(
  state: CouponItem['state'],
  words: Record<keyof typeof cardWords, string>,
): string | undefined {
  if (state === 'claimed') return words.claimed;
  if (state === 'redeemed') return words.redeemed;
  return state === 'expired' ? words.expired : undefined;
}
