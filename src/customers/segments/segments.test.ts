import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/database.js';
import { type ShopRows, shopRows } from '../../../test/shop-rows.js';
import { type SegmentRule, segmentRule } from '../../contract/segments.js';
import type { Database } from '../../platform/database.js';
import { createConsentStore } from '../consent-store.js';
import { momentOf } from './customer-facts.js';
import { readCustomerFacts } from './customer-facts-store.js';
import { explainRule } from './explain-rule.js';
import { resolveRule } from './resolve-rule.js';
import { choiceFields, dateFields, numberFields } from './segment-fields.js';
import { createSegmentRows } from './segment-rows-store.js';
import { conditionOf, customersWithProfiles } from './segment-sql-store.js';
import { createSegments } from './segment-store.js';

const now = new Date('2026-11-22T03:00:00Z');
const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs);
const timeZone = 'Asia/Shanghai';

let database: Database;
let rows: ShopRows;
const recorded: string[] = [];
let segments: ReturnType<typeof createSegments>;
let stored: ReturnType<typeof createSegmentRows>;

beforeAll(async () => {
  database = await openTestDatabase();
  rows = shopRows(database.prisma);
  stored = createSegmentRows({
    ...database,
    audit: async ({ action }) => void recorded.push(action),
    usedElsewhere: async (_tx, id) => (id === usedByCampaign ? ['双十一唤醒'] : []),
  });
  segments = createSegments({ ...database, rows: stored, timeZone, clock: () => now });
});
afterAll(() => database.close());
let usedByCampaign = '';

const categories = ['女装', '母婴', '数码'];
const tags = ['高意向', '投诉'];
const birthdays = ['11-22', '11-25', '02-29', '01-01'];
const lifecycle = ['新客', '成熟', '沉睡'];

/** A customer whose every fact is drawn, many of them unknown. */
async function makeCustomer(seed: number) {
  const pick = <T>(list: readonly T[], salt: number): T => list[(seed * 7 + salt * 13) % list.length] as T;
  const maybe = <T>(value: T, salt: number): T | null => ((seed + salt) % 4 === 0 ? null : value);
  const customer = await rows.customer({
    tier: pick(['regular', 'gold'], 1),
    points: seed * 10,
    province: maybe(pick(['浙江', '广东'], 2), 2),
    birthday: maybe(pick(birthdays, 3), 3),
    registeredAt: maybe(daysAgo(seed * 9), 4),
  });
  const visitor = await rows.visitor(customer.id);
  const personal = seed % 3 !== 0;
  if (seed % 5 !== 0)
    await database.prisma.consent.create({
      data: {
        visitorId: visitor.id,
        customerId: customer.id,
        purpose: seed % 2 === 0 ? 'personalization' : 'marketing',
        granted: seed % 7 < 4,
        textVersion: 'test',
        source: 'test',
      },
    });
  if (seed % 6 !== 0)
    await database.prisma.customerProfile.create({
      data: {
        customerId: customer.id,
        asOf: now,
        modelVersion: 1,
        personal,
        orders: seed % 9,
        ...(personal
          ? {
              lastOrderAt: maybe(daysAgo(seed * 4), 5),
              replenishDueAt: maybe(daysAgo(20 - seed * 2), 6),
              valueMinor: maybe(seed * 5000, 7),
              churn: maybe((seed % 10) / 10, 8),
              lifecycle: maybe(pick(lifecycle, 4), 9),
              topCategory: maybe(pick(categories, 5), 10),
            }
          : {}),
      },
    });
  if (seed % 2 === 0)
    await rows.order(customer.id, [productIds[seed % productIds.length] ?? ''], {
      at: daysAgo(seed * 5),
      status: seed % 8 === 0 ? 'cancelled' : 'completed',
    });
  if (seed % 4 === 1) {
    const conversation = await database.prisma.conversation.create({
      data: { visitorId: visitor.id, customerId: customer.id },
    });
    await database.prisma.conversationTag.create({
      data: { conversationId: conversation.id, tag: pick(tags, 6) },
    });
  }
  return customer.id;
}
const productIds: string[] = [];

