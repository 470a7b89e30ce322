import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Embedder, openEmbedder } from '../../understanding/embedder.js';
import { normalize } from '../../understanding/normalize.js';
import { createSegmenter, type Segmenter } from '../../understanding/segmenter.js';
import type { MatchDocument } from './document.js';
import { buildMatchIndex, type MatchIndex } from './match-index.js';

const shop: Record<string, string[]> = {
  dispatch: ['付款后多久发货', '什么时候能发货', '今天下单今天能发吗', '怎么还没发货', '几点前付款当天发出'],
  returns: ['怎么申请退货', '我想退货', '不喜欢可以退吗', '退货流程是什么', '收到货不满意怎么退'],
  'no-returns': ['哪些商品不能退货', '什么情况不可以退货', '拆封了不给退吗', '不支持退货的有哪些'],
  invoice: [
    '可以开发票吗',
    '电子发票在哪里下载',
    '怎么开专票',
    '发票抬头写错了怎么改',
    '开公司发票要提供什么',
  ],
  shipping: ['运费怎么算', '包邮吗', '满多少免运费', '新疆包邮吗', '寄到西藏要加钱吗'],
  coupon: ['优惠券怎么用', '为什么券用不了', '有没有优惠券', '满减和券能一起用吗', '去哪里领券'],
  price: ['买完降价了能退差价吗', '有价保吗', '价格保护怎么申请', '刚买就降价了怎么办'],
  address: ['地址写错了怎么改', '能改收货地址吗', '发货了还能换地址吗', '收件人电话填错了'],
  refund: ['退款多久到账', '钱什么时候退给我', '退款退到哪里', '怎么还没收到退款'],
  warranty: ['保修多长时间', '坏了怎么维修', '过了保修期还能修吗', '保修卡丢了怎么办'],
};
const many: MatchDocument[] = Object.entries(shop).map(([id, questions]) => ({
  id,
  kind: 'entry',
  title: questions[0] ?? '',
  questions,
}));
const single = many.map((document) => ({ ...document, questions: document.questions.slice(0, 1) }));

const opened = await openEmbedder('models');
const embedder: Embedder | undefined = 'missing' in opened ? undefined : opened;
// The model is not part of the repository: without it, words alone are tested.
const ways = [{ way: 'words', embedder: undefined }, ...(embedder ? [{ way: 'model', embedder }] : [])];

let segmenter: Segmenter;
beforeAll(async () => {
  segmenter = await createSegmenter();
});
const build = (documents: MatchDocument[], use?: Embedder) =>
  buildMatchIndex(documents, { normalize, segment: (text) => segmenter.cut(text), embedder: use });
const top = async (index: MatchIndex, text: string) => (await index.match(text)).candidates[0]?.id;

