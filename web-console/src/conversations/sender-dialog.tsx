import { SearchOutlined, ShoppingOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Modal, Segmented, Skeleton } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { Sendable } from '../../../src/contract/agent-tools.js';
import type { StaffCard } from '../../../src/contract/staff-socket.js';
import { api } from '../api/endpoints.js';
import { describeFailure } from '../api/problem.js';
import { CardView } from '../cards/card-view.js';
import { EmptyNote, FailureNote } from '../shell/failure-note.js';
import { text } from '../strings.js';
import type { Thread } from './thread.js';

const words = text.desk;
type Kind = StaffCard['kind'];
type Item = Sendable['items'][number];
const kinds: readonly Kind[] = ['product', 'order', 'coupon'];

/** Products, the customer's own orders and coupons that they may have, to be sent as cards. */
export function SenderDialog({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const { conversationId } = thread;
  const [kind, setKind] = useState<Kind>('product');
  const [search, setSearch] = useState('');
  const asked = useDeferredValue(search.trim());
  const list = useQuery({
    queryKey: ['sendable', conversationId, kind, asked],
    queryFn: ({ signal }) => api.sendable(conversationId, kind, asked, signal),
    placeholderData: (before, query) => (query?.queryKey[2] === kind ? keepPreviousData(before) : undefined),
  });
  const items = list.data?.items ?? [];

  return (
    <Modal open title={words.cardsTitle} width={520} footer={null} onCancel={onClose} className="sender">
      <div className="sender-tools">
        <Segmented<Kind>
          value={kind}
          onChange={(next) => {
            setKind(next);
            setSearch('');
          }}
          options={kinds.map((value) => ({ value, label: words.cardKind[value] }))}
        />
        <Input
          autoFocus
          allowClear
          prefix={<SearchOutlined />}
          value={search}
          maxLength={60}
          placeholder={words.cardSearch[kind]}
          aria-label={words.cardSearch[kind]}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {list.data?.notice === undefined ? null : <Alert type="info" showIcon title={list.data.notice} />}
      <div className="sender-list" aria-busy={list.isFetching}>
        {list.isPending ? <Skeleton active avatar paragraph={{ rows: 3 }} /> : null}
        {list.error !== null && list.data === undefined ? (
          <FailureNote words={describeFailure(list.error)} retry={() => void list.refetch()} />
        ) : null}
        {list.data !== undefined && items.length === 0 && list.data.notice === undefined ? (
          <EmptyNote
            icon={<ShoppingOutlined />}
            title={words.cardNone[kind]}
            hint={words.cardNoneHint[kind]}
          />
        ) : null}
        {items.map((item) => (
          <div key={keyOf(item)} className="sender-item">
            <div className="grow">
              <CardView card={item} />
            </div>
            <Button
              type="primary"
              ghost
              size="small"
              onClick={() => {
                thread.sendCard(chosenFrom(item), item);
                onClose();
              }}
            >
              {words.cardSend}
            </Button>
          </div>
        ))}
      </div>
    </Modal>
  );
}

function chosenFrom(item: Item): StaffCard {
  switch (item.kind) {
    case 'product':
      return { kind: 'product', productId: item.product.productId };
    case 'order':
      return { kind: 'order', orderId: item.order.orderId };
    case 'coupon':
      return { kind: 'coupon', couponId: item.coupon.couponId };
    default:
      return item satisfies never;
  }
}

function keyOf(item: Item): string {
  const chosen = chosenFrom(item);
  return Object.values(chosen).join(':');
}