const leaf: fc.Arbitrary<SegmentRule> = fc.oneof(
  fc.record({
    kind: fc.constant('number' as const),
    figure: fc.constantFrom('orders', 'points', 'valueMinor', 'churn') as fc.Arbitrary<'orders'>,
    op: fc.constantFrom('at-least', 'at-most', 'equals') as fc.Arbitrary<'at-least'>,
    value: fc.constantFrom(0, 0.3, 0.5, 3, 50, 100_000),
  }),
  fc.record({
    kind: fc.constant('date' as const),
    figure: fc.constantFrom('lastOrderAt', 'registeredAt', 'replenishDueAt') as fc.Arbitrary<'lastOrderAt'>,
    op: fc.constantFrom('within-last', 'longer-ago', 'within-next') as fc.Arbitrary<'within-last'>,
    days: fc.constantFrom(0, 4, 20, 60, 365),
  }),
  fc.record({
    kind: fc.constant('choice' as const),
    figure: fc.constantFrom('tier', 'lifecycle', 'topCategory', 'province') as fc.Arbitrary<'tier'>,
    values: fc.subarray(['gold', '新客', '沉睡', '女装', '浙江'], { minLength: 1 }),
  }),
  fc.record(
    {
      kind: fc.constant('bought' as const),
      what: fc.constantFrom('category', 'brand') as fc.Arbitrary<'category'>,
      values: fc.subarray([...categories, '暖山'], { minLength: 1 }),
      withinDays: fc.constantFrom(10, 100, 200),
    },
    { requiredKeys: ['kind', 'what', 'values'] },
  ) as fc.Arbitrary<SegmentRule>,
  fc.record({
    kind: fc.constant('consent' as const),
    purpose: fc.constantFrom('personalization', 'marketing') as fc.Arbitrary<'marketing'>,
    state: fc.constantFrom('granted', 'declined', 'never-asked') as fc.Arbitrary<'granted'>,
  }),
  fc.record({ kind: fc.constant('tag' as const), values: fc.subarray(tags, { minLength: 1 }) }),
  fc.record({ kind: fc.constant('birthday' as const), withinDays: fc.constantFrom(0, 3, 40, 120) }),
);

const { rule: anyRule } = fc.letrec<{ rule: SegmentRule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.record({
      kind: fc.constant('all' as const),
      rules: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('any' as const),
      rules: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), rule: tie('rule') }),
  ) as fc.Arbitrary<SegmentRule>,
}));

describe('the query and the explanation', () => {
  it('agree on random customers and random rules', async () => {
    for (const category of categories)
      productIds.push((await rows.product({ category, brand: category === '女装' ? '暖山' : '' })).id);
    const ids: string[] = [];
    for (let seed = 0; seed < 60; seed++) ids.push(await makeCustomer(seed));
    const facts = await readCustomerFacts(database, ids);
    const moment = momentOf(now, timeZone);
    let members = 0;
    await fc.assert(
      fc.asyncProperty(anyRule, async (rule) => {
        const resolved = resolveRule(segmentRule.parse(rule), new Map());
        const found = await database.prisma.$queryRaw<{ id: string }[]>`
          SELECT c.id::text AS id FROM ${customersWithProfiles} WHERE ${conditionOf(resolved, moment)} ORDER BY c.id`;
        const explained = [...facts]
          .filter(([, each]) => explainRule(resolved, each, moment).met)
          .map(([id]) => id)
          .sort();
        members += explained.length;
        expect(found.map(({ id }) => id)).toEqual(explained);
      }),
      { numRuns: 300 },
    );
    // Rules that nobody fulfils would agree for free.
    expect(members).toBeGreaterThan(1000);
  }, 60_000);

  it('explain condition by condition, in words that are true', async () => {
    const customer = await rows.customer({ tier: 'gold', birthday: '11-25' });
    await database.prisma.customerProfile.create({
      data: {
        customerId: customer.id,
        asOf: now,
        modelVersion: 1,
        personal: true,
        orders: 6,
        lastOrderAt: daysAgo(12),
        churn: 0.72,
      },
    });
    const id = await stored.create({
      name: '近期活跃',
      description: '',
      rule: {
        kind: 'all',
        rules: [
          { kind: 'date', figure: 'lastOrderAt', op: 'within-last', days: 30 },
          { kind: 'not', rule: { kind: 'number', figure: 'churn', op: 'at-most', value: 0.5 } },
          { kind: 'birthday', withinDays: 7 },
        ],
      },
    });
    const told = await segments.explain(id, customer.externalId);
    expect(told).toMatchObject({
      met: true,
      parts: [
        { condition: '最近下单在最近 30 天内', met: true, fact: '12 天前' },
        {
          condition: '不满足',
          met: true,
          parts: [{ condition: '流失风险不超过 50%', met: false, fact: '72%' }],
        },
        { condition: '7 天内过生日', met: true, fact: '生日 11-25' },
      ],
    });
    const [own] = (await segments.ofCustomer(customer.id)).filter(({ name }) => name === '近期活跃');
    expect(own?.reason).toBe('最近下单在最近 30 天内（12 天前）；7 天内过生日（生日 11-25）');
    const page = await segments.members(id, { limit: 50 });
    expect(page.items.find(({ customerId }) => customerId === customer.externalId)?.name).toBe('林女士');
    expect((await segments.get(id)).ruleText).toContain('不是（流失风险不超过 50%）');
  });

  it('leave out who has not agreed to personalisation, whatever else is true of them', async () => {
    const customer = await rows.customer({ province: '四川' });
    const { size } = await segments.preview({ kind: 'choice', figure: 'province', values: ['四川'] });
    expect(size).toBe(0);
    const not = { kind: 'not' as const, rule: { kind: 'tag' as const, values: ['没有的标签'] } };
    const id = await stored.create({ name: '没有标签', description: '', rule: not });
    expect(await segments.explain(id, customer.externalId)).toMatchObject({
      met: false,
      condition: '同意个性化推荐',
    });
    // A rule on nothing but membership needs no consent.
    const basic = await segments.preview({ kind: 'choice', figure: 'tier', values: ['regular'] });
    expect(basic.size).toBeGreaterThan(10);
  });

  it('keep 29 February on the 28th in years without one', () => {
    const at = (day: string) => momentOf(new Date(`${day}T04:00:00Z`), timeZone).birthdays(0);
    expect(at('2027-02-28')).toEqual(['02-28', '02-29']);
    expect(at('2028-02-28')).toEqual(['02-28']);
    expect(at('2028-02-29')).toEqual(['02-29']);
  });
});

