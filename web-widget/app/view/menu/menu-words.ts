import type { WordTable } from '../../strings/strings.js';

/** What the menu and its sheets say, in the languages of `locales`. It comes with the part, so the entry carries none of it. */
export const menuWords = {
  back: ['返回', '返回', 'Back'],
  coupons: ['我的优惠券', '我的優惠券', 'My coupons'],
  privacy: ['隐私与个性化', '隱私與個人化', 'Privacy'],
  sound: ['提示音', '提示音', 'Sound'],
  language: ['语言', '語言', 'Language'],
  transcript: ['保存聊天记录', '儲存聊天記錄', 'Save this chat'],
  endConversation: ['结束对话', '結束對話', 'End conversation'],
  walletEmpty: ['还没有优惠券', '還沒有優惠券', 'No coupons yet'],
  privacyIntro: [
    '下面两项由您决定，随时可以改。关掉不影响正常咨询和购物。',
    '下面兩項由您決定，隨時可以改。關掉不影響正常諮詢和購物。',
    'Both are up to you, at any time. Chat and shopping work without them.',
  ],
  personalization: ['个性化推荐', '個人化推薦', 'Personal suggestions'],
  personalizationText: [
    '参考您的浏览、购物车和购买记录推荐商品，客服也能看到您正在看什么。',
    '參考您的瀏覽、購物車和購買紀錄推薦商品，客服也能看到您正在看什麼。',
    'Suggests products based on what you view, put into the cart and buy; staff see it too.',
  ],
  marketing: ['优惠提醒', '優惠提醒', 'Offers'],
  marketingText: [
    '有适合您的优惠券和活动时，在聊天里告诉您。',
    '有適合您的優惠券和活動時，在聊天裡告訴您。',
    'Tells you in this chat about coupons and events that suit you.',
  ],
  notAsked: ['还没选择，默认关闭', '還沒選擇，預設關閉', 'Not chosen yet, off'],
} satisfies WordTable<string>;
