import type { WordTable } from '../../strings/strings.js';

/** What the menu and its sheets say, in the languages of `locales`. It comes with the part, so the entry carries none of it. */
export const menuWords = {
  back: ['返回', '返回', 'Back'],
  coupons: ['我的优惠券', '我的優惠券', 'My coupons'],
  privacy: ['隐私与个性化', '隱私與個人化', 'Privacy'],
  sound: ['提示音', '提示音', 'Sound'],
  language: ['语言', '語言', 'Language'],
  transcript: ['保存聊天记录', '儲存聊天記錄', 'Save this chat'],
  mail: ['发送聊天记录到邮箱', '寄送聊天記錄到電子郵件', 'E-mail this chat'],
  mailIntro: [
    '这次会话里的文字会发到您的邮箱，图片和文件只写名称。邮箱只用来寄这封邮件，寄完就删除。',
    '這次對話裡的文字會寄到您的電子郵件，圖片和檔案只寫名稱。電子郵件只用來寄這封信，寄完就刪除。',
    'The words of this chat go to your e-mail; pictures and files are only named. Your address is used for this e-mail alone and deleted once it is sent.',
  ],
  mailAddress: ['邮箱', '電子郵件', 'E-mail'],
  mailPlaceholder: ['name@example.com', 'name@example.com', 'name@example.com'],
  mailWrong: [
    '邮箱好像不对，请检查一下',
    '電子郵件好像不對，請檢查一下',
    'That does not look like an e-mail address',
  ],
  mailSend: ['发送', '寄送', 'Send'],
  mailSending: ['正在提交…', '正在送出…', 'Sending…'],
  mailSent: [
    '好的，聊天记录会寄到 {}，一般几分钟内能收到。没收到的话看看垃圾邮件。',
    '好的，聊天記錄會寄到 {}，一般幾分鐘內能收到。沒收到的話看看垃圾郵件。',
    'Done. The chat goes to {}, usually within minutes. If nothing comes, have a look at the spam folder.',
  ],
  mailEnough: [
    '今天已经发过 3 次了，请明天再发，或者先保存到这台设备。',
    '今天已經寄過 3 次了，請明天再寄，或者先儲存到這台裝置。',
    'Sent three times already today. Please try tomorrow, or save the chat on this device.',
  ],
  mailFailed: ['没有提交成功，请再试一次', '沒有送出成功，請再試一次', 'That did not work, please try again'],
  savePage: ['保存成网页', '儲存成網頁', 'Save as a page'],
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
