import type { WordTable } from '../../strings/strings.js';

/** What is said about one's own data, in the languages of `locales`. */
export const ownDataWords = {
  known: ['我们记着您的什么', '我們記著您的什麼', 'What we know about you'],
  nothingKnown: ['除了聊天，没有记下别的。', '除了聊天，沒有記下別的。', 'Nothing but this chat.'],
  history: ['我的选择记录', '我的選擇紀錄', 'Your earlier choices'],
  agreed: ['同意', '同意', 'agreed'],
  declined: ['不同意', '不同意', 'declined'],
  personalization: ['个性化推荐', '個人化推薦', 'Personal suggestions'],
  marketing: ['优惠提醒', '優惠提醒', 'Offers'],
  download: ['导出我的数据', '匯出我的資料', 'Download my data'],
  signIn: [
    '登录后才能导出，这样可以确认是您本人。',
    '登入後才能匯出，這樣可以確認是您本人。',
    'Please sign in first, so that we know it is you.',
  ],
  erase: ['删除我的数据', '刪除我的資料', 'Delete my data'],
  eraseText: [
    '聊天、浏览、喜好分析、优惠推荐和上传的图片都会清掉，找不回来；没用的优惠券和积分作废。订单和付款记录依法保存至少三年，但会去掉姓名、电话和地址。',
    '聊天、瀏覽、喜好分析、優惠推薦和上傳的圖片都會清掉，找不回來；沒用的優惠券和積分作廢。訂單和付款紀錄依法保存至少三年，但會去掉姓名、電話和地址。',
    'Chats, browsing, what was worked out from them, offers and uploads go for good; unused coupons and points lapse. Orders and payments are kept for at least three years by law, without name, phone or address.',
  ],
  eraseYes: ['我要删除', '我要刪除', 'Yes, delete'],
  eraseSure: [
    '确定吗？{} 天后开始删除，在那之前可以撤回。',
    '確定嗎？{} 天後開始刪除，在那之前可以撤回。',
    'Are you sure? It begins in {} days and can be taken back until then.',
  ],
  eraseSureNow: [
    '确定吗？马上开始，不能撤回。',
    '確定嗎？馬上開始，不能撤回。',
    'Are you sure? It begins at once and cannot be taken back.',
  ],
  eraseSureYes: ['确定删除', '確定刪除', 'Delete everything'],
  no: ['不删了', '不刪了', 'Keep it'],
  waiting: ['已申请删除，{}开始。', '已申請刪除，{}開始。', 'Deletion begins {}.'],
  running: ['正在删除…', '正在刪除…', 'Being deleted…'],
  receipt: ['凭证号', '憑證號', 'Receipt'],
  withdraw: ['撤回删除申请', '撤回刪除申請', 'Take it back'],
} satisfies WordTable<string>;
