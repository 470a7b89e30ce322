import { beforeAll, describe, expect, it } from 'vitest';
import { type Embedder, openEmbedder } from '../../understanding/embedder.js';
import { normalize } from '../../understanding/normalize.js';
import { createSegmenter, type Segmenter } from '../../understanding/segmenter.js';
import type { MatchDocument } from './document.js';
import { buildMatchIndex, type MatchIndex } from './match-index.js';

/** Pairs that differ by a negation, and entries that share their keywords. */
const shop: Record<string, string[]> = {
  returnable: ['哪些商品能退', '这个能退吗', '买错了可以退货吗', '拆开了还可以退吗'],
  'not-returnable': ['哪些商品不能退', '什么东西不能退货', '为什么不给退', '定做的不可以退货吧'],
  'want-invoice': ['我要发票', '要开发票怎么弄', '发票怎么开', '帮我开张发票'],
  'no-invoice': ['我不要发票', '不需要发票', '可以不开发票吗', '不用给我开发票了'],
  'not-received': ['显示签收了但我没收到', '没收到货怎么办', '快递一直没收到', '包裹没有收到'],
  received: ['我收到货了', '东西收到了', '货收到了还要做什么', '已经收到包裹了'],
  'return-shipping': ['退货运费谁出', '退货的邮费怎么算', '换货运费谁承担', '有运费险吗'],
  shipping: ['运费多少钱', '满多少包邮', '新疆包邮吗', '寄西藏运费怎么算'],
  refund: ['退货后多少钱退给我', '退款几天到账', '钱几天能退回来', '退款退到哪里'],
  delivery: ['几天能到', '快递几天到', '发货后几天送达', '什么时候送到'],
  price: ['这个多少钱', '现在买多少钱', '价格是多少', '有没有优惠价'],
  hello: ['在吗', '有人吗', '你好', '客服在不在'],
};
const many = Object.entries(shop).map(
  ([id, questions]): MatchDocument => ({ id, kind: 'entry', title: questions[0] ?? '', questions }),
);
const single = many.map((document) => ({ ...document, questions: document.questions.slice(0, 1) }));

const opened = await openEmbedder('models');
const embedder: Embedder | undefined = 'missing' in opened ? undefined : opened;
const ways = [{ way: 'words', use: undefined }, ...(embedder ? [{ way: 'model', use: embedder }] : [])];

let segmenter: Segmenter;
beforeAll(async () => {
  segmenter = await createSegmenter();
});

describe.each(ways)('by $way', ({ use }) => {
  const build = (documents: MatchDocument[]) =>
    buildMatchIndex(documents, { normalize, segment: (text) => segmenter.cut(text), embedder: use });
  let rich: MatchIndex;
  let bare: MatchIndex;
  beforeAll(async () => {
    rich = await build(many);
    bare = await build(single);
  });
  const first = async (index: MatchIndex, text: string) => (await index.match(text)).candidates[0]?.id;

  it.each([
    ['这件能退不', 'returnable'],
    ['能不能退呀', 'returnable'],
    ['这件不能退是吧', 'not-returnable'],
    ['不能退的商品有哪些', 'not-returnable'],
    ['要发票', 'want-invoice'],
    ['不要发票', 'no-invoice'],
    ['发票不用开了', 'no-invoice'],
    ['可以不要发票吗', 'no-invoice'],
    ['没收到', 'not-received'],
    ['我的货没收到', 'not-received'],
    ['收到了', 'received'],
    ['我的货收到了', 'received'],
  ])('%s → %s', async (text, expected) => expect(await first(rich, text)).toBe(expected));

  it.each([
    ['哪些商品能退呢', 'returnable'],
    ['哪些商品是不能退的', 'not-returnable'],
    ['给我发票，要的', 'want-invoice'],
    ['发票不要', 'no-invoice'],
  ])('without similar questions: %s → %s', async (text, expected) =>
    expect(await first(bare, text)).toBe(expected));

  it.each([
    '退货',
    '运费',
    '发票',
    '几天',
    '多少钱',
    '退款？',
    '包邮？',
  ])('%s is asked back, not guessed, unless one entry has it to itself', async (text) => {
    const { band, confidence, bars, candidates } = await rich.match(text);
    const alone = text.startsWith('包邮') || text.startsWith('退款');
    if (alone) {
      expect(candidates[0]?.id).toBe(text.startsWith('包邮') ? 'shipping' : 'refund');
      return;
    }
    expect(band).toBe('clarify');
    expect(confidence).toBeLessThan(bars.answer);
    expect(candidates.length).toBeGreaterThan(1);
  });

  it('still answers a short question that is known word for word', async () => {
    const { band, candidates } = await rich.match('在吗？');
    expect([band, candidates[0]?.id]).toEqual(['answer', 'hello']);
  });
});
