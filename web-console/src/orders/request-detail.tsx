import { BookOutlined, MessageOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { OrderRequestDetail } from '../../../src/contract/order-actions.js';
import type { OrderRequestView } from '../../../src/contract/order-desk.js';
import { CardView } from '../cards/card-view.js';
import { moneyWords } from '../cards/money.js';
import { TierTag } from '../customer/tier-tag.js';
import { useDesk } from '../live/desk-context.js';
import { useObservable } from '../live/observable.js';
import { Link } from '../routing/link.js';
import { pathTo } from '../routing/router.js';
import { mayActAs } from '../session/access.js';
import { PersonAvatar } from '../shell/person-avatar.js';
import { text } from '../strings.js';
import { timeWords } from './request-row.js';

const words = text.orderRequests;

/** Who asks for what, by which rule, and the order that it is about. */
export function RequestDetail({ view }: { view: OrderRequestView }) {
  const { request, order, rule, conversationId, paidAt, deliveredAt } = view;
  const { customer, amount, createdAt } = request;
  const desk = useDesk();
  const { entries } = useObservable(desk.inbox);
  // Agents may open what waits or is theirs: that is what their inbox knows.
  const mayOpen =
    mayActAs(desk.staff.role, 'supervisor') || (conversationId !== undefined && entries.has(conversationId));
  const now = Date.now();
  const moments = [
    { label: words.submittedAt, at: createdAt },
    ...(paidAt === undefined ? [] : [{ label: words.paidAt, at: paidAt }]),
    ...(deliveredAt === undefined ? [] : [{ label: words.deliveredAt, at: deliveredAt }]),
  ];
  return (
    <div className="request-detail">
      <header>
        <PersonAvatar name={customer.name} size={40} />
        <div className="grow">
          <div className="request-customer">
            <span className="ellipsis">{customer.name}</span>
            <TierTag tier={customer.tier} />
          </div>
          <div className="faint">{customer.id}</div>
        </div>
        {conversationId === undefined || !mayOpen ? null : (
          <Link href={pathTo('conversations', conversationId)} className="request-to">
            <MessageOutlined /> {words.conversation}
          </Link>
        )}
      </header>

      {amount === undefined ? null : (
        <div className="request-pay">
          <span>{words.payBack}</span>
          <strong>{moneyWords(amount)}</strong>
        </div>
      )}

      <Part title={words.detailsTitle}>
        <Details view={view} />
      </Part>

      <Part title={words.rule}>
        {rule === undefined ? (
          <div className="faint">{words.ruleGone}</div>
        ) : (
          <div className="request-rule">
            {rule.says}
            {rule.entryTitle === undefined ? null : (
              <div className="faint">
                <BookOutlined /> {words.ruleEntry(rule.entryTitle)}
              </div>
            )}
          </div>
        )}
      </Part>

      <Decided view={view} now={now} />

      <Part title={words.orderTitle}>
        <CardView card={{ kind: 'order', order: withoutRequests(order) }} />
        <dl className="request-facts request-moments">
          {moments.map(({ label, at }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{timeWords(at, now)}</dd>
            </div>
          ))}
          <ShipTo shipTo={view.shipTo} />
        </dl>
      </Part>
    </div>
  );
}

/** This very request is what the drawer is about. */
function withoutRequests({ requests: _, ...order }: OrderRequestView['order']) {
  return order;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Details({ view: { request } }: { view: OrderRequestView }) {
  const details = (Object.keys(words.detail) as OrderRequestDetail[]).flatMap((detail) => {
    const told = request.details[detail];
    return told === undefined ? [] : [{ detail, told }];
  });
  if (details.length === 0) return <div className="faint">{words.noDetails}</div>;
  return (
    <dl className="request-facts">
      {details.map(({ detail, told }) => (
        <div key={detail}>
          <dt>{words.detail[detail]}</dt>
          <dd>{told}</dd>
        </div>
      ))}
    </dl>
  );
}

const shipToOrder = ['name', 'recipient', 'phone', 'province', 'city', 'district', 'address'];

function ShipTo({ shipTo }: Pick<OrderRequestView, 'shipTo'>) {
  const parts = shipToOrder.flatMap((name) => shipTo[name] ?? []);
  if (parts.length === 0) return null;
  return (
    <div>
      <dt>{words.shipTo}</dt>
      <dd>{parts.join(' ')}</dd>
    </div>
  );
}

function Decided({ view: { request, decidedBy }, now }: { view: OrderRequestView; now: number }) {
  const { decidedAt, note, stateText, state } = request;
  if (decidedAt === undefined || state === 'submitted') return null;
  const time = timeWords(decidedAt, now);
  return (
    <Part title={words.decided}>
      <div className="request-decided">
        <div>{stateText}</div>
        {note === undefined ? null : <blockquote>{note}</blockquote>}
        {state === 'withdrawn' ? (
          <div className="faint">{time}</div>
        ) : (
          <div className="faint">
            {decidedBy === undefined ? words.decidedByRules(time) : words.decidedBy(decidedBy, time)}
          </div>
        )}
      </div>
    </Part>
  );
}
