import type { Money, OrderItem } from '../contract/cards.js';
import type { PerformedAction } from '../contract/intents.js';
import { minorDigits } from '../contract/money.js';
import {
  type OrderAction,
  type OrderRequest,
  type OrderRequestDetail,
  orderActionNames,
} from '../contract/order-actions.js';
import type { Detail } from './decision.js';

/** How each detail is called when it is restated. */
const detailNames: Record<Detail, string> = {
  orderNumber: '订单号',
  product: '商品',
  category: '品类',
  brand: '品牌',
  priceRange: '价格',
  quantity: '数量',
  colour: '颜色',
  size: '尺码',
  date: '时间',
  phone: '电话',
  address: '地址',
  reason: '说明',
  invoiceTitle: '发票抬头',
  taxNumber: '税号',
  email: '邮箱',
};

export const detailName = (detail: Detail | OrderRequestDetail): string => detailNames[detail];

const amount = ({ amountMinor, currency }: Money): string =>
  `${currency === 'CNY' ? '¥' : `${currency} `}${(amountMinor / 10 ** minorDigits(currency)).toFixed(minorDigits(currency)).replace(/\.00$/, '')}`;

/** What the bot says while it does something with an order step by step. */
export const flowPhrases = {
  whichOrder: (action: PerformedAction | 'hand-off') =>
    action === 'hand-off' ? '好的，是哪一笔订单呢？' : `好的，要${wish(action)}的是哪一笔订单呢？`,
  whichOrderNumber: '没找到这笔订单，麻烦核对一下订单号再发我。',
  whichRequest: '您有几个申请正在处理，要撤销哪一个呢？',
  notRecognised: '我没太明白，',
  changed: '好的，改好了。',
  outOfDate: '这笔订单刚刚有变化，情况跟刚才不一样了。',
  resumed: '好的，我们接着办。',
  askAgain: '刚才的还没办完，',
  confirm: (order: OrderItem | undefined, summary: string, money: Money | undefined) =>
    [
      order &&
        `订单：${order.lines[0]?.title ?? ''}${order.lines.length > 1 ? ` 等 ${order.lines.length} 件` : ''}（${order.orderId}）`,
      summary,
      money && money.amountMinor > 0 && !summary.includes(amount(money).slice(1)) && `金额：${amount(money)}`,
      '确认提交吗？',
    ]
      .filter(Boolean)
      .join('\n'),
  confirmWithdrawal: (summary: string) => `要撤销的是：${summary}\n撤销后这个申请就不再处理了。确认撤销吗？`,
  confirmYes: '确认提交',
  confirmWithdrawalYes: '确认撤销',
  confirmNo: '先不用',
  otherOrder: '换一笔订单',
  noneOfThese: '都不是，转人工',
  submitted: (action: OrderAction, stateText: string | undefined) =>
    `好的，${orderActionNames[action]}已经提交。${stateText ?? '有进展我会在这里告诉您，也可以随时问我“申请到哪一步了”。'}`,
  withdrawn: '好的，这个申请已经撤销了。以后还要办，随时跟我说。',
  alreadyOpen: (action: OrderAction, stateText: string) =>
    `这笔订单的${orderActionNames[action]}您已经申请过了，不用再交一次。${stateText}`,
  instead: (action: OrderAction) => `改为${orderActionNames[action]}`,
  seeRule: '看看规则',
  stopped: '好的，那就先不办了。想办的时候随时跟我说。',
  nothingPaused: '现在没有办到一半的事。您想办什么，直接跟我说就行。',
  staleConfirmation: '这一步已经过去了，没有再提交任何东西。要办的话，您再跟我说一遍就行。',
  noOrders: '您名下还没有订单。如果是用别的账号下的单，请换那个账号登录再问我。',
  noRequests: '您现在没有可以撤销的申请。',
  noRequestsAtAll: '您最近没有提交过售后或改单的申请。要办的话，直接告诉我就行。',
  changedMeanwhile: (why: string) => `这笔订单刚刚有变化，没有提交。${why}`,
  requests: (shown: OrderRequest[]) =>
    [
      shown.length === 1 ? '您的申请是这样的：' : `您最近的 ${shown.length} 个申请：`,
      ...shown.map(({ summary, stateText, note }) =>
        [`· ${summary}`, `  ${stateText}`, note && `  客服说明：${note}`].filter(Boolean).join('\n'),
      ),
    ].join('\n'),
  refundsUnderWay: '您正在退款的订单是这些：',
  continueWith: (name: string) => `继续：${name}`,
  later: (name: string) => `“${name}”等这件办完，说“继续”我就接着办。`,
  loginFor: (action: OrderAction | 'withdraw-request') =>
    `要帮您${action === 'withdraw-request' ? '撤销申请' : orderActionNames[action]}，先得确认是您本人。麻烦先登录店铺账号，再回来跟我说；着急的话，也可以直接找人工客服。`,
  shownProduct: '您说的是这款，价格和库存都在这里：',
  /** What tells one order from another on a button: goods, day in the shop's time zone, amount. */
  orderLabel: ({ lines, orderId, createdAt, total }: OrderItem, timeZone: string) => {
    const title = Array.from(lines[0]?.title ?? orderId);
    const short = title.length > 10 ? `${title.slice(0, 9).join('')}…` : title.join('');
    const day = new Intl.DateTimeFormat('zh-CN', { timeZone, month: 'long', day: 'numeric' }).format(
      new Date(createdAt),
    );
    return `${short} ${day} ${amount(total)}`;
  },
  collected: (lines: string[]) => `帮您记下了：\n${lines.map((line) => `· ${line}`).join('\n')}\n`,
} as const;

function wish(action: PerformedAction): string {
  return action in orderActionNames ? orderActionNames[action as OrderAction] : '办';
}
