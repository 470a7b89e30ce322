import type { Locale } from '../frame-protocol.js';

/** The order of the texts in each line of the table. */
export const locales = ['zh-CN', 'zh-TW', 'en'] as const satisfies readonly Locale[];

/** Everything that the shopper reads: one line a text, in every language. `{}` is where `fill` puts the value. */
export const table = {
  assistant: ['智能客服', '智慧客服', 'Assistant'],
  openChat: ['联系客服', '聯絡客服', 'Chat with us'],
  unread: ['条未读消息', '則未讀訊息', 'unread messages'],
  assistantOnline: ['智能客服在线', '智慧客服在線', 'Assistant'],
  connecting: ['正在连接…', '正在連線…', 'Connecting…'],
  reconnecting: ['正在重新连接…', '正在重新連線…', 'Reconnecting…'],
  queued: ['排队中，前面还有 {} 位', '排隊中，前面還有 {} 位', 'In the queue, {} ahead of you'],
  queuedNext: ['排队中，下一位就是您', '排隊中，下一位就是您', 'In the queue, you are next'],
  queuedPlain: ['正在为您转接人工', '正在為您轉接真人', 'Finding somebody for you'],
  leftMessage: ['留言已收到', '留言已收到', 'Message received'],
  serving: ['客服 {} 为您服务', '客服 {} 為您服務', '{} is helping you'],
  servingPlain: ['人工客服为您服务', '真人客服為您服務', 'A person is helping you'],
  closed: ['对话已结束', '對話已結束', 'Conversation ended'],
  toPerson: ['转人工', '轉真人', 'Ask a person'],
  cancelQueue: ['取消排队', '取消排隊', 'Leave the queue'],
  backToAssistant: ['先问智能客服', '先問智慧客服', 'Ask the assistant'],
  waitSoon: ['很快就到您', '很快就輪到您', 'Almost your turn'],
  waitMinutes: ['预计等待约 {} 分钟', '預計等待約 {} 分鐘', 'About {} min to wait'],
  nobodyOnDuty: [
    '现在没有客服在线。您可以继续留言，客服上班后会回复您。',
    '現在沒有客服在線。您可以繼續留言，客服上班後會回覆您。',
    'Nobody is on duty now. Leave your message here and we will reply when we are back.',
  ],
  placeholder: ['请输入您的问题', '請輸入您的問題', 'Type your question'],
  placeholderLeave: ['写下留言…', '寫下留言…', 'Leave a message…'],
  send: ['发送', '傳送', 'Send'],
  tooLong: ['超出 {} 字', '超出 {} 字', '{} characters too many'],
  menu: ['更多', '更多', 'More'],
  closePanel: ['收起聊天', '收起聊天', 'Close chat'],
  back: ['返回', '返回', 'Back'],
  coupons: ['我的优惠券', '我的優惠券', 'My coupons'],
  privacy: ['隐私与个性化', '隱私與個人化', 'Privacy'],
  sound: ['提示音', '提示音', 'Sound'],
  language: ['语言', '語言', 'Language'],
  endConversation: ['结束对话', '結束對話', 'End conversation'],
  newMessages: ['新消息', '新訊息', 'New messages'],
  showEarlier: ['查看更早的消息', '查看更早的訊息', 'Show earlier messages'],
  messages: ['对话消息', '對話訊息', 'Messages'],
  you: ['您', '您', 'You'],
  isTyping: ['正在输入…', '正在輸入…', 'is typing…'],
  waitingForNetwork: ['等网络恢复后自动发送', '等網路恢復後自動傳送', 'Will be sent when you are online'],
  refused: ['没发出去', '沒傳出去', 'Not sent'],
  retry: ['重试', '重試', 'Retry'],
  discard: ['删除', '刪除', 'Delete'],
  read: ['已读', '已讀', 'Read'],
  welcome: ['您好，欢迎来到{}', '您好，歡迎來到{}', 'Welcome to {}'],
  welcomeText: [
    '商品、订单、售后、优惠，都可以直接问我。想找真人，点右上角“转人工”就行。',
    '商品、訂單、售後、優惠，都可以直接問我。想找真人，點右上角「轉真人」就行。',
    'Ask about products, orders, returns or offers. To reach a person, tap “Ask a person” above.',
  ],
  starter1: ['我的订单到哪了', '我的訂單到哪了', 'Where is my order?'],
  starter2: ['想退货怎么办', '想退貨怎麼辦', 'How do I return something?'],
  starter3: ['有什么优惠券', '有什麼優惠券', 'Any coupons?'],
  starter4: ['推荐点好东西', '推薦點好東西', 'Recommend something'],
  actionFailed: ['没成功，请稍后再试', '沒成功，請稍後再試', 'That did not work, please try again later'],
  source: ['来自：{}', '來自：{}', 'From: {}'],
  helpful: ['有帮助', '有幫助', 'Helpful'],
  notHelpful: ['没帮助', '沒幫助', 'Not helpful'],
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
  validUntil: ['{}前有效', '{}前有效', 'Valid until {}'],
  walletEmpty: ['还没有优惠券', '還沒有優惠券', 'No coupons yet'],
  loadFailed: ['没加载出来', '沒載入出來', 'Could not load'],
  privacyIntro: [
    '下面两项由您决定，随时可以改。关掉不影响正常咨询和购物。',
    '下面兩項由您決定，隨時可以改。關掉不影響正常諮詢和購物。',
    'Both are up to you, at any time. Chat and shopping work without them.',
  ],
  personalization: ['个性化推荐', '個人化推薦', 'Personal suggestions'],
  personalizationText: [
    '根据您的浏览和购买记录，推荐更合适的商品。',
    '根據您的瀏覽和購買紀錄，推薦更合適的商品。',
    'Suggests products based on what you viewed and bought.',
  ],
  marketing: ['优惠提醒', '優惠提醒', 'Offers'],
  marketingText: [
    '有适合您的优惠券和活动时，在聊天里告诉您。',
    '有適合您的優惠券和活動時，在聊天裡告訴您。',
    'Tells you in this chat about coupons and events that suit you.',
  ],
  notAsked: ['还没选择，默认关闭', '還沒選擇，預設關閉', 'Not chosen yet, off'],
  askProduct: ['我想咨询这款商品：{}', '我想諮詢這款商品：{}', 'I have a question about {}'],
  askOrder: ['我想咨询订单 {}', '我想諮詢訂單 {}', 'I have a question about order {}'],
  attachment: ['[暂不支持显示的消息]', '[暫不支援顯示的訊息]', '[This message cannot be shown yet]'],
  justNow: ['刚刚', '剛剛', 'Just now'],
  minutesAgo: ['{} 分钟前', '{} 分鐘前', '{} min ago'],
  today: ['今天', '今天', 'Today'],
  yesterday: ['昨天', '昨天', 'Yesterday'],
} as const satisfies Record<string, readonly [string, string, string]>;

export type StringKey = keyof typeof table;
export type Strings = Readonly<Record<StringKey, string>>;

export function stringsIn(locale: Locale): Strings {
  const column = locales.indexOf(locale);
  const entries = Object.entries(table).map(([key, texts]) => [key, texts[column]]);
  return Object.fromEntries(entries) as Record<StringKey, string>;
}

/** Puts a value into the place that a text leaves for it. */
export function fill(text: string, value: string | number): string {
  return text.replace('{}', () => String(value));
}

/** Each language in its own words. */
export const localeNames: Record<Locale, string> = { 'zh-CN': '简体', 'zh-TW': '繁體', en: 'English' };
