import { IdcardOutlined, SearchOutlined } from '@ant-design/icons';
import { Input, Select, type TableColumnsType, Tag, Tooltip } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { CustomerRow } from '../../../src/contract/profile.js';
import { yuan } from '../cards/money.js';
import { dayWords } from '../conversations/waiting-time.js';
import { churnLevel, percentWords } from '../customer/profile-words.js';
import { TierTag } from '../customer/tier-tag.js';
import { useSegments } from '../marketing/segments/segments-api.js';
import { navigate, pathTo, usePlace } from '../routing/router.js';
import { EmptyNote } from '../shell/failure-note.js';
import { NoneFound } from '../shell/none-found.js';
import { Pager } from '../shell/pager.js';
import { RecordTable } from '../shell/record-table.js';
import { customersText } from '../strings-marketing.js';
import { CustomerPage } from './customer-page.js';
import { type CustomerPlace, customersIn, placeAsked, useCustomers } from './customers-api.js';
import '../marketing/marketing.css';
import '../customer/profile-panel.css';
import './customers.css';
import { RowLink } from '../shell/row-link.js';

const words = customersText;
const pageSize = 30;
const open = (id: string): void => navigate(pathTo('customers', id));

/** What only those have who agreed to personalisation. */
function Personal({ value, children }: { value: unknown; children: React.ReactNode }) {
  if (value !== undefined) return children;
  return (
    <Tooltip title={words.withheldHint}>
      <span className="faint">—</span>
    </Tooltip>
  );
}

const columns: TableColumnsType<CustomerRow> = [
  {
    title: words.who,
    render: (_, { customerId, name, tier }) => (
      <div className="row-words">
        <span className="person-name">
          <RowLink onOpen={() => open(customerId)}>{name}</RowLink>
          <TierTag tier={tier} />
        </span>
        <div className="faint ellipsis">{customerId}</div>
      </div>
    ),
  },
  {
    title: words.place,
    width: 130,
    render: (_, { rfm }) => (
      <Personal value={rfm}>
        <button
          type="button"
          className="profile-chip rfm-chip"
          title={words.rfmShow(rfm ?? '')}
          onClick={(event) => {
            event.stopPropagation();
            navigate(customersIn({ rfm: rfm ?? '' }));
          }}
        >
          {rfm}
        </button>
      </Personal>
    ),
  },
  {
    title: words.lifecycle,
    width: 100,
    responsive: ['md'],
    render: (_, { lifecycle }) => <Personal value={lifecycle}>{lifecycle}</Personal>,
  },
  { title: words.orders, dataIndex: 'orders', width: 80, align: 'right', responsive: ['md'] },
  {
    title: words.lastOrder,
    width: 130,
    responsive: ['lg'],
    render: (_, { lastOrderAt }) => (
      <Personal value={lastOrderAt}>{dayWords(lastOrderAt ?? '', Date.now())}</Personal>
    ),
  },
  {
    title: words.value,
    width: 130,
    align: 'right',
    responsive: ['lg'],
    render: (_, { valueMinor }) => (
      <Personal value={valueMinor}>{yuan(Math.round((valueMinor ?? 0) / 100) * 100)}</Personal>
    ),
  },
  {
    title: words.churn,
    width: 100,
    align: 'right',
    responsive: ['md'],
    render: (_, { churn }) => (
      <Personal value={churn}>
        <span className={`churn-${churnLevel(churn ?? 0)}`}>{percentWords(churn ?? 0)}</span>
      </Personal>
    ),
  },
];

/** Customers, by number, name and segment; one of them with everything that is known. */
export function CustomersPage() {
  const id = usePlace().parts[1];
  return id === undefined ? <CustomerList /> : <CustomerPage key={id} id={id} />;
}

function placeWords({ rfm, r, f }: CustomerPlace): string {
  return [
    rfm,
    r === undefined ? undefined : words.scored(words.recency, r),
    f === undefined ? undefined : words.scored(words.frequency, f),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

function CustomerList() {
  const { query } = usePlace();
  const place = placeAsked(query);
  const placeKey = JSON.stringify(place);
  const [search, setSearch] = useState('');
  const [segment, setSegment] = useState<string | undefined>(query.get('segment') ?? undefined);
  /** Pages that were turned, of customers who stand there. */
  const [turned, setTurned] = useState<{ of: string; cursors: string[] }>({ of: placeKey, cursors: [] });
  const cursors = turned.of === placeKey ? turned.cursors : [];
  const setCursors = (next: string[]): void => setTurned({ of: placeKey, cursors: next });
  const asked = useDeferredValue(search.trim());
  const cursor = cursors.at(-1);
  const segments = useSegments();
  const list = useCustomers({
    limit: pageSize,
    ...place,
    ...(asked === '' ? {} : { search: asked }),
    ...(segment === undefined ? {} : { segment }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const placed = Object.keys(place).length > 0;
  const everywhere = (): void => navigate(pathTo('customers'), { replace: true });
  const filtered = asked !== '' || segment !== undefined || placed;
  const filter = (change: () => void): void => {
    setCursors([]);
    change();
  };
  return (
    <div className="list-page">
      <div className="list-bar">
        <Input
          className="list-search"
          prefix={<SearchOutlined />}
          allowClear
          value={search}
          maxLength={60}
          placeholder={words.search}
          aria-label={words.search}
          onChange={({ target }) => filter(() => setSearch(target.value))}
        />
        <Select<string | null>
          className="list-filter customers-segment"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={segment ?? null}
          placeholder={words.allSegments}
          aria-label={words.segment}
          options={(segments.data ?? []).map(({ segmentId, name, size }) => ({
            value: segmentId,
            label: `${name}（${size}）`,
          }))}
          onChange={(value) => filter(() => setSegment(value ?? undefined))}
        />
        {placed ? (
          <Tag
            className="place-chip"
            color="processing"
            closable={{ 'aria-label': words.clearPlace }}
            onClose={everywhere}
          >
            {placeWords(place)}
          </Tag>
        ) : null}
      </div>
      <div className="list-table">
        <RecordTable<CustomerRow>
          list={list}
          rowKey="customerId"
          columns={columns}
          onOpen={({ customerId }) => open(customerId)}
          empty={
            filtered ? (
              <NoneFound
                words={words}
                onClear={() =>
                  filter(() => {
                    setSearch('');
                    setSegment(undefined);
                    everywhere();
                  })
                }
              />
            ) : (
              <EmptyNote icon={<IdcardOutlined />} title={words.none} hint={words.noneHint} />
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
