import { ArrowLeftOutlined, LockOutlined } from '@ant-design/icons';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { CustomerRecord } from '../../../src/contract/marketing-console.js';
import type { ProfileView } from '../../../src/contract/profile.js';
import { describeFailure } from '../api/problem.js';
import { yuan } from '../cards/money.js';
import { OrderStatusTag } from '../cards/order-status.js';
import { dayWords } from '../conversations/waiting-time.js';
import { ConsentList } from '../customer/consent-list.js';
import { ProfilePanel } from '../customer/profile-panel.js';
import { TierTag } from '../customer/tier-tag.js';
import { useDesk } from '../live/desk-context.js';
import { Link } from '../routing/link.js';
import { pathTo } from '../routing/router.js';
import { EmptyNote, FailureNote } from '../shell/failure-note.js';
import { PersonAvatar } from '../shell/person-avatar.js';
import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import { customersText } from '../strings-marketing.js';
import { CustomerActs } from './customer-acts.js';
import { useCustomer } from './customers-api.js';
import { figuresInWords } from './figure-words.js';
import { RfmGrid } from './rfm-grid.js';
import '../customer/customer-pane.css';

const words = customersText;

/** Everything that is known of one customer, each figure with its reason and its day. */
export function CustomerPage({ id }: { id: string }) {
  const { profile, record } = useCustomer(id);
  const back = (
    <Link className="back-link" href={pathTo('customers')}>
      <ArrowLeftOutlined /> {words.back}
    </Link>
  );
  if (profile.data === undefined)
    return (
      <div className="customer-page">
        {back}
        {profile.error === null ? (
          <Skeleton active avatar paragraph={{ rows: 8 }} />
        ) : (
          <FailureNote
            title={words.missing}
            words={describeFailure(profile.error)}
            retry={() => void profile.refetch()}
          />
        )}
      </div>
    );
  const { data } = profile;
  return (
    <div className="customer-page">
      {back}
      <Head profile={data} record={record.data} />
      <div className="customer-columns">
        <div className="customer-column">
          <Section title={words.figures}>
            <Figures profile={data} />
          </Section>
          <Section title={text.profile.title} bare>
            <ProfilePanel profile={data} />
          </Section>
        </div>
        {record.data === undefined ? (
          <div className="customer-column">
            {record.error === null ? (
              <Skeleton active paragraph={{ rows: 8 }} />
            ) : (
              <FailureNote words={describeFailure(record.error)} retry={() => void record.refetch()} />
            )}
          </div>
        ) : (
          <Done record={record.data} />
        )}
      </div>
    </div>
  );
}

function Head({ profile, record }: { profile: ProfileView; record: CustomerRecord | undefined }) {
  const { name, basics, customerId, province, city, birthday, registeredAt } = profile;
  const facts = [
    { label: text.customer.orders, value: String(basics.orders.value) },
    ...(record === undefined ? [] : [{ label: text.customer.spent, value: yuan(record.spentMinor) }]),
    { label: text.customer.points, value: basics.points.value.toLocaleString('zh-CN') },
  ];
  const about = [
    [province, city].filter((each) => each !== undefined && each !== '').join(' '),
    birthday === undefined ? '' : `${words.birthday} ${birthday}`,
    registeredAt === undefined ? '' : text.customer.registered(dayWords(registeredAt, 0)),
    record?.phone ?? '',
    record?.email ?? '',
  ].filter((each) => each !== '');
  return (
    <header className="customer-top">
      <PersonAvatar name={name} size={52} />
      <div className="customer-top-words">
        <h2>
          {name} <TierTag tier={basics.tier.value.id} always />
        </h2>
        <div className="faint">{[customerId, ...about].join(' · ')}</div>
      </div>
      <dl className="customer-facts">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dd>{value}</dd>
            <dt>{label}</dt>
          </div>
        ))}
      </dl>
      <CustomerActs customerId={customerId} conversations={record?.conversations} />
    </header>
  );
}

function Section({
  title,
  bare = false,
  children,
}: {
  title: string;
  /** What is inside has its own title. */
  bare?: boolean;
  children: ReactNode;
}) {
  return (
    <section className="customer-section" aria-label={title}>
      {bare ? null : <h3>{title}</h3>}
      {children}
    </section>
  );
}

