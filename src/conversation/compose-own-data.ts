import type { QuickReply } from '../contract/cards.js';
import type { ComposeInput } from './compose.js';
import { type Decision, handOffReply, type MessageDraft } from './decision.js';
import { phrases } from './phrases.js';

type Perform = Extract<Decision, { kind: 'perform' }>;

/** Facts shown in one message. */
const shownFacts = 20;

const words = {
  nothing: '我们没有记下关于您的资料，只有这段聊天。',
  known: (lines: string) => `我们记着这些：\n${lines}`,
  more: '完整的一份可以导出来看。',
  exportReady: '您的数据准备好了，点下面就能下载。为了安全，只有您现在登录的这个窗口能打开。',
  eraseWish: (days: number) =>
    `可以的。删除后，聊天记录、浏览记录、喜好分析、优惠推荐和上传的图片都会清掉，找不回来；没用的优惠券和积分也会作废。订单和付款记录依法要保存至少三年，但会去掉您的姓名、电话和地址。${days > 0 ? `提交后 ${days} 天内可以反悔。` : '提交后马上开始，不能反悔。'}您要删除吗？`,
  eraseSure: (days: number) =>
    days > 0
      ? `再跟您确认一次：确定删除您的全部数据吗？${days} 天后开始，开始之后就不能恢复了。`
      : '再跟您确认一次：确定删除您的全部数据吗？马上开始，删掉就不能恢复了。',
  eraseYes: '要删除',
  eraseSureYes: '确定删除',
  eraseNo: '不删了',
  eraseStored: (day: string, receipt: string) =>
    `已经提交，${day}开始删除。想反悔的话，在那之前跟我说“撤回删除申请”就行。凭证号 ${receipt}，“更多”里的“隐私与个性化”能打开凭证，请保存好，删完以后可以凭它查证。`,
  eraseAtOnce: (receipt: string) =>
    `已经提交，马上开始删除。凭证号 ${receipt}，“更多”里的“隐私与个性化”能打开凭证，请保存好，删完以后可以凭它查证。`,
  eraseDropped: '好的，没有删除，一切照旧。',
  eraseWaiting: (day: string) => `您已经申请过删除了，${day}开始。想反悔，现在还来得及。`,
  eraseRunning: '您的数据正在删除，稍等一会儿就好。',
  keep: '撤回删除申请',
  kept: '好的，删除申请已经撤回，您的数据都还在。',
  nothingToKeep: '您现在没有等待处理的删除申请。',
};

const eraseAsk: QuickReply = { label: '删除我的数据', payload: '删除我的数据' };
const exportAsk: QuickReply = { label: '导出我的数据', payload: '导出我的数据' };
const keepAsk: QuickReply = { label: words.keep, payload: words.keep };

/** One of the two questions before everything is deleted. */
export function questionForErasure(
  missing: 'erasure-wish' | 'erasure-sure',
  { evidence: { ownData } }: Pick<ComposeInput, 'evidence'>,
): MessageDraft {
  const days = ownData?.graceDays ?? 0;
  const isFirst = missing === 'erasure-wish';
  return {
    type: 'text',
    text: isFirst ? words.eraseWish(days) : words.eraseSure(days),
    quickReplies: [
      { label: isFirst ? words.eraseYes : words.eraseSureYes, payload: 'command:erase:yes' },
      { label: words.eraseNo, payload: 'command:erase:no' },
    ],
  };
}

/** What is said about the shopper's own data: what is known, a copy of it, and how its deletion stands. */
export function ownDataMessages(
  { action, confirmed }: Pick<Perform, 'action' | 'confirmed'>,
  { evidence: { ownData }, dialogue, timeZone, now }: ComposeInput,
): MessageDraft[] {
  if (!ownData) return [{ type: 'text', text: phrases.lookUpFailed, quickReplies: [handOffReply] }];
  const { erasure, graceDays, facts } = ownData;
  const text = (said: string, quickReplies?: QuickReply[]): MessageDraft[] => [
    { type: 'text', text: said, ...(quickReplies ? { quickReplies } : {}) },
  ];
  switch (action) {
    case 'view-data': {
      if (facts.length === 0) return text(words.nothing, [eraseAsk]);
      const lines = facts
        .slice(0, shownFacts)
        .map(({ name, value, reason }) => `· ${name}：${value}${reason ? `（${reason}）` : ''}`);
      const more = facts.length > shownFacts ? `\n${words.more}` : '';
      return text(`${words.known(lines.join('\n'))}${more}`, [exportAsk, eraseAsk]);
    }
    case 'export-data':
      return [
        { type: 'text', text: words.exportReady },
        { type: 'card', card: { kind: 'dataExport' } },
      ];
    case 'keep-data':
      if (!erasure) return text(words.nothingToKeep);
      return text(erasure.running ? words.eraseRunning : words.kept);
    default:
      break;
  }
  if (confirmed) {
    if (graceDays === 0) return text(words.eraseAtOnce(confirmed.id));
    const due = new Date(now.getTime() + graceDays * 24 * 3600 * 1000);
    return text(words.eraseStored(dayIn(due, timeZone), confirmed.id), [keepAsk]);
  }
  if (!erasure) return text(dialogue.pending ? words.eraseDropped : words.nothingToKeep);
  if (erasure.running) return text(words.eraseRunning);
  return text(words.eraseWaiting(dayIn(new Date(erasure.dueAt), timeZone)), [keepAsk]);
}

function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('zh-CN', { timeZone, month: 'long', day: 'numeric' }).format(at);
}
