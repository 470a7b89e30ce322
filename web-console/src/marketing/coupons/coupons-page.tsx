import { AlertOutlined, GiftOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input, Select, type TableColumnsType } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { CouponDetail, CouponKind, CouponStatus } from '../../../../src/contract/coupons.js';
import { dayWords } from '../../conversations/waiting-time.js';
import { navigate, pathTo } from '../../routing/router.js';
import { EmptyNote } from '../../shell/failure-note.js';
import { NoneFound } from '../../shell/none-found.js';
import { Pager } from '../../shell/pager.js';
import { RecordTable } from '../../shell/record-table.js';
import { couponText } from '../../strings-coupons.js';
import { BudgetBar, CouponStatusPill } from './coupon-counters.js';
import { CouponPage } from './coupon-page.js';
import { useCoupons } from './coupons-api.js';
import { SignalsView } from './signals-view.js';
import './coupons.css';
import { RowLink } from '../../shell/row-link.js';

const words = couponText;
const pageSize = 30;
const newCoupon = 'new';
const signals = 'signals';
const open = (part: string): void => navigate(pathTo('marketing', 'coupons', part));

const columns: TableColumnsType<CouponDetail> = [
  {
    title: words.name,
    render: (_, { id, title, kind, publicCode, validFrom, validUntil }) => (
      <div className="row-words">
        <RowLink onOpen={() => open(id)}>{title}</RowLink>
        <div className="faint ellipsis">
          {[
            words.kind[kind],
            publicCode,
            `${dayWords(validFrom, Date.now())}–${dayWords(validUntil, Date.now())}`,
          ]
            .filter((part) => part !== undefined)
            .join(' · ')}
        </div>
      </div>
    ),
  },
  {
    title: words.statusLabel,
    width: 90,
    render: (_, { status }) => <CouponStatusPill status={status} />,
  },
  {
    title: words.claimed,
    width: 130,
    align: 'right',
    responsive: ['md'],
    render: (_, { counters, totalCap }) => (
      <span className="figures-font">{words.ofTotal(counters.claimed, totalCap)}</span>
    ),
  },
  {
    title: words.reserved,
    width: 90,
    align: 'right',
    responsive: ['lg'],
    render: (_, { counters }) => <span className="figures-font">{counters.reserved}</span>,
  },
  {
    title: words.redeemed,
    width: 90,
    align: 'right',
    responsive: ['md'],
    render: (_, { counters }) => <span className="figures-font">{counters.redeemed}</span>,
  },
  {
    title: words.budget,
    width: 220,
    responsive: ['lg'],
    render: (_, coupon) => <BudgetBar coupon={coupon} />,
  },
];

/** Coupons with where they stand; one of them, a new one, or the signs of abuse. */
export function CouponsPage({ part }: { part: string | undefined }) {
  if (part === undefined) return <CouponTable />;
  if (part === signals) return <SignalsView />;
  return <CouponPage key={part} id={part === newCoupon ? undefined : part} />;
}

function CouponTable() {
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<CouponKind>();
  const [status, setStatus] = useState<CouponStatus>();
  const [cursors, setCursors] = useState<string[]>([]);
  const asked = useDeferredValue(search.trim());
  const cursor = cursors.at(-1);
  const list = useCoupons({
    limit: pageSize,
    ...(asked === '' ? {} : { search: asked }),
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const filtered = asked !== '' || kind !== undefined || status !== undefined;
  const filter = (change: () => void): void => {
    setCursors([]);
    change();
  };
  const clear = (): void =>
    filter(() => {
      setSearch('');
      setKind(undefined);
      setStatus(undefined);
    });
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => open(newCoupon)}>
      {words.create}
    </Button>
  );
  return (
    <div className="list-page">
      <div className="list-bar">
        <Input
          className="list-search"
          prefix={<SearchOutlined />}
          allowClear
          value={search}
          maxLength={100}
          placeholder={words.search}
          aria-label={words.search}
          onChange={({ target }) => filter(() => setSearch(target.value))}
        />
        <Select<CouponKind | null>
          className="list-filter"
          allowClear
          value={kind ?? null}
          placeholder={words.allKinds}
          aria-label={words.kindLabel}
          options={optionsOf(words.kind)}
          onChange={(value) => filter(() => setKind(value ?? undefined))}
        />
        <Select<CouponStatus | null>
          className="list-filter"
          allowClear
          value={status ?? null}
          placeholder={words.allStatuses}
          aria-label={words.statusLabel}
          options={optionsOf(words.status)}
          onChange={(value) => filter(() => setStatus(value ?? undefined))}
        />
        <span className="grow" />
        <Button icon={<AlertOutlined />} onClick={() => open(signals)}>
          {words.signals.open}
        </Button>
        {create}
      </div>
      <div className="list-table">
        <RecordTable<CouponDetail>
          list={list}
          rowKey="id"
          columns={columns}
          onOpen={({ id }) => open(id)}
          empty={
            filtered ? (
              <NoneFound words={words} onClear={clear} />
            ) : (
              <EmptyNote icon={<GiftOutlined />} title={words.none} hint={words.noneHint} action={create} />
            )
          }
        />
      </div>
      <Pager
        cursors={cursors}
        next={list.data?.nextCursor}
        turning={list.isPlaceholderData}
        onTurn={setCursors}
      />
    </div>
  );
}

function optionsOf<Key extends string>(names: Record<Key, string>): { value: Key; label: string }[] {
  return (Object.entries(names) as [Key, string][]).map(([value, label]) => ({ value, label }));
}
