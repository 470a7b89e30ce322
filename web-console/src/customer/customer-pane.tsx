import { CopyOutlined, LockOutlined, UserOutlined } from '@ant-design/icons';
import { App, Button, Skeleton, Tooltip } from 'antd';
import { useState } from 'react';
import type { ConsentState, CustomerPane as Customer } from '../../../src/contract/http.js';
import { yuan } from '../cards/money.js';
import { OrderRequests } from '../cards/order-requests.js';
import { OrderStatusTag } from '../cards/order-status.js';
import { Picture } from '../cards/picture.js';
import type { Thread } from '../conversations/thread.js';
import { dayWords } from '../conversations/waiting-time.js';
import { useObservable } from '../live/observable.js';
import { EmptyNote, FailureNote } from '../shell/failure-note.js';
import { PersonAvatar } from '../shell/person-avatar.js';
import { text } from '../strings.js';
import { BrowsingNow } from './browsing-now.js';
import { ConsentList } from './consent-list.js';
import { Contact, useInFull } from './contact.js';
import { ProfilePanel } from './profile-panel.js';
import { TierTag } from './tier-tag.js';
import './customer-pane.css';

/** The right pane: who the shopper is, what they bought, what they agreed to. */
export function CustomerPane({ thread }: { thread: Thread }) {
  const { customer, phase, failure, access } = useObservable(thread.state);
  if (access === 'read')
    return (
      <div className="customer">
        <EmptyNote
          icon={<LockOutlined />}
          title={text.customer.readOnlyTitle}
          hint={text.customer.readOnlyHint}
        />
      </div>
    );
  if (customer === undefined) {
    return phase === 'failed' ? (
      <FailureNote title={text.customer.unavailable} words={failure ?? ''} retry={() => void thread.open()} />
    ) : (
      <div className="customer" role="status" aria-label={text.loading}>
        <Skeleton active avatar={{ size: 44 }} paragraph={{ rows: 2 }} />
        <Skeleton active paragraph={{ rows: 5 }} />
      </div>
    );
  }
  if (customer.customerId === undefined) {
    return (
      <div className="customer">
        <div className="customer-anonymous">
          <EmptyNote
            icon={<UserOutlined />}
            title={text.customer.anonymousTitle}
            hint={text.customer.anonymousHint}
          />
        </div>
        <BrowsingNow conversationId={thread.conversationId} />
        <Consents consents={customer.consents} />
        <Coupons coupons={customer.coupons} />
      </div>
    );
  }
  return (
    <div className="customer">
      <Profile customer={customer} customerId={customer.customerId} conversationId={thread.conversationId} />
      <BrowsingNow conversationId={thread.conversationId} />
      {customer.profile === undefined ? null : <ProfilePanel profile={customer.profile} />}
      <Consents consents={customer.consents} />
      <Orders orders={customer.recentOrders} count={customer.orderCount} />
      <Coupons coupons={customer.coupons} />
    </div>
  );
}

function Profile({
  customer,
  customerId,
  conversationId,
}: {
  customer: Customer;
  customerId: string;
  conversationId: string;
}) {
  const { tier, points, city, registeredAt, orderCount, spentMinor } = customer;
  const { full, ask } = useInFull(conversationId);
  const { name = customer.name, phone, email } = full ?? customer;
  const figures = [
    { label: text.customer.orders, value: String(orderCount) },
    { label: text.customer.spent, value: yuan(spentMinor) },
    ...(points === undefined ? [] : [{ label: text.customer.points, value: points.toLocaleString('zh-CN') }]),
  ];
  return (
    <section>
      <div className="customer-head">
        <PersonAvatar name={name} size={44} />
        <div className="grow">
          <div className="customer-name">
            <span className="ellipsis">{name}</span>
            <TierTag tier={tier} always />
          </div>
          <div className="faint customer-sub">
            {[
              city,
              registeredAt === undefined ? undefined : text.customer.registered(dayWords(registeredAt, 0)),
            ]
              .filter((part) => part !== undefined)
              .join(' · ')}
          </div>
        </div>
      </div>
      <dl className="figures">
        {figures.map(({ label, value }) => (
          <div key={label}>
            <dd>{value}</dd>
            <dt>{label}</dt>
          </div>
        ))}
      </dl>
      <div className="customer-id">
        {text.customer.customerId} <Copyable words={customerId} />
      </div>
      <Contact
        shown={[phone, email].filter((each) => each !== undefined)}
        onAsk={full === undefined ? ask : undefined}
      />
    </section>
  );
}

function Copyable({ words }: { words: string }) {
  const { message } = App.useApp();
  return (
    <span className="copyable">
      <span>{words}</span>
      <Tooltip title={text.copy}>
        <Button
          type="text"
          size="small"
          icon={<CopyOutlined />}
          aria-label={`${text.copy} ${words}`}
          onClick={() => {
            void navigator.clipboard.writeText(words).then(() => message.success(text.copied));
          }}
        />
      </Tooltip>
    </span>
  );
}

function Consents({ consents }: { consents: readonly ConsentState[] }) {
  if (consents.length === 0) return null;
  return (
    <section>
      <h3>{text.customer.consents}</h3>
      <ConsentList consents={consents} />
    </section>
  );
}

const ordersShown = 3;

function Orders({ orders, count }: { orders: Customer['recentOrders']; count: number }) {
  const [all, setAll] = useState(false);
  const shown = all ? orders : orders.slice(0, ordersShown);
  return (
    <section>
      <h3>
        {text.customer.recentOrders} <span className="faint">{count}</span>
      </h3>
      {orders.length === 0 ? <div className="faint nothing">{text.customer.noOrders}</div> : null}
      {shown.map((order) => {
        const [first] = order.lines;
        const pieces = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
        return (
          <article key={order.orderId} className="order">
            <div className="order-head">
              <Copyable words={order.orderId} />
              <OrderStatusTag status={order.status} words={order.statusText} />
            </div>
            <div className="order-body">
              <div className="order-pictures">
                {order.lines.slice(0, 4).map(({ title, imageUrl }) => (
                  <Picture key={title} src={imageUrl} size={order.lines.length > 1 ? 40 : 48} alt={title} />
                ))}
              </div>
              {order.lines.length === 1 && first !== undefined ? (
                <div className="order-title">{first.title}</div>
              ) : null}
            </div>
            <OrderRequests requests={order.requests} />
            <div className="order-foot">
              <span className="faint">
                {dayWords(order.createdAt, Date.now())} · {text.customer.pieces(pieces)}
              </span>
              <strong>{yuan(order.totalMinor)}</strong>
            </div>
          </article>
        );
      })}
      {!all && orders.length > ordersShown ? (
        <Button type="text" size="small" block onClick={() => setAll(true)}>
          {text.customer.showAllOrders(orders.length)}
        </Button>
      ) : null}
    </section>
  );
}

function Coupons({ coupons }: { coupons: Customer['coupons'] }) {
  return (
    <section>
      <h3>{text.customer.coupons}</h3>
      {coupons.length === 0 ? <div className="faint nothing">{text.customer.noCoupons}</div> : null}
      {coupons.map(({ couponId, title, state, validUntil }) => (
        <div
          key={`${couponId}:${validUntil}`}
          className={state === 'claimed' || state === 'offered' ? 'ticket' : 'ticket ticket-over'}
        >
          <span className="ellipsis">{title}</span>
          <span className="ticket-meta">
            {text.couponState[state] ?? state} · {text.customer.validUntil(dayWords(validUntil, Date.now()))}
          </span>
        </div>
      ))}
    </section>
  );
}
