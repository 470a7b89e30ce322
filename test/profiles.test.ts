import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ConversationDetail } from '../src/contract/http.js';
import type { MemberRulesEffect, MemberRulesInForce } from '../src/contract/member-rules.js';
import type { CustomerRow, ProfileStatus, ProfileView } from '../src/contract/profile.js';
import type { Explanation, SegmentPreview, SegmentView } from '../src/contract/segments.js';
import { createConsentStore } from '../src/customers/consent-store.js';
import { createCustomerStore } from '../src/customers/customer-store.js';
import { seedDemoShop } from '../src/demo/demo-seed.js';
import type { Database } from '../src/platform/database.js';
import { newId } from '../src/platform/ids.js';
import { createSettingsStore } from '../src/platform/settings-store.js';
import { openProfiles } from '../src/profiles.js';
import { createAuditStore } from '../src/staff/audit-store.js';
import { type BareApp, openBareApp } from './bare-app.js';
import { openTestDatabase } from './database.js';
import { type ShopRows, shopRows } from './shop-rows.js';
import { silentLog } from './silent-log.js';

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

describe('over HTTP', () => {
  let app: BareApp;
  let rows: ShopRows;
  const tokens = { agent: '', supervisor: '', admin: '' };

  beforeAll(async () => {
    app = await openBareApp();
    rows = shopRows(app.database.prisma);
    for (const role of ['agent', 'supervisor', 'admin'] as const) tokens[role] = await app.session(role);
  });
  afterAll(() => app.close());

  async function call<T>(
    role: keyof typeof tokens,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
  ) {
    const response = await app.http.inject({
      method,
      url,
      headers: { authorization: `Bearer ${tokens[role]}` },
      ...(payload ? { payload } : {}),
    });
    return { status: response.statusCode, body: (response.body === '' ? undefined : response.json()) as T };
  }

  it('a customer who agrees has a profile beside the conversation; one who does not has none, and is told why', async () => {
    const { prisma } = app.database;
    const [open, closed] = [
      await rows.customer({ name: '林小满', city: '杭州', birthday: '05-04' }),
      await rows.customer({ name: '周先生' }),
    ];
    const { id: product } = await rows.product({ category: '茶叶' });
    for (const customer of [open, closed])
      for (const days of [70, 40, 10]) await rows.order(customer.id, [product], { at: daysAgo(days) });
    const visitor = await rows.visitor(open.id);
    await createConsentStore(app.database).record({
      visitorId: visitor.id,
      customerId: open.id,
      purpose: 'personalization',
      granted: true,
      source: 'test',
    });
    expect((await call('admin', 'POST', '/v1/profiles:rebuild')).status).toBe(202);
    await vi.waitUntil(
      async () => (await call<ProfileStatus>('admin', 'GET', '/v1/profiles/status')).body.personal === 1,
      10_000,
    );

    const url = `/v1/customers/${open.externalId}/profile`;
    const whole = (await call<ProfileView>('admin', 'GET', url)).body;
    expect(whole).toMatchObject({ name: '林小满', city: '杭州', birthday: '05-04' });
    expect(whole.personal?.alive?.value).toBeGreaterThan(0);
    expect(whole.personal?.categories?.reason).toContain('茶叶');
    const masked = (await call<ProfileView>('agent', 'GET', url)).body;
    expect(masked.name).toBe('林**');
    expect(JSON.stringify(masked)).not.toMatch(/杭州|05-04|alive|satisfaction/);
    expect(masked.personal?.churn?.reason).toMatch(/未来 90 天不再下单的可能约 \d+%/);
    expect(masked.basics.orders).toMatchObject({ value: 3, reason: '付过款且没有退掉的订单 3 单' });

    const other = (await call<ProfileView>('admin', 'GET', `/v1/customers/${closed.externalId}/profile`))
      .body;
    expect(other).toMatchObject({ withheld: 'no-consent', basics: { orders: { value: 3 } } });
    expect(other.personal).toBeUndefined();

    const conversation = await prisma.conversation.create({
      data: { visitorId: visitor.id, customerId: open.id, state: 'queued', lastSequence: 0 },
    });
    const detail = await call<ConversationDetail>('agent', 'GET', `/v1/conversations/${conversation.id}`);
    expect(detail.body.customer?.profile?.personal?.lifecycle?.value).toBe('成长');
  });

  it('customers are listed masked, found by number, and by segment', async () => {
    const all = (await call<{ items: CustomerRow[] }>('agent', 'GET', '/v1/customers')).body.items;
    expect(all.map(({ name }) => name)).toEqual(['周先生', '林**']);
    expect(all[0]).not.toHaveProperty('rfm');
    const [found] = (
      await call<{ items: CustomerRow[] }>('admin', 'GET', `/v1/customers?search=${all[1]?.customerId}`)
    ).body.items;
    expect(found).toMatchObject({ name: '林小满', orders: 3, lifecycle: '成长' });
    const first = (await call<{ nextCursor: string }>('agent', 'GET', '/v1/customers?limit=1')).body;
    const second = await call<{ items: CustomerRow[] }>(
      'agent',
      'GET',
      `/v1/customers?cursor=${first.nextCursor}`,
    );
    expect(second.body.items.map(({ name }) => name)).toEqual(['林**']);
  });

  it('a cell of recency and frequency holds those who agree and stand there, and nobody else', async () => {
    const row = await app.database.prisma.customerProfile.findFirstOrThrow({ where: { personal: true } });
    const { recency, frequency, monetary, rfm } = row;
    // Of who does not agree nothing is found, even if a score were left over.
    await app.database.prisma.customerProfile.updateMany({
      where: { personal: false },
      data: { recency, frequency, monetary, rfm },
    });
    const named = async (query: string) =>
      (await call<{ items: CustomerRow[] }>('supervisor', 'GET', `/v1/customers?${query}`)).body.items.map(
        ({ name }) => name,
      );
    expect(await named(`r=${recency}&f=${frequency}`)).toEqual(['林**']);
    expect(await named(`r=${recency}&f=${frequency}&m=${monetary}`)).toEqual(['林**']);
    expect(await named(`rfm=${encodeURIComponent(rfm ?? '')}`)).toEqual(['林**']);
    expect(await named(`r=${recency === 1 ? 2 : 1}&f=${frequency}`)).toEqual([]);
    const wrong = await call<{ errors: { path: string }[] }>('agent', 'GET', '/v1/customers?r=6');
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: 'r' }] } });
  });

  it('member rules: what they would do is told first; saved once per version, with the standard to go back to', async () => {
    const stored = await call<MemberRulesInForce>('supervisor', 'GET', '/v1/member-rules');
    const { version, standard } = stored.body;
    expect(standard.tiers.levels.map(({ id }) => id)).toEqual(['regular', 'silver', 'gold', 'black']);
    const tiers = {
      ...standard.tiers,
      levels: [
        { id: 'regular', name: '普通会员', reach: 0 },
        { id: 'tea', name: '茶友', reach: 1 },
      ],
    };
    const rules = { ...standard, tiers };
    expect((await call('supervisor', 'POST', '/v1/member-rules:preview', { rules })).status).toBe(403);
    const effect = (await call<MemberRulesEffect>('admin', 'POST', '/v1/member-rules:preview', { rules }))
      .body;
    expect(effect).toEqual({
      customers: 2,
      lookedAt: 2,
      changed: 2,
      atRisk: 0,
      moves: [{ from: 'regular', to: 'tea', customers: 2 }],
    });
    const put = (wanted: object, baseVersion: number) =>
      call<MemberRulesInForce & { errors: { path: string }[] }>('admin', 'PUT', '/v1/member-rules', {
        rules: wanted,
        baseVersion,
      });
    const falling = {
      ...rules,
      tiers: { ...tiers, levels: [...tiers.levels, { id: 'low', name: '低', reach: 1 }] },
    };
    expect(await put(falling, version)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'rules.tiers.levels.2.reach' }] },
    });
    expect((await put(rules, version)).body).toMatchObject({ version: version + 1, rules, standard });
    expect((await put(standard, version)).status).toBe(409);
    expect((await put(standard, version + 1)).body).toMatchObject({ version: version + 2, rules: standard });
    const record = await app.database.prisma.auditEntry.findFirst({
      where: { action: 'member-rules.change' },
      orderBy: { createdAt: 'desc' },
    });
    expect(record?.detail).toMatchObject({ version: version + 2, before: { tiers: rules.tiers } });
  });

  it('a segment is made, looked at, changed and deleted; supervisors only read', async () => {
    const rule = { kind: 'bought', what: 'category', values: ['茶叶'], withinDays: 30 };
    const preview = (await call<SegmentPreview>('admin', 'POST', '/v1/segments:preview', { rule })).body;
    expect(preview).toMatchObject({
      size: 1,
      ruleText: '近 30 天买过品类茶叶',
      sample: [{ name: '林**', explanation: { met: true, fact: '10 天前买过' } }],
    });
    expect((await call('supervisor', 'POST', '/v1/segments', { name: '爱喝茶', rule })).status).toBe(403);
    const made = await call<SegmentView>('admin', 'POST', '/v1/segments', { name: '爱喝茶', rule });
    expect(made).toMatchObject({ status: 201, body: { size: 1, createdBy: 'admin', version: 1 } });
    const url = `/v1/segments/${made.body.segmentId}`;
    const listed = await call<{ items: CustomerRow[] }>(
      'agent',
      'GET',
      `/v1/customers?segment=${made.body.segmentId}`,
    );
    const [member] = listed.body.items;
    expect(listed.body.items).toHaveLength(1);
    const told = await call<Explanation>('supervisor', 'GET', `${url}/members/${member?.customerId}`);
    expect(told.body).toMatchObject({ condition: '近 30 天买过品类茶叶', met: true });
    const profile = await call<ProfileView>('agent', 'GET', `/v1/customers/${member?.customerId}/profile`);
    expect(profile.body.segments).toEqual([
      { segmentId: made.body.segmentId, name: '爱喝茶', reason: '近 30 天买过品类茶叶（10 天前买过）' },
    ]);
    const change = { name: '爱喝茶', rule: { ...rule, withinDays: 5 } };
    const changed = await call<SegmentView>('admin', 'PUT', url, { ...change, version: 1 });
    expect(changed.body).toMatchObject({ size: 0, version: 2 });
    expect((await call('admin', 'PUT', url, { ...change, version: 1 })).status).toBe(409);
    const wrong = await call<{ errors: { path: string }[] }>('admin', 'POST', '/v1/segments', {
      name: 'x',
      rule: { kind: 'number', figure: 'salary', op: 'at-least', value: 1 },
    });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: 'rule.figure' }] } });
    expect((await call('admin', 'DELETE', url)).status).toBe(204);
    expect((await call('supervisor', 'GET', url)).status).toBe(404);
  });
});

