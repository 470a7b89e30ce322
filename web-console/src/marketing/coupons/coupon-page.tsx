import { ArrowLeftOutlined } from '@ant-design/icons';
import { Skeleton, Tabs } from 'antd';
import { useState } from 'react';
import { describeFailure } from '../../api/problem.js';
import { Link } from '../../routing/link.js';
import { pathTo } from '../../routing/router.js';
import { FailureNote } from '../../shell/failure-note.js';
import { couponText } from '../../strings-coupons.js';
import { marketingText } from '../../strings-marketing.js';
import { CodesView } from './codes-view.js';
import { CouponEditor } from './coupon-editor.js';
import { useCoupon, useCouponFields } from './coupons-api.js';
import { LedgerView } from './ledger-view.js';

const words = couponText;

/** One coupon: its content with the card beside it, its codes, its ledger. */
export function CouponPage({ id }: { id: string | undefined }) {
  const stored = useCoupon(id);
  const choices = useCouponFields();
  const [tab, setTab] = useState('content');
  const coupon = stored.data;
  const back = (
    <Link className="back-link" href={pathTo('marketing', 'coupons')}>
      <ArrowLeftOutlined /> {marketingText.back}
    </Link>
  );
  if (choices.data === undefined || (id !== undefined && coupon === undefined)) {
    const failure = stored.error ?? choices.error;
    return (
      <div className="list-page">
        {back}
        {failure === null ? (
          <Skeleton active paragraph={{ rows: 8 }} />
        ) : (
          <FailureNote
            {...(stored.error === null ? {} : { title: words.missing })}
            words={describeFailure(failure)}
            retry={() => void (stored.error === null ? choices.refetch() : stored.refetch())}
          />
        )}
      </div>
    );
  }
  const editor = (
    <CouponEditor
      stored={coupon}
      choices={choices.data}
      back={back}
      reload={async () => (await stored.refetch()).data}
    />
  );
  if (coupon === undefined) return editor;
  return (
    <Tabs
      className="coupon-tabs"
      size="small"
      activeKey={tab}
      onChange={setTab}
      items={[
        { key: 'content', label: words.tabs.content, children: editor },
        ...(coupon.distribution === 'codes'
          ? [
              {
                key: 'codes',
                label: words.tabs.codes,
                children: <CodesView couponId={coupon.id} active={coupon.status === 'active'} />,
              },
            ]
          : []),
        { key: 'ledger', label: words.tabs.ledger, children: <LedgerView couponId={coupon.id} /> },
      ]}
    />
  );
}
