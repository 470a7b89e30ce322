import type { CouponItem } from '../../../../src/contract/cards.js';
import { wordsIn } from '../../strings/strings.js';
import { useWidget } from '../context.js';
import { lateCards } from '../late-parts.js';
import { useLoad } from './load.js';
import { menuWords } from './menu-words.js';
import { shapes } from './shapes.js';
import { Sheet } from './sheet.jsx';
import { SheetState } from './sheet-state.jsx';

/** The shopper's coupons. The cards are there: who opens this loads them first. */
export function WalletSheet({ onClose }: { onClose: () => void }) {
  const { t, locale } = useWidget();
  const words = wordsIn(menuWords, locale);
  const { state, reload } = useLoad<{ coupons: CouponItem[] }>('wallet');
  const loaded = state.value;
  const Ticket = lateCards.part.value?.Ticket;
  return (
    <Sheet title={words.coupons} onClose={onClose}>
      {loaded === 'loading' && <SheetState shape={shapes.ticket} title={t.connecting} />}
      {loaded === 'failed' && <SheetState shape={shapes.alert} title={t.loadFailed} onRetry={reload} />}
      {typeof loaded === 'object' &&
        (loaded.value.coupons.length === 0 ? (
          <SheetState shape={shapes.ticket} title={words.walletEmpty} />
        ) : (
          <ul class="wallet">
            {loaded.value.coupons.map((coupon) => (
              <li key={coupon.couponId + (coupon.code ?? '')}>
                {Ticket && <Ticket coupon={coupon} locale={locale} />}
              </li>
            ))}
          </ul>
        ))}
    </Sheet>
  );
}
