import type { CouponItem } from '../../../../src/contract/cards.js';
import { fill, type Strings } from '../../strings.js';
import { dateWords } from '../../wording.js';
import { useWidget } from '../context.js';
import { live } from '../live.js';
import { showToast } from '../toast.jsx';

/** A coupon as a paper ticket; used in the chat and in the wallet. */
export const Ticket = live(function Ticket({ coupon }: { coupon: CouponItem }) {
  const { t, locale } = useWidget();
  const { code } = coupon;
  const mark = stamp(coupon.state, t);

  async function copy(): Promise<void> {
    if (!code) return;
    const done = await navigator.clipboard?.writeText(code).then(
      () => true,
      () => false,
    );
    showToast(done ? t.copied : code);
  }
  return (
    <div class={`ticket ticket-${coupon.state}`}>
      <div class={coupon.headline.length > 5 ? 'headline long' : 'headline'}>{coupon.headline}</div>
      <div class="ticket-words">
        {mark && <b class="stamp">{mark}</b>}
        <strong>{coupon.title}</strong>
        <span>{coupon.conditions}</span>
        <span>{fill(t.validUntil, dateWords(coupon.validUntil, locale))}</span>
        {code && coupon.state === 'claimed' && (
          <span class="code">
            <code>{code}</code>
            <button type="button" onClick={copy}>
              {t.copy}
            </button>
          </span>
        )}
      </div>
    </div>
  );
});

function stamp(state: CouponItem['state'], t: Strings): string | undefined {
  if (state === 'claimed') return t.claimed;
  if (state === 'redeemed') return t.redeemed;
  return state === 'expired' ? t.expired : undefined;
}
