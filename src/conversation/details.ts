import { type OrderAction, type OrderRequestDetails, orderRequestDetail } from '../contract/order-actions.js';
import type { Detail, Details } from './decision.js';
import type { Understanding } from './evidence.js';

/** Courtesy behind an answer is no part of it. */
const thanks = /[,，。!！\s]+(?:谢谢|多谢|谢了|麻烦了|麻烦您了|辛苦了)[^\p{L}]*$/u;
/** Longest answer that is kept as a detail, in characters; what a form field of a shop holds. */
const longestDetail = 200;

const phone = /(?<!\d)1[3-9]\d{9}(?!\d)/;
const email = /[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/i;
/** Unified social credit codes have 18 characters, older tax numbers 15 to 20. */
const taxNumber = /(?<![0-9a-z])(?=[0-9a-z]*\d{6})[0-9a-z]{15,20}(?![0-9a-z])/i;
const size =
  /(?<![\d.])(\d{2,3}(?:\.5)?)\s*(?:码|号)|(?<![a-z])((?:[2-6]?x{0,4}[sml]|[xsml]{1,4}))(?![a-z])\s*(?:码|号)?|(均码|大一[号码]|小一[号码])/i;
const colour =
  /(?:大|深|浅|米|藏|酒|墨|天|玫|卡|咖|奶|军|湖|[红橙黄绿青蓝紫黑白灰粉棕金银])?(?:[红橙黄绿青蓝紫黑白灰粉棕金银米咖杏驼]|青|红|蓝)色?/;
const quantity = /(\d{1,3}|[一二两三四五六七八九十])\s*(?:件|个|双|袋|条|盒|瓶|包|套|台|只|罐|箱|份|本)/;
const date =
  /今[天晚]|明[天早晚]|大?后天|(?:这|下|下下)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天末]|下(?:个)?(?:周|星期|礼拜|月)|\d{1,2}\s*[号日]|\d{1,2}\s*月|[一二三四五六七八九十]+[号天]|月[初中底末]|节后|过年|年后|周末|越快越好|随时/;
const addressMark =
  /省|市|区|县|镇|乡|村|路|街|巷|弄|号|栋|幢|楼|单元|室|小区|花园|大厦|广场|园|驿站|超市|公司|学校|宿舍/g;
const givenReason =
  /质量(?:有)?问题|发错货?|错发|破损|坏了|碎了|少发|漏发|不想要了?|不需要了?|拍错了?|买错了?|买重复了?|重复(?:下单|购买)|(?:尺码|大小|码数)?不合适|不喜欢|(?:尺码)?太?(?:大|小|紧|松|肥|短|长)了/;

/** A text that could be where somebody lives: two parts of an address, or one with a number. */
function looksLikeAddress(text: string): boolean {
  const marks = new Set(text.match(addressMark) ?? []);
  return text.length >= 6 && (marks.size >= 2 || (marks.size === 1 && /\d/.test(text)));
}

function firstOf(pattern: RegExp, text: string): string | undefined {
  const found = pattern.exec(text);
  return found ? (found.slice(1).find((group) => group !== undefined) ?? found[0]) : undefined;
}

/**
 * Reads the answer to the question for one detail.
 * @returns undefined when the text cannot be it; free text (a reason, a product, a name) can be anything short
 */
export function readDetail(
  detail: Detail,
  { text, normalized, slots }: Pick<Understanding, 'text' | 'normalized' | 'slots'>,
): string | undefined {
  const whole = text.trim().replace(/\s+/g, ' ').replace(thanks, '').slice(0, longestDetail);
  switch (detail) {
    case 'phone':
      return firstOf(phone, normalized.replace(/(?<=\d)[\s-](?=\d)/g, ''));
    case 'email':
      return firstOf(email, normalized);
    case 'taxNumber':
      return firstOf(taxNumber, normalized)?.toUpperCase();
    case 'size': {
      const bare = /^\d{2,3}(?:\.5)?$/.test(normalized) ? normalized : undefined;
      return (firstOf(size, normalized) ?? bare)?.toUpperCase();
    }
    case 'colour':
      return slots.colour ?? firstOf(colour, normalized);
    case 'quantity':
      return firstOf(quantity, normalized) ?? firstOf(/^(\d{1,3})$/, normalized);
    case 'date':
      return date.test(normalized) ? whole : undefined;
    case 'address':
      return looksLikeAddress(whole) ? stripLead(whole) : undefined;
    case 'orderNumber':
    case 'category':
    case 'brand':
    case 'priceRange':
      return slots[detail];
    case 'product':
    case 'reason':
    case 'invoiceTitle':
      return /[\p{L}\p{N}]/u.test(whole) ? stripLead(whole) : undefined;
  }
}

/** "地址是…", "改到…": what comes before the value itself. */
function stripLead(text: string): string {
  const bare = text.replace(
    /^(?:(?:新的?)?(?:收货)?(?:地址|抬头|原因|名称)|我的|那就|就|请|帮我|麻烦)*(?:应该)?(?:写成?|填|寄到|送到|改成|改到|改为|换成|换到|发到|是|为)?[:：,，\s]*/u,
    '',
  );
  return bare === '' ? text : bare;
}