describe('the demo shop', () => {
  let database: Database;
  let profiles: Awaited<ReturnType<typeof openProfiles>>;
  let before: Map<string, { tier: string; points: number }>;
  const now = new Date('2026-11-21T07:00:00Z');
  const customers = async () =>
    new Map(
      (await database.prisma.customer.findMany()).map(({ externalId, tier, points }) => [
        externalId,
        { tier, points },
      ]),
    );

  beforeAll(async () => {
    database = await openTestDatabase();
    const { prisma } = database;
    await seedDemoShop(database, now, silentLog);
    before = await customers();
    profiles = await openProfiles({
      nodeId: newId(),
      database,
      settings: createSettingsStore(database),
      audit: createAuditStore({ prisma }),
      customers: createCustomerStore(database),
      shopTimeZone: 'Asia/Shanghai',
      demo: true,
      clock: () => now,
      log: silentLog,
    });
    profiles.routes.rebuild();
    await vi.waitUntil(async () => (await profiles.routes.status()).lastRun !== undefined, 60_000);
  }, 120_000);
  afterAll(async () => {
    await profiles.stop();
    await database.close();
  });

  it('has the tiers and points that it was seeded with, now each with a ledger behind it', async () => {
    expect(Object.fromEntries(await customers())).toEqual(Object.fromEntries(before));
    const [sum] = await database.prisma.$queryRaw<{ points: number }[]>`
      SELECT sum(points)::int AS points FROM "PointsEntry"`;
    expect(sum?.points).toBe([...before.values()].reduce((total, { points }) => total + points, 0));
  });

  it('has members in its segments, each with a reason', async () => {
    const segments = await profiles.segments.list();
    expect(segments.length).toBeGreaterThanOrEqual(10);
    const sizes = Object.fromEntries(segments.map(({ name, size }) => [name, size]));
    for (const name of [
      '高价值会员',
      '即将流失',
      '快到补货期',
      '生日在即',
      '沉睡老客',
      '近期活跃',
      '愿意收营销消息',
    ])
      expect(sizes[name], JSON.stringify(sizes)).toBeGreaterThan(0);
    for (const { segmentId } of segments)
      for (const { reason } of (await profiles.segments.members(segmentId, { limit: 5 })).items)
        expect(reason).not.toBe('');
  });

  it('has groups of every value, and a model fitted on who agreed', async () => {
    const status = await profiles.routes.status();
    expect(status.personal / status.profiles).toBeGreaterThan(0.6);
    expect(status.model?.customers).toBeGreaterThan(300);
    const groups = await database.prisma.customerProfile.groupBy({ by: ['rfm'], _count: true });
    expect(groups.length).toBeGreaterThanOrEqual(7);
  });
});
