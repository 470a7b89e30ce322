import { ofCustomer, type PersonalTable, within } from '../platform/personal-data.js';

const bookkeeping = '优惠金额属于交易记录，依法要保存；已经不和您关联';

const wallet: PersonalTable = {
  table: 'WalletCoupon',
  title: '领取的优惠券',
  rows: ofCustomer(),
  erase: {
    how: 'clear',
    set: `state = CASE WHEN state = 'redeemed' THEN 'redeemed' ELSE 'expired' END`,
    keeps: bookkeeping,
  },
};

/** What this slice keeps of a person: children before what they refer to. */
export const marketingData: PersonalTable[] = [
  {
    table: 'CouponLedgerEntry',
    title: '优惠券的使用记录',
    rows: within('walletCouponId', wallet),
    hides: { idempotencyKey: '防止重复记账的内部编号' },
    erase: { how: 'keep', keeps: bookkeeping },
  },
  wallet,
  { table: 'Offer', title: '给您推荐过的优惠', rows: ofCustomer(), erase: { how: 'delete' } },
];