const byAction: Record<OrderAction, readonly Detail[]> = {
  'cancel-order': ['reason'],
  'change-address': ['address', 'phone'],
  return: ['product', 'reason', 'quantity'],
  exchange: ['product', 'size', 'colour', 'reason', 'quantity'],
  refund: ['product', 'reason', 'quantity'],
  'price-protection': ['product'],
  invoice: ['invoiceTitle', 'taxNumber', 'email'],
};

/** Details that the wish itself names already, so that they need not be asked for: "换39码", "地址改成杭州…". */
export function mentionedDetails(action: OrderAction, understanding: Understanding): Details {
  return detailsIn(byAction[action], understanding);
}

/** The same for any details: only what can be told apart from everything else that the text says. */
export function detailsIn(
  wanted: readonly Detail[],
  understanding: Pick<Understanding, 'text' | 'normalized' | 'slots' | 'details'>,
): Details {
  const found: Details = {};
  for (const detail of wanted) {
    const value = understoodIn(detail, understanding) ?? mentioned(detail, understanding);
    if (value !== undefined) found[detail] = value;
  }
  return found;
}

/** What understanding has read already. A title of an invoice, an email and a tax number are no slots of intents. */
function understoodIn(
  detail: Detail,
  { slots, details = {} }: Pick<Understanding, 'slots' | 'details'>,
): string | undefined {
  if (detail === 'invoiceTitle' || detail === 'taxNumber' || detail === 'email') return details[detail];
  return slots[detail];
}

function mentioned(
  detail: Detail,
  understanding: Pick<Understanding, 'text' | 'normalized' | 'slots'>,
): string | undefined {
  const { text, normalized } = understanding;
  switch (detail) {
    case 'reason':
      return firstOf(givenReason, normalized);
    case 'address': {
      const after = /(?:改成|改到|改为|换成|换到|寄到|送到|发到|改寄|地址是|地址[:：])\s*(.+)$/su.exec(
        text,
      )?.[1];
      return after && looksLikeAddress(after) ? after.trim().slice(0, longestDetail) : undefined;
    }
    case 'invoiceTitle':
      return firstOf(/抬头(?:是|为|写|开|:|：)?\s*([^,，。;；\s]{2,50})/u, text);
    case 'quantity':
      return /[退换]|改|取消/.test(normalized) ? readDetail(detail, understanding) : undefined;
    case 'colour':
      // "收到的颜色不喜欢" names no colour, "红的换成蓝的" names two: the one that is wanted comes last.
      return firstOf(
        /(?:换|改|要)(?:成|个|为)?\s*([\p{Script=Han}]{1,3}色|[红橙黄绿青蓝紫黑白灰粉棕])/u,
        normalized,
      );
    case 'product':
      return understanding.slots.category;
    default:
      return readDetail(detail, understanding);
  }
}

const nameOf: [RegExp, Detail][] = [
  [/地址/, 'address'],
  [/电话|手机|号码/, 'phone'],
  [/尺码|码数|尺寸/, 'size'],
  [/颜色/, 'colour'],
  [/数量/, 'quantity'],
  [/抬头/, 'invoiceTitle'],
  [/税号/, 'taxNumber'],
  [/邮箱/, 'email'],
  [/原因|理由/, 'reason'],
  [/日期|时间/, 'date'],
];
const change = /(?:应该是|改成|改为|改到|换成|换到|写成|而是|是|要)\s*([^,，。;；]+?)(?:的|了|吧)?[。!！]?$/u;
const wrong = /错了?|不对|有误|改一?下|换一?下/;

/**
 * Reads a correction of what was collected: "不是红色，是蓝色的", "改成42码", "地址错了，是…".
 * @returns the new values, and what is known to be wrong without a new value; undefined when it is no correction
 */
export function readCorrection(
  understanding: Pick<Understanding, 'text' | 'normalized' | 'slots'>,
  collected: Details,
): { details: Details; wrong: Detail[] } | undefined {
  const text = understanding.text.trim();
  const [, before = ''] = /不是\s*(.+?)[,，\s]*(?:而)?是/u.exec(text) ?? [];
  const named = nameOf.find(
    ([pattern]) => pattern.test(text) && (wrong.test(text) || change.test(text)),
  )?.[1];
  const value = change.exec(text)?.[1]?.trim();
  if (value === undefined && named === undefined) return undefined;
  const read = (detail: Detail) =>
    value === undefined
      ? undefined
      : readDetail(detail, { text: value, normalized: value.toLowerCase(), slots: understanding.slots });
  if (named !== undefined) {
    const corrected = read(named);
    if (corrected !== undefined) return { details: { [named]: corrected }, wrong: [] };
    return wrong.test(text) ? { details: {}, wrong: [named] } : undefined;
  }
  const known = Object.keys(collected) as Detail[];
  const replaced = before === '' ? undefined : known.find((detail) => collected[detail]?.includes(before));
  const shaped = known.find((detail) => !isFreeText(detail) && read(detail) !== undefined);
  const detail = replaced ?? shaped;
  const corrected = detail && read(detail);
  return detail && corrected !== undefined ? { details: { [detail]: corrected }, wrong: [] } : undefined;
}

/** Details that any words can be. */
export function isFreeText(detail: Detail): boolean {
  return detail === 'reason' || detail === 'product' || detail === 'invoiceTitle';
}

/** What of the collected details a request can hold. */
export function requestDetails(details: Details = {}): OrderRequestDetails {
  return Object.fromEntries(
    orderRequestDetail.options.flatMap((name) => {
      const value = details[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