describe.each(ways)('match index by $way', ({ embedder: use }) => {
  it.each([
    ['付款以后什么时候发货呀', 'dispatch'],
    ['我要申请退货', 'returns'],
    ['电子发票怎么下载', 'invoice'],
    ['新疆要运费吗', 'shipping'],
    ['优惠券用不了', 'coupon'],
    ['退款什么时候到账', 'refund'],
    ['收货地址填错了能改吗', 'address'],
  ])('%s → %s', async (text, expected) => expect(await top(await build(many, use), text)).toBe(expected));

  it('is sure of a known question, however it is decorated', async () => {
    const index = await build(many, use);
    for (const text of ['包邮吗', '包邮吗？？', '  包邮吗！', '包 邮 吗']) {
      const trace = await index.match(text);
      expect(trace.candidates[0]?.id).toBe('shipping');
      expect(trace.confidence).toBeCloseTo(0.99, 5);
      expect(trace.band).toBe('answer');
      expect(trace).toMatchObject({ stage: 'exact', vector: 'none' });
    }
  });

  it('shares the confidence between documents with the very same question', async () => {
    const twice: MatchDocument[] = [
      ...many,
      { id: 'copy', kind: 'intent', title: '', questions: ['包邮吗', '邮费谁出'] },
    ];
    const trace = await (await build(twice, use)).match('包邮吗');
    expect(
      trace.candidates
        .slice(0, 2)
        .map((c) => c.id)
        .sort(),
    ).toEqual(['copy', 'shipping']);
    expect(trace.confidence).toBeCloseTo(0.495, 3);
    expect(trace.band).not.toBe('answer');
  });

  it('has little confidence in what is not about the shop', async () => {
    const index = await build(many, use);
    for (const text of ['明天会下雨吗', '给我讲个笑话', '附近有什么好吃的餐馆', 'asdfgh', '12345', '🙂🙂'])
      expect((await index.match(text)).band, text).not.toBe('answer');
  });

  it('tells apart what differs by a negation', async () => {
    const index = await build(many, use);
    expect(await top(index, '什么东西不可以退货')).toBe('no-returns');
    expect(await top(index, '怎么样可以退货')).toBe('returns');
  });

  it('explains itself', async () => {
    const trace = await (await build(many, use)).match('运费多少钱');
    expect(trace.normalized).toBe('运费多少钱');
    expect(trace.words).toContain('运费');
    expect(trace.lexicalOnly).toBe(use === undefined);
    expect(trace.stage).toBe(use === undefined ? 'words' : 'full');
    expect(trace.candidates.length).toBeLessThanOrEqual(10);
    expect(trace.candidates[0]?.lexicalRank).toBe(1);
    expect(trace.candidates[0]?.features).toHaveProperty('bm25');
    expect(trace.confidence).toBe(trace.candidates[0]?.score);
    const scores = trace.candidates.map((candidate) => candidate.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeLessThanOrEqual(1.0001);
    expect(trace.bars.clarify).toBeLessThan(trace.bars.answer);
  });

  it('answers in the words of the shop, and tells how it read them', async () => {
    const vocabulary = {
      words: ['小蓝瓶'],
      synonyms: [{ means: '发票', said: ['税纸', '报销那张纸'] }],
      stopWords: ['掌柜的', '请问'],
    };
    const parts = { normalize, segment: (text: string) => segmenter.cut(text), embedder: use };
    const [plain, own] = [
      await buildMatchIndex(many, parts),
      await buildMatchIndex(many, { ...parts, vocabulary }),
    ];
    const asked = '掌柜的,请问报销那张纸可以开吗';
    const before = await plain.match(asked);
    expect(before).toMatchObject({ synonyms: [], stopWords: [] });
    const trace = await own.match(asked);
    expect(trace.candidates[0]?.id).toBe('invoice');
    expect(trace.confidence).toBeGreaterThan(
      before.candidates.find(({ id }) => id === 'invoice')?.score ?? 0,
    );
    expect(trace.synonyms).toEqual([{ said: '报销那张纸', means: '发票' }]);
    expect(trace.stopWords).toEqual(['掌柜的', '请问']);
    expect(trace.words).toContain('报销那张纸');
    expect((await own.match('小蓝瓶有吗')).words).toContain('小蓝瓶');
    // What the vocabulary makes a known question is as sure as one.
    const same = await own.match('请问可以开税纸吗');
    expect(same.candidates[0]?.id).toBe('invoice');
    expect(same.confidence).toBeCloseTo(0.99, 5);
  });

  it('tells what only sounds alike', async () => {
    const trace = await (await build(many, use)).match('由费怎么算');
    expect(trace.candidates.find(({ id }) => id === 'shipping')?.soundHits).toEqual([]);
    const typo = await (await build(many, use)).match('怎么申请腿货');
    expect(typo.candidates.find(({ id }) => id === 'returns')?.soundHits).toContain('tui huo');
  });

  it('comes out the same every time', async () => {
    const [a, b] = [await build(many, use), await build(many, use)];
    expect(a.bars).toEqual(b.bars);
    for (const text of ['多久到账', '能开票不'])
      expect((await a.match(text)).candidates).toEqual((await b.match(text)).candidates);
  });

  it('works with one question a document, with one document, and with none', async () => {
    const index = await build(single, use);
    expect(index.trainedOn).toBe(0);
    expect(await top(index, '发票可以开吗')).toBe('invoice');
    expect(await top(await build(many.slice(0, 1), use), '多久发货')).toBe('dispatch');
    const empty = await (await build([], use)).match('包邮吗');
    expect(empty).toMatchObject({ candidates: [], confidence: 0, band: 'hand-off' });
  });

  it('ignores empty questions and documents without any', async () => {
    const index = await build(
      [...many, { id: 'blank', kind: 'entry', title: '', questions: ['', ' ', '🙂'] }],
      use,
    );
    expect(index.documentCount).toBe(11);
    expect(await top(index, '运费怎么算')).toBe('shipping');
  });

  it('matches nothing to nothing, and never throws', async () => {
    const index = await build(many, use);
    for (const text of ['', '   ', '？？？', '🙂', '\u200b'])
      expect(await index.match(text)).toMatchObject({ candidates: [], confidence: 0 });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const { confidence } = await index.match(text);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
      { numRuns: 50 },
    );
    expect((await index.match('退货'.repeat(5000))).candidates.length).toBeGreaterThan(0);
  });
});

