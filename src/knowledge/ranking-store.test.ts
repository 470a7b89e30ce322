import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import type { Database } from '../platform/database.js';
import { buildMatchIndex } from './index/match-index.js';
import { createRankingStore } from './ranking-store.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const topics = ['退货', '换货', '发票', '运费', '积分', '优惠券', '安装', '保修', '密码', '地址'];
const documents = (suffix = '') =>
  topics.map((topic, at) => ({
    id: `entry-${at}`,
    kind: 'entry' as const,
    title: topic,
    questions: [
      `怎么${topic}`,
      `${topic}的规则`,
      `关于${topic}想问问`,
      `${topic}要多久`,
      `我的${topic}呢`,
      `${topic}${suffix}`,
    ],
  }));

describe('the stored ranking', () => {
  it('is trained once for the same documents, and anew for others or when they are normalised otherwise', async () => {
    const storedRanking = createRankingStore(database.prisma);
    const trained: string[] = [];
    const watched: typeof storedRanking = {
      get: storedRanking.get,
      async set(fingerprint, ranking) {
        trained.push(fingerprint);
        await storedRanking.set(fingerprint, ranking);
      },
    };
    const build = (suffix?: string, normalize = (text: string) => text) =>
      buildMatchIndex(documents(suffix), {
        normalize,
        segment: (text) => [...text],
        storedRanking: watched,
      });
    const first = await build();
    const second = await build();
    expect(trained).toHaveLength(1);
    expect(second.bars).toEqual(first.bars);
    expect(second.trainedOn).toBe(first.trainedOn);
    expect((await second.match('运费规则')).candidates).toEqual((await first.match('运费规则')).candidates);
    await build('在哪里看');
    expect(trained).toHaveLength(2);
    expect(trained[0]).not.toBe(trained[1]);
    await build('在哪里看', (text) => text.replace('怎么', '如何'));
    expect(new Set(trained).size).toBe(3);
  });

  it('is trained anew when the shop’s own words change how a known question reads, and only then', async () => {
    const trained: string[] = [];
    const build = (said: string) =>
      buildMatchIndex(documents(), {
        normalize: (text) => text,
        segment: (text) => [...text],
        vocabulary: {
          words: [],
          synonyms: [{ means: '运费', said: [said] }],
          stopWords: [],
        },
        storedRanking: {
          get: async (fingerprint) => void trained.push(fingerprint),
          set: async () => undefined,
        },
      });
    await build('快递钱');
    await build('寄东西的钱');
    await build('优惠券');
    expect(trained[0]).toBe(trained[1]);
    expect(trained[2]).not.toBe(trained[1]);
  });

  it('is trained again when what is kept cannot be read', async () => {
    await database.prisma.setting.update({
      where: { key: 'trained-ranking' },
      data: { value: { fingerprint: 1 } },
    });
    expect(await createRankingStore(database.prisma).get('any')).toBeUndefined();
  });
});