function Figures({ profile }: { profile: ProfileView }) {
  const { personal, withheld } = profile;
  if (personal === undefined)
    return (
      <div className="figures-withheld">
        <EmptyNote
          icon={<LockOutlined />}
          title={words.withheld}
          hint={withheld === undefined ? words.withheldHint : text.profile.withheld[withheld]}
        />
      </div>
    );
  const { rfm, lifecycle } = personal;
  return (
    <>
      <div className="rfm-place">
        {rfm === undefined ? null : <RfmGrid {...rfm.value} />}
        <div className="grow">
          {rfm === undefined ? null : (
            <p>
              <strong>{rfm.value.name}</strong> <span className="faint">{rfm.reason}</span>
            </p>
          )}
          {lifecycle === undefined ? null : (
            <p>
              {words.lifecycle}：<strong>{lifecycle.value}</strong>{' '}
              <span className="faint">{lifecycle.reason}</span>
            </p>
          )}
          {rfm === undefined ? null : <p className="faint">{words.rfmHint}</p>}
        </div>
      </div>
      <dl className="figure-list">
        {figuresInWords(personal).map(({ name, value, reason, asOf }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
            <dd className="faint figure-reason">
              {reason} · {words.computed(dayWords(asOf, Date.now()))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Done({ record }: { record: CustomerRecord }) {
  const { consents, recentOrders, orderCount, coupons, offers, conversations } = record;
  const mayOpen = useDesk().staff.role !== 'agent';
  return (
    <div className="customer-column">
      <Section title={words.consents}>
        <ConsentList consents={consents} dated />
      </Section>
      <Section title={`${words.orderList} ${orderCount}`}>
        <Lines
          none={text.customer.noOrders}
          lines={recentOrders.map(({ orderId, status, statusText, createdAt, totalMinor, lines }) => ({
            key: orderId,
            title: lines.map(({ title }) => title).join('、'),
            under: `${orderId} · ${dayWords(createdAt, Date.now())} · ${yuan(totalMinor)}`,
            mark: <OrderStatusTag status={status} words={statusText} />,
          }))}
        />
      </Section>
      <Section title={words.coupons}>
        <Lines
          none={text.customer.noCoupons}
          lines={coupons.map(({ couponId, title, state, validUntil }) => ({
            key: `${couponId}:${validUntil}`,
            title,
            under: text.customer.validUntil(dayWords(validUntil, Date.now())),
            mark: (
              <Pill tone={state === 'claimed' ? 'brand' : 'plain'}>{text.couponState[state] ?? state}</Pill>
            ),
          }))}
        />
      </Section>
      <Section title={words.offers}>
        <Lines
          none={words.noOffers}
          lines={offers.map(({ offerId, title, state, reason, at }) => ({
            key: offerId,
            title,
            under: [dayWords(at, Date.now()), reason].filter((part) => part !== '').join(' · '),
            mark: (
              <Pill tone={state === 'accepted' ? 'good' : 'plain'}>{words.offerState[state] ?? state}</Pill>
            ),
          }))}
        />
      </Section>
      <Section title={words.conversations}>
        <Lines
          none={words.noConversations}
          lines={conversations.map(({ conversationId, state, messages, startedAt, disposition, agent }) => ({
            key: conversationId,
            title: [dayWords(startedAt, Date.now()), disposition, agent]
              .filter((part) => part !== undefined)
              .join(' · '),
            under: words.messages(messages),
            mark: <Pill>{words.conversationState[state] ?? state}</Pill>,
            ...(mayOpen ? { href: pathTo('conversations', conversationId) } : {}),
          }))}
        />
      </Section>
    </div>
  );
}

interface Line {
  key: string;
  title: string;
  under: string;
  mark: ReactNode;
  href?: string;
}

function Lines({ none, lines }: { none: string; lines: readonly Line[] }) {
  if (lines.length === 0) return <div className="faint">{none}</div>;
  return (
    <ul className="record-lines">
      {lines.map(({ key, title, under, mark, href }) => (
        <li key={key}>
          <div className="grow">
            {href === undefined ? (
              <div className="ellipsis">{title}</div>
            ) : (
              <Link className="ellipsis record-link" href={href}>
                {title}
              </Link>
            )}
            <div className="faint ellipsis">{under}</div>
          </div>
          {mark}
        </li>
      ))}
    </ul>
  );
}
