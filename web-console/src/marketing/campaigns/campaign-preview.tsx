import { Segmented } from 'antd';
import { useState } from 'react';
import type { CouponDetail } from '../../../../src/contract/coupons.js';
import { campaignText } from '../../strings-campaigns.js';
import { CardPreview, useCardPreview } from '../coupons/card-preview.js';
import { bodyOf, formOf } from '../coupons/coupon-form.js';
import type { ArmDraft, CampaignDraft } from './campaign-draft.js';
import { exampleOf } from './campaign-words.js';
import { useCouponNamed } from './campaigns-api.js';

const words = campaignText;

/** What somebody in one of the groups gets to see: the message with examples in it, and the card as the chat draws it. */
export function CampaignPreview({ draft: { arms, delivery } }: { draft: CampaignDraft }) {
  const [asked, setAsked] = useState<number>();
  const arm = arms.find(({ key }) => key === asked) ?? arms[0];
  if (arm === undefined) return null;
  return (
    <section className="campaign-preview" aria-label={words.preview}>
      <h3>{words.preview}</h3>
      {arms.length === 1 ? null : (
        <Segmented<number>
          value={arm.key}
          options={arms.map(({ key, id }) => ({ value: key, label: words.arm(id) }))}
          onChange={setAsked}
        />
      )}
      {delivery.kind === 'chat' ? (
        <p className="faint">{words.previewInChat}</p>
      ) : (
        <p className={arm.message.trim() === '' ? 'campaign-bubble faint' : 'campaign-bubble'}>
          {arm.message.trim() === '' ? words.previewMessage : exampleOf(arm.message.trim())}
        </p>
      )}
      <Offered arm={arm} />
    </section>
  );
}

function Offered({ arm }: { arm: ArmDraft }) {
  const { data: coupon } = useCouponNamed(arm.offer === 'coupon' ? arm.couponId : null);
  if (arm.offer === 'none') return null;
  if (arm.offer === 'products') return <p className="faint">{words.previewProducts}</p>;
  if (!coupon) return <p className="faint">{words.previewNoCoupon}</p>;
  return <CouponCard key={coupon.id} coupon={coupon} />;
}

function CouponCard({ coupon }: { coupon: CouponDetail }) {
  return <CardPreview preview={useCardPreview(bodyOf(formOf(coupon)))} />;
}
