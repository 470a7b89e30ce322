import type { Card } from '../contract/cards.js';
import type { Message } from '../contract/messages.js';

export type TranscriptFormat = 'text' | 'html';

export interface TranscriptParts {
  conversationId: string;
  shopperName: string;
  messages: readonly Message[];
  /** Older messages than those given were left out. */
  shortened: boolean;
  timeZone: string;
  /** Phone and identity numbers are covered: for staff, whose copies go further than the console. */
  masked: boolean;
}

const cardWords: Record<Card['kind'], string> = {
  product: '商品',
  productList: '商品推荐',
  comparison: '商品对比',
  order: '订单',
  coupon: '优惠券',
  quickReplies: '选项',
  satisfaction: '满意度评价',
  dataExport: '导出我的数据',
};

/**
 * Covers the middle of Chinese mobile numbers (11 digits from 13 to 19) and of identity numbers (18 characters with a
 * date of birth, GB 11643-1999). Order numbers and the like stay.
 */
export function coverNumbers(text: string): string {
  return text
    .replace(
      /(?<!\d)(\d{6})(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2}([\dXx]{2})(?![\dXx])/g,
      '$1**********$2',
    )
    .replace(/(?<!\d)(1[3-9]\d)[ -]?\d{4}[ -]?(\d{4})(?!\d)/g, '$1****$2');
}

interface Line {
  at: string;
  who: string;
  said: string;
}

/** What was said, for keeping: plain text, or a page that stands on its own. Internal notes are not in it. */
export function writeTranscript(parts: TranscriptParts, format: TranscriptFormat): string {
  const clock = new Intl.DateTimeFormat('zh-CN', {
    timeZone: parts.timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const cover = parts.masked ? coverNumbers : (text: string) => text;
  const lines = parts.messages.map((message) => ({
    at: clock.format(new Date(message.createdAt)),
    who: speakerOf(message, parts.shopperName),
    said: cover(saidIn(message)),
  }));
  const title = `聊天记录 · ${parts.shopperName}`;
  const about = [
    `会话编号 ${parts.conversationId}`,
    `时间按 ${parts.timeZone}`,
    ...(parts.shortened ? [`只含最近 ${lines.length} 条`] : []),
  ].join(' · ');
  return format === 'html' ? asPage(title, about, lines) : asText(title, about, lines);
}

function asText(title: string, about: string, lines: readonly Line[]): string {
  const said = lines.map(({ at, who, said: words }) => `[${at}] ${who}\n${words}`);
  return `${[title, about, ...said].join('\n\n')}\n`;
}

function asPage(title: string, about: string, lines: readonly Line[]): string {
  const rows = lines.map(
    ({ at, who, said }) =>
      `<article><h2>${escaped(who)} <time>${escaped(at)}</time></h2><p>${escaped(said)}</p></article>`,
  );
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
body{max-width:720px;margin:32px auto;padding:0 16px;font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;color:#211d1a}
header p,time{color:#746b63;font-size:12px;font-weight:400}
article{padding:10px 0;border-top:1px solid #e9e2da}
h2{margin:0;font-size:13px}
article p{margin:2px 0 0;white-space:pre-wrap;overflow-wrap:anywhere}
</style>
<header><h1>${escaped(title)}</h1><p>${escaped(about)}</p></header>
${rows.join('\n')}
</html>
`;
}

function speakerOf({ from, agentName }: Message, shopperName: string): string {
  switch (from) {
    case 'shopper':
      return shopperName;
    case 'bot':
      return '智能客服';
    case 'agent':
      return agentName ?? '客服';
    case 'system':
      return '系统';
  }
}

function saidIn({ text, card, attachment }: Message): string {
  const shown = [
    text,
    card && cardText(card),
    attachment && `[${attachment.kind === 'image' ? '图片' : '文件'}] ${attachment.name}`,
  ];
  return shown.filter((each) => each !== undefined && each !== '').join('\n');
}

function cardText(card: Card): string {
  const name = `[${cardWords[card.kind]}]`;
  switch (card.kind) {
    case 'product':
      return `${name} ${card.product.title}`;
    case 'productList':
    case 'comparison':
      return `${name} ${card.products.map(({ title }) => title).join('、')}`;
    case 'order':
      return `${name} ${card.order.orderId} ${card.order.statusText}`;
    case 'coupon':
      return `${name} ${card.coupon.title}`;
    case 'dataExport':
      return name;
    case 'quickReplies':
      return `${name} ${card.replies.map(({ label }) => label).join('、')}`;
    case 'satisfaction':
      return card.rating
        ? `${name} ${card.rating.score} 分${card.rating.comment ? `：${card.rating.comment}` : ''}`
        : name;
  }
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
