import { Select } from 'antd';
import { useState } from 'react';
import type { CouponDetail } from '../../../../src/contract/coupons.js';
import { useDebounced } from '../../shell/use-debounced.js';
import { campaignText } from '../../strings-campaigns.js';
import { CouponStatusPill } from '../coupons/coupon-counters.js';
import { useCoupons } from '../coupons/coupons-api.js';
import { useCouponNamed } from './campaigns-api.js';

const typing = 250;
const mostShown = 50;

interface CouponPickerProps {
  id: string;
  /** The shop's own id. */
  value: string | null;
  disabled: boolean;
  onChange: (externalId: string) => void;
}

/** Coupons that are claimed in the chat and not over, by part of the name. */
export function CouponPicker({ id, value, disabled, onChange }: CouponPickerProps) {
  const [search, setSearch] = useState('');
  const asked = useDebounced(search.trim(), typing);
  const found = useCoupons({ limit: mostShown, ...(asked === '' ? {} : { search: asked }) });
  const chosen = useCouponNamed(value);
  const fitting = (found.data?.items ?? []).filter(
    ({ distribution, status }) => distribution === 'claim' && status !== 'ended',
  );
  const known = new Map<string, CouponDetail>(
    [...(chosen.data ? [chosen.data] : []), ...fitting].map((coupon) => [coupon.externalId, coupon]),
  );
  return (
    <Select<string | null>
      id={id}
      value={value}
      disabled={disabled}
      placeholder={campaignText.pickCoupon}
      showSearch={{ searchValue: search, onSearch: setSearch, filterOption: false }}
      loading={found.isFetching}
      options={[...known.values()].map(({ externalId, title }) => ({ value: externalId, label: title }))}
      optionRender={({ value: externalId }) => {
        const coupon = known.get(String(externalId));
        return coupon === undefined ? (
          String(externalId)
        ) : (
          <span className="segment-option">
            <span className="grow ellipsis">{coupon.title}</span>
            <CouponStatusPill status={coupon.status} />
          </span>
        );
      }}
      onChange={(next) => {
        setSearch('');
        if (next !== null) onChange(next);
      }}
    />
  );
}
