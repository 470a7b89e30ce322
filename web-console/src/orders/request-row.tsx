import type { OrderRequestRow } from '../../../src/contract/order-desk.js';
import { moneyWords } from '../cards/money.js';
import { clockWords, rowTime, waitingWords } from '../conversations/waiting-time.js';
import { TierTag } from '../customer/tier-tag.js';
import { Link } from '../routing/link.js';
import { pathTo } from '../routing/router.js';
import { PersonAvatar } from '../shell/person-avatar.js';
import { text } from '../strings.js';
import { RequestStateTag } from './request-state.js';

const words = text.orderRequests;

/** "今天 14:05", "昨天", "11月21日". */
export function timeWords(iso: string, now: number): string {
  const told = rowTime(iso, now, text.thread.yesterday);
  return told.includes(':') ? `${text.thread.today} ${clockWords(iso)}` : told;
}

/** One request at a glance: who, what, how much, how long it has waited. The whole row is a link. */
export function RequestRow({
  request,
  isOpen,
  now,
}: {
  request: OrderRequestRow;
  isOpen: boolean;
  now: number;
}) {
  const { id, customer, action, orderId, subject, amount, state, createdAt } = request;
  return (
    <li>
      <Link
        href={pathTo('order-requests', id)}
        className={isOpen ? 'request-row request-open' : 'request-row'}
        {...(isOpen ? { 'aria-current': 'true' as const } : {})}
      >
        <span className="request-who">
          <PersonAvatar name={customer.name} size={34} />
          <span className="request-name">
            <span className="ellipsis">{customer.name}</span>
            <TierTag tier={customer.tier} />
          </span>
        </span>
        <span className="request-what">
          <strong>{words.action[action]}</strong>
          <span className="soft ellipsis">{subject}</span>
          <span className="faint request-order">{orderId}</span>
        </span>
        <span className="request-amount">{amount === undefined ? '' : moneyWords(amount)}</span>
        <span className="request-state">
          <RequestStateTag state={state} />
        </span>
        <span className="faint request-time">
          {state === 'submitted' ? words.waited(waitingWords(createdAt, now)) : timeWords(createdAt, now)}
        </span>
      </Link>
    </li>
  );
}