describe('segments in segments', () => {
  const orders: SegmentRule = { kind: 'number', figure: 'orders', op: 'at-least', value: 1 };

  it('follow what they refer to, refuse a circle, and cannot be deleted while used', async () => {
    const base = await stored.create({ name: '买过', description: '', rule: orders });
    const refers = { kind: 'segment' as const, segmentId: base };
    const upper = await stored.create({
      name: '没买过',
      description: '',
      rule: { kind: 'not', rule: refers },
    });
    const [all, none] = [await segments.get(base), await segments.get(upper)];
    expect(all.size + none.size).toBe(await database.prisma.customer.count());
    expect(all.usedBy).toEqual(['没买过']);
    const circle = { kind: 'segment' as const, segmentId: upper };
    const staff = await database.prisma.staff.create({
      data: { email: 'a@test.local', name: '小安', role: 'admin', passwordHash: '' },
    });
    const change = { name: '买过', description: '', version: 1 };
    await expect(stored.update(base, { ...change, rule: circle }, staff.id)).rejects.toThrow('绕一圈');
    await expect(stored.remove(base, staff.id)).rejects.toThrow('没买过');
    await stored.update(base, { ...change, rule: { ...orders, value: 3 } as SegmentRule }, staff.id);
    await expect(stored.update(base, { ...change, rule: orders }, staff.id)).rejects.toMatchObject({
      code: 'conflict',
    });
    usedByCampaign = upper;
    await expect(stored.remove(upper, staff.id)).rejects.toThrow('双十一唤醒');
    usedByCampaign = '';
    await stored.remove(upper, staff.id);
    await stored.remove(base, staff.id);
    expect(recorded).toEqual(expect.arrayContaining(['segment.create', 'segment.change', 'segment.delete']));
  });

  it('must not double beyond bounds, nor name what is not there', () => {
    const ids = Array.from({ length: 6 }, (_, n) => `00000000-0000-7000-8000-00000000000${n}`);
    const many: SegmentRule = { kind: 'any', rules: Array.from({ length: 50 }, () => orders) };
    const lookup = new Map(
      ids.map((id, n) => [
        id,
        {
          name: id,
          rule: (n === 0
            ? many
            : {
                kind: 'any',
                rules: [0, 1, 2].map(() => ({ kind: 'segment', segmentId: ids[n - 1] })),
              }) as SegmentRule,
        },
      ]),
    );
    const top = (n: number): SegmentRule => ({ kind: 'segment', segmentId: ids[n] ?? '' });
    expect(() => resolveRule(top(1), lookup)).not.toThrow();
    expect(() => resolveRule(top(3), lookup)).toThrow('最多 400 个条件');
    expect(() => resolveRule(top(0), new Map())).toThrow('不存在');
  });
});

describe('what a rule may be', () => {
  it.each<[string, unknown]>([
    ['an unknown figure', { kind: 'number', figure: 'password', op: 'at-least', value: 1 }],
    ['an empty list', { kind: 'all', rules: [] }],
    ['a field too many', { kind: 'tag', values: ['a'], sql: '1=1' }],
    ['days without end', { kind: 'bought', what: 'brand', values: ['a'], withinDays: 1e9 }],
  ])('not %s', (_title, rule) => expect(segmentRule.safeParse(rule).success).toBe(false));

  it('not nested by the thousand', () => {
    let rule: object = { kind: 'birthday', withinDays: 1 };
    for (let depth = 0; depth < 20_000; depth++) rule = { kind: 'not', rule };
    expect(segmentRule.safeParse(rule).success).toBe(false);
  });

  it('and every field has a name', () => {
    for (const { label } of [numberFields, dateFields, choiceFields].flatMap((fields) =>
      Object.values(fields),
    ))
      expect(label).toMatch(/[\u4e00-\u9fff]/);
  });
});

it('a consent that ends takes the personal figures with it at once', async () => {
  const customer = await rows.customer();
  const visitor = await rows.visitor(customer.id);
  const consents = createConsentStore(database);
  const change = {
    visitorId: visitor.id,
    customerId: customer.id,
    purpose: 'personalization' as const,
    source: 't',
  };
  await consents.record({ ...change, granted: true });
  await database.prisma.customerProfile.create({
    data: {
      customerId: customer.id,
      asOf: now,
      modelVersion: 1,
      personal: true,
      orders: 4,
      churn: 0.4,
      figures: {},
    },
  });
  await consents.record({ ...change, granted: false });
  expect(
    await database.prisma.customerProfile.findUnique({ where: { customerId: customer.id } }),
  ).toMatchObject({ personal: false, orders: 4, churn: null, figures: null });
});
