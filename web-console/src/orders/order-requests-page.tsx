import { CheckCircleOutlined, SearchOutlined, ShoppingOutlined } from '@ant-design/icons';
import { Button, Input, Select, Skeleton } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { OrderAction, OrderRequestState } from '../../../src/contract/order-actions.js';
import { describeFailure } from '../api/problem.js';
import { usePlace } from '../routing/router.js';
import { EmptyNote, FailureNote } from '../shell/failure-note.js';
import { Pager } from '../shell/pager.js';
import { text } from '../strings.js';
import { RequestDrawer } from './request-drawer.js';
import { useRequests } from './request-queries.js';
import { RequestRow } from './request-row.js';
import './orders.css';

const pageSize = 30;
const words = text.orderRequests;
const states: readonly OrderRequestState[] = ['submitted', 'approved', 'done', 'declined', 'withdrawn'];
const actions = Object.keys(words.action) as OrderAction[];

/** What customers asked to be done with orders: what waits first, everything else a click away. */
export function OrderRequestsPage() {
  const openId = usePlace().parts[1];
  const [state, setState] = useState<OrderRequestState | undefined>('submitted');
  const [action, setAction] = useState<OrderAction>();
  const [order, setOrder] = useState('');
  // Cursors of the pages walked through; the last one is the page on the screen.
  const [cursors, setCursors] = useState<string[]>([]);
  const asked = useDeferredValue(order.trim());
  const cursor = cursors.at(-1);
  const list = useRequests({
    limit: pageSize,
    ...(state === undefined ? {} : { state }),
    ...(action === undefined ? {} : { action }),
    ...(asked === '' ? {} : { order: asked }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const counts = list.data?.counts;
  const total = counts === undefined ? undefined : states.reduce((sum, each) => sum + counts[each], 0);
  const next = list.data?.nextCursor;
  const now = Date.now();
  const filter = (change: () => void): void => {
    setCursors([]);
    change();
  };
  const clear = (): void =>
    filter(() => {
      setState(undefined);
      setAction(undefined);
      setOrder('');
    });

  return (
    <div className="requests">
      <div className="requests-bar">
        <fieldset className="request-tabs">
          <legend className="hidden-visually">{words.filter}</legend>
          {[...states, undefined].map((each) => (
            <button
              key={each ?? 'all'}
              type="button"
              aria-pressed={state === each}
              onClick={() => filter(() => setState(each))}
            >
              {each === undefined ? words.all : words.state[each]}
              <span>{each === undefined ? total : counts?.[each]}</span>
            </button>
          ))}
        </fieldset>
        <span className="grow" />
        <Select<OrderAction | null>
          className="requests-kind"
          allowClear
          value={action ?? null}
          placeholder={words.allActions}
          aria-label={words.kind}
          options={actions.map((value) => ({ value, label: words.action[value] }))}
          onChange={(value) => filter(() => setAction(value ?? undefined))}
        />
        <Input
          className="requests-search"
          prefix={<SearchOutlined />}
          allowClear
          value={order}
          maxLength={100}
          placeholder={words.search}
          aria-label={words.search}
          onChange={(event) => filter(() => setOrder(event.target.value))}
        />
      </div>
      <div className="requests-list">
        {list.data === undefined ? (
          list.error === null ? (
            <Skeleton active className="page-skeleton" paragraph={{ rows: 6 }} />
          ) : (
            <FailureNote words={describeFailure(list.error)} retry={() => void list.refetch()} />
          )
        ) : list.data.items.length === 0 ? (
          <Nothing
            kind={
              total === 0
                ? 'none'
                : state === 'submitted' && action === undefined && asked === ''
                  ? 'done'
                  : 'filtered'
            }
            clear={clear}
          />
        ) : (
          <ul aria-busy={list.isPlaceholderData}>
            {list.data.items.map((request) => (
              <RequestRow key={request.id} request={request} isOpen={request.id === openId} now={now} />
            ))}
          </ul>
        )}
      </div>
      <Pager cursors={cursors} next={next} turning={list.isPlaceholderData} onTurn={setCursors} />
      {openId === undefined ? null : <RequestDrawer key={openId} id={openId} />}
    </div>
  );
}

function Nothing({ kind, clear }: { kind: 'none' | 'done' | 'filtered'; clear: () => void }) {
  if (kind === 'none')
    return <EmptyNote icon={<ShoppingOutlined />} title={words.none} hint={words.noneHint} />;
  const all = <Button onClick={clear}>{words.clearFilter}</Button>;
  return kind === 'done' ? (
    <EmptyNote icon={<CheckCircleOutlined />} title={words.noneOpen} hint={words.noneOpenHint} />
  ) : (
    <EmptyNote icon={<SearchOutlined />} title={words.noneFound} hint={words.noneFoundHint} action={all} />
  );
}
