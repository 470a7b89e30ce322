import { either, ofCustomer, type PersonalTable, within } from '../platform/personal-data.js';

const bookkeeping = '优惠金额属于交易记录，依法要保存；已经不和您关联';

const wallet: PersonalTable = {
  table: 'WalletCoupon',
  title: '领取的优惠券',
  rows: ofCustomer(),
  hides: { deviceHash: '防刷用的校验值' },
  erase: { how: 'clear', set: '"deviceHash" = NULL', keeps: bookkeeping },
};

const holds: PersonalTable = {
  table: 'CouponHold',
  title: '下单时用的优惠',
  rows: either(ofCustomer(), within('walletCouponId', wallet)),
  hides: { deviceHash: '防刷用的校验值', addressHash: '防刷用的校验值' },
  erase: {
    how: 'clear',
    set: '"customerId" = NULL, "deviceHash" = NULL, "addressHash" = NULL',
    keeps: bookkeeping,
  },
};

/** What this slice keeps of a person: children before what they refer to. */
export const marketingData: PersonalTable[] = [
  {
    table: 'CouponLedgerEntry',
    title: '优惠券的使用记录',
    rows: either(within('walletCouponId', wallet), within('holdId', holds)),
    hides: { idempotencyKey: '防止重复记账的内部编号' },
    erase: { how: 'keep', keeps: bookkeeping },
  },
  holds,
  wallet,
  {
    table: 'CampaignContact',
    title: '活动给您发过或打算发的消息',
    rows: ofCustomer(),
    erase: { how: 'delete' },
  },
  {
    table: 'Assignment',
    title: '参加的活动分组',
    rows: ofCustomer(),
    order: '"campaignId", "customerId"',
    erase: { how: 'keep', keeps: '只剩随机编号，用于统计活动效果' },
  },
  { table: 'Offer', title: '给您推荐过的优惠', rows: ofCustomer(), erase: { how: 'delete' } },
];
