import type { WordTable } from '../../strings/strings.js';

/** What cards say, in the languages of `locales`. It comes with the part, so the entry carries none of it. */
export const cardWords = {
  outOfStock: ['暂时缺货', '暫時缺貨', 'Out of stock'],
  price: ['价格', '價格', 'Price'],
  order: ['订单', '訂單', 'Order'],
  itemsTotal: ['共 {} 件，合计', '共 {} 件，合計', 'Items: {}, total'],
  tracking: ['物流详情', '物流詳情', 'Tracking'],
  because: ['为您推荐的理由', '為您推薦的理由', 'Why you see this'],
  claim: ['立即领取', '立即領取', 'Claim'],
  noThanks: ['不需要', '不需要', 'No, thanks'],
  claimed: ['已领取', '已領取', 'Claimed'],
  redeemed: ['已使用', '已使用', 'Used'],
  expired: ['已过期', '已過期', 'Expired'],
  dismissed: [
    '已忽略，不会再推荐这张券',
    '已忽略，不會再推薦這張券',
    'Dismissed; we will not offer it again',
  ],
  copy: ['复制', '複製', 'Copy'],
  copied: ['已复制', '已複製', 'Copied'],
  ownData: ['我的数据', '我的資料', 'My data'],
  ownDataText: [
    '包含会员资料、订单、聊天和浏览记录，是一个 JSON 文件。',
    '包含會員資料、訂單、聊天和瀏覽紀錄，是一個 JSON 檔案。',
    'Profile, orders, chats and browsing, in one JSON file.',
  ],
  download: ['下载', '下載', 'Download'],
  validUntil: ['{}前有效', '{}前有效', 'Valid until {}'],
} satisfies WordTable<string>;
