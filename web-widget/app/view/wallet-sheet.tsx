import { Ticket } from './cards/ticket.jsx';
import { useWidget } from './context.js';
import { live } from './live.js';
import { useLoad } from './load.js';
import { Sheet } from './sheet.jsx';
import { SheetState } from './sheet-state.jsx';

/** The shopper's coupons. */
export const WalletSheet = live(function WalletSheet({ onClose }: { onClose: () => void }) {
  const { chat, t } = useWidget();
  const { state, reload } = useLoad(chat.wallet);
  const loaded = state.value;
  return (
    <Sheet title={t.coupons} onClose={onClose}>
      {loaded === 'loading' && <SheetState icon="ticket" title={t.connecting} />}
      {loaded === 'failed' && <SheetState icon="alert" title={t.loadFailed} onRetry={reload} />}
      {typeof loaded === 'object' &&
        (loaded.value.length === 0 ? (
          <SheetState icon="ticket" title={t.walletEmpty} />
        ) : (
          <ul class="wallet">
            {loaded.value.map((coupon) => (
              <li key={coupon.couponId + (coupon.code ?? '')}>
                <Ticket coupon={coupon} />
              </li>
            ))}
          </ul>
        ))}
    </Sheet>
  );
});
