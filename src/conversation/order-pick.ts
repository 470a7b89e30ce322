import type { OrderItem } from '../contract/cards.js';
import type { Understanding } from './evidence.js';

/** 第 N 个, 1-based; -1 is the last one. */
export function ordinalIn(normalized: string): number | undefined {
  const found = /第\s*([一二两三四五六七八九1-9])\s*(?:个|笔|单|条|款|双|件)?/.exec(normalized)?.[1];
  if (found !== undefined)
    return '一二三四五六七八九'.indexOf(found) + 1 || (found === '两' ? 2 : Number(found));
  if (/最后(?:一|那)?(?:个|笔|单|款)/.test(normalized)) return -1;
  return undefined;
}

const newest = /最近|最新|刚刚?才?(?:下|买|拍|付)|刚那|上一[单笔]/;
/** Words that say nothing of what was bought. */
const empty =
  /^(?:订单|单子|东西|商品|快递|包裹|退货|换货|退款|取消|地址|发票|我的|那个|这个|一下|帮我|想要|不要|可以|现在|什么|怎么)$/;

/**
 * Picks one of a customer's orders from words: an order number, "最近那单", "第二个" of those that were shown, or what
 * was bought.
 * @param shown ids in the order in which they were offered or shown last
 * @returns the orders that are meant: one when it is clear, several when the words fit several, none when they fit none,
 *   undefined when the words name no order at all
 */
export function pickOrders<Order extends Pick<OrderItem, 'orderId' | 'lines' | 'createdAt'>>(
  orders: readonly Order[],
  { normalized, words, slots }: Pick<Understanding, 'normalized' | 'words' | 'slots'>,
  shown: readonly string[] = [],
): Order[] | undefined {
  const number = slots.orderNumber?.toUpperCase();
  if (number !== undefined) return orders.filter(({ orderId }) => orderId.toUpperCase().includes(number));
  const nth = ordinalIn(normalized);
  if (nth !== undefined && shown.length > 0) {
    const id = shown.at(nth === -1 ? -1 : nth - 1);
    return orders.filter(({ orderId }) => orderId === id);
  }
  if (newest.test(normalized)) {
    return [...orders].sort((a, b) => b.createdAt.localeCompare(a.createdAt)).slice(0, 1);
  }
  // "锅那单": one character is enough where nothing but the goods can be meant.
  const [, that] = /([\p{Script=Han}a-z0-9]{1,8}?)的?那(?:个|一)?(?:单|笔|订单)/u.exec(normalized) ?? [];
  const naming = [
    ...new Set([...words.filter((word) => /[\p{L}]{2}/u.test(word)), ...(that ? [that] : [])]),
  ].filter((word) => !empty.test(word));
  const scores = orders.map(({ lines }) => {
    const titles = lines.map(({ title }) => title.toLowerCase()).join(' ');
    return naming.filter((word) => titles.includes(word)).reduce((sum, word) => sum + word.length, 0);
  });
  const best = Math.max(0, ...scores);
  return best === 0 ? undefined : orders.filter((_, index) => scores[index] === best);
}
