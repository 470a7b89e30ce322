import { ArrowLeftOutlined, SafetyOutlined } from '@ant-design/icons';
import { Select, type TableColumnsType, Tooltip } from 'antd';
import { useState } from 'react';
import type { CouponSignal } from '../../../../src/contract/coupons.js';
import { dueTime } from '../../conversations/waiting-time.js';
import { Link } from '../../routing/link.js';
import { pathTo } from '../../routing/router.js';
import { EmptyNote } from '../../shell/failure-note.js';
import { Pager } from '../../shell/pager.js';
import { Pill } from '../../shell/pill.js';
import { RecordTable } from '../../shell/record-table.js';
import { couponText } from '../../strings-coupons.js';
import { marketingText } from '../../strings-marketing.js';
import { useSignals } from './coupons-api.js';

const words = couponText.signals;
const subjectShown = 8;

const columns: TableColumnsType<CouponSignal> = [
  { title: words.kind, width: 150, render: (_, { kind }) => <Pill tone="warn">{words.kinds[kind]}</Pill> },
  {
    title: words.reason,
    render: (_, { reason, couponId, lockedUntil }) => (
      <>
        {couponId === undefined ? (
          reason
        ) : (
          <Link href={pathTo('marketing', 'coupons', couponId)}>{reason}</Link>
        )}
        {lockedUntil === undefined || Date.parse(lockedUntil) < Date.now() ? null : (
          <div className="faint">{words.locked(dueTime(lockedUntil, Date.now()))}</div>
        )}
      </>
    ),
  },
  {
    title: <Tooltip title={words.subjectHint}>{words.subject}</Tooltip>,
    width: 110,
    responsive: ['md'],
    render: (_, { subject }) => <code>{subject.slice(0, subjectShown)}</code>,
  },
  { title: words.count, dataIndex: 'count', width: 70, align: 'right' },
  {
    title: words.last,
    width: 140,
    responsive: ['md'],
    render: (_, { lastSeenAt }) => dueTime(lastSeenAt, Date.now()),
  },
];

/** Signs that coupons are abused; of whom only a keyed hash is known. */
export function SignalsView() {
  const [kind, setKind] = useState<CouponSignal['kind']>();
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1);
  const list = useSignals({
    ...(kind === undefined ? {} : { kind }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  return (
    <div className="list-page">
      <div className="list-bar signals-bar">
        <Link className="back-link" href={pathTo('marketing', 'coupons')}>
          <ArrowLeftOutlined /> {marketingText.back}
        </Link>
        <strong>{words.title}</strong>
        <span className="grow" />
        <Select<CouponSignal['kind'] | null>
          className="customers-segment"
          allowClear
          value={kind ?? null}
          placeholder={words.allKinds}
          aria-label={words.kind}
          options={(Object.entries(words.kinds) as [CouponSignal['kind'], string][]).map(
            ([value, label]) => ({ value, label }),
          )}
          onChange={(value) => {
            setCursors([]);
            setKind(value ?? undefined);
          }}
        />
      </div>
      <div className="list-table">
        <RecordTable<CouponSignal>
          list={list}
          rowKey="id"
          columns={columns}
          empty={<EmptyNote icon={<SafetyOutlined />} title={words.none} hint={words.noneHint} />}
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
