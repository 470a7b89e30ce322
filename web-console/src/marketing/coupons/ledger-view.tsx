import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import type { CouponCounters, CouponLedgerRow } from '../../../../src/contract/coupons.js';
import { yuan } from '../../cards/money.js';
import { clockWords, dayWords } from '../../conversations/waiting-time.js';
import { EmptyNote } from '../../shell/failure-note.js';
import { Pager } from '../../shell/pager.js';
import { RecordTable } from '../../shell/record-table.js';
import { couponText } from '../../strings-coupons.js';
import { useLedger } from './coupons-api.js';

const words = couponText.ledger;

const columns: TableColumnsType<CouponLedgerRow> = [
  {
    title: words.at,
    width: 150,
    render: (_, { at }) => `${dayWords(at, Date.now())} ${clockWords(at)}`,
  },
  { title: words.kind, width: 90, render: (_, { kind }) => words.kinds[kind] ?? kind },
  {
    title: words.amount,
    width: 100,
    align: 'right',
    render: (_, { amountMinor }) => (amountMinor === 0 ? '' : yuan(amountMinor)),
  },
  { title: words.order, dataIndex: 'orderReference', ellipsis: true, responsive: ['md'] },
  {
    title: words.moved,
    responsive: ['md'],
    render: (_, { moved }) => <span className="soft figures-font">{movedWords(moved)}</span>,
  },
];

/** "领取 +1 · 核销 −1": the counters that a line moved. */
function movedWords(moved: CouponCounters): string {
  return (['claimed', 'reserved', 'redeemed'] as const)
    .filter((name) => moved[name] !== 0)
    .map((name) => `${words.counters[name]} ${moved[name] > 0 ? '+' : '−'}${Math.abs(moved[name])}`)
    .join(' · ');
}

/** Everything that moved a coupon's counters, the newest first. */
export function LedgerView({ couponId }: { couponId: string }) {
  const [cursors, setCursors] = useState<string[]>([]);
  const list = useLedger(couponId, cursors.at(-1));
  return (
    <div className="list-page">
      <div className="list-table">
        <RecordTable<CouponLedgerRow>
          list={list}
          rowKey="id"
          dense
          columns={columns}
          empty={<EmptyNote title={words.none} hint={words.noneHint} />}
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