describe('match index', () => {
  it('refuses two documents of one kind with one id', async () => {
    await expect(build([...many, ...many.slice(0, 1)])).rejects.toThrow('"dispatch"');
    await expect(
      build([...many, { id: 'dispatch', kind: 'intent', title: '', questions: ['催发货'] }]),
    ).resolves.toBeDefined();
  });

  it('prefers what was asked for most lately, among what fits alike', async () => {
    const twins: MatchDocument[] = [
      ...many,
      { id: 'left', kind: 'entry', title: '', questions: ['会员积分规则说明'] },
      { id: 'right', kind: 'entry', title: '', questions: ['会员等级规则说明'] },
    ];
    const asked = '会员规则';
    const ranked = async (uses: [string, number][]) =>
      (
        await buildMatchIndex(twins, {
          normalize,
          segment: (text) => segmenter.cut(text),
          uses: new Map(uses),
        })
      ).match(asked);
    expect((await ranked([['entry left', 400]])).candidates[0]?.id).toBe('left');
    expect((await ranked([['entry right', 400]])).candidates[0]?.id).toBe('right');
    const [none, much] = [await ranked([]), await ranked([['entry coupon', 100_000]])];
    const total = ({ candidates }: typeof none) => candidates.reduce((sum, { score }) => sum + score, 0);
    expect(Math.abs(total(much) - total(none))).toBeLessThan(0.1);
  });

  it('recalls homophone typos by their sound', async () => {
    expect(await top(await build(single), '由费怎么蒜')).toBe('shipping');
  });

  it('asks the model for what it does not know, and for nothing else', async () => {
    if (embedder === undefined) return;
    const asked: string[] = [];
    const watched = {
      modelHash: embedder.modelHash,
      isCached: (text: string) => text === '多久寄出',
      embed(text: string) {
        asked.push(text);
        return embedder.embed(text);
      },
    };
    const index = await buildMatchIndex(many, {
      normalize,
      segment: (text) => segmenter.cut(text),
      embedder: watched,
    });
    asked.length = 0;
    expect(await index.match('包邮吗？')).toMatchObject({ stage: 'exact', vector: 'none' });
    expect(await index.match('🙂')).toMatchObject({ stage: 'words', vector: 'none' });
    expect(asked).toEqual([]);
    expect(await index.match('多久寄出')).toMatchObject({ stage: 'full', vector: 'cached' });
    expect(await index.match('几天能寄')).toMatchObject({ stage: 'full', vector: 'computed' });
    expect(asked).toEqual(['多久寄出', '几天能寄']);
  });

  it('asks stored embeddings first, and stores what it had to compute', async () => {
    if (embedder === undefined) return;
    const kept = new Map<string, Float32Array>();
    let computed = 0;
    const parts = {
      normalize,
      segment: (text: string) => segmenter.cut(text),
      embedder: {
        modelHash: embedder.modelHash,
        embed: (text: string) => {
          computed++;
          return embedder.embed(text);
        },
      },
      storedEmbeddings: {
        getMany: (_: string, texts: readonly string[]) =>
          new Map([...kept].filter(([text]) => texts.includes(text))),
        putMany: (_: string, vectors: ReadonlyMap<string, Float32Array>) => {
          for (const [text, vector] of vectors) kept.set(text, vector);
        },
      },
    };
    await buildMatchIndex(many, parts);
    expect(computed).toBe(kept.size);
    computed = 0;
    const again = await buildMatchIndex(many, parts);
    expect(computed).toBe(0);
    expect(await top(again, '可以开票吗')).toBe('invoice');
  });
});

// Real questions, outside the repository: only where they are there, as on the machines of the project.
const folder = '../shared/data/jddc-dev';
describe.runIf(embedder !== undefined && existsSync(folder))('real questions of a large shop', () => {
  it('are ranked, answered and refused well enough', { timeout: 120_000 }, async () => {
    const read = <T>(file: string) =>
      readFileSync(`${folder}/${file}`, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as T);
    const documents = read<{ id: string; question: string; similar: string[] }>('knowledge.jsonl').map(
      ({ id, question, similar }): MatchDocument => ({
        id,
        kind: 'entry',
        title: question,
        questions: [question, ...similar],
      }),
    );
    const gold = new Map(
      read<{ id: string; gold: string[] }>('gold.jsonl').map(({ id, gold: ids }) => [id, ids]),
    );
    const asked = [
      ...read<{ id: string; text: string }>('queries.jsonl').filter(({ id }) => gold.has(id)),
      ...read<{ id: string; text: string }>('off-topic.jsonl'),
    ];
    const index = await build(documents, embedder);
    const outcomes: { confidence: number; right: boolean; answerable: boolean; band: string }[] = [];
    for (const { id, text } of asked) {
      const { candidates, confidence, band } = await index.match(text);
      const right = gold.get(id)?.includes(candidates[0]?.id ?? '') ?? false;
      outcomes.push({ confidence, right, answerable: gold.has(id), band });
    }
    const share = (part: unknown[], whole: unknown[]) => part.length / whole.length;
    const answerable = outcomes.filter((o) => o.answerable);
    expect(
      share(
        answerable.filter((o) => o.right),
        answerable,
      ),
    ).toBeGreaterThan(0.76);
    const answered = outcomes.filter((o) => o.band === 'answer');
    expect(share(answered, outcomes)).toBeGreaterThan(0.4);
    expect(
      share(
        answered.filter((o) => o.right),
        answered,
      ),
    ).toBeGreaterThan(0.88);
    const foreign = outcomes.filter((o) => !o.answerable);
    expect(
      share(
        foreign.filter((o) => o.band === 'answer'),
        foreign,
      ),
    ).toBeLessThan(0.1);
  });
});
