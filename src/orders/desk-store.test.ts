import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import {
  address,
  type OrderBench,
  openOrderBench,
  orderOf,
  requestFor,
  submitOn,
} from '../../test/order-bench.js';
import type { OrderRequestDetails } from '../contract/order-actions.js';
import type { Database } from '../platform/database.js';

let database: Database;
let bench: OrderBench;
beforeAll(async () => {
  database = await openTestDatabase();
  bench = await openOrderBench(database);
});
afterAll(() => database.close());

const submit = (request: ReturnType<typeof requestFor>) => submitOn(bench, request);

describe('what staff do', () => {
  async function submitted(products = 1, details: OrderRequestDetails = { reason: '不喜欢' }) {
    const of = await orderOf(bench, 'completed', products);
    const request = requestFor(of, 'return', details);
    await submit(request);
    return { ...of, id: request.id };
  }
  const statusOf = async (orderId: string) =>
    (await bench.prisma.order.findUniqueOrThrow({ where: { externalId: orderId } })).status;

  it('approving and finishing moves the order, once each, under the name of who did it', async () => {
    const { id, orderId } = await submitted();
    const approved = await bench.orders.desk.decide(
      id,
      { state: 'approved', seen: 'submitted' },
      bench.staffId,
    );
    expect(approved).toMatchObject({
      request: { state: 'approved' },
      decidedBy: '小青',
      next: ['done', 'declined'],
    });
    expect(await statusOf(orderId)).toBe('refunding');
    await expect(
      bench.orders.desk.decide(id, { state: 'declined', seen: 'submitted', note: '不行' }, bench.staffId),
    ).rejects.toMatchObject({ code: 'conflict' });
    await bench.orders.desk.decide(id, { state: 'done' }, bench.staffId);
    expect(await statusOf(orderId)).toBe('refunded');
    await expect(bench.orders.desk.decide(id, { state: 'done' }, bench.staffId)).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('what is refused after all puts the order back, unless the shop said something else', async () => {
    const { id, orderId } = await submitted();
    await bench.orders.desk.decide(id, { state: 'approved' }, bench.staffId);
    await bench.orders.desk.decide(id, { state: 'declined', note: '寄回的不是这一件' }, bench.staffId);
    expect(await statusOf(orderId)).toBe('completed');

    const other = await submitted();
    await bench.orders.desk.decide(other.id, { state: 'approved' }, bench.staffId);
    await bench.prisma.order.update({ where: { externalId: other.orderId }, data: { status: 'refunded' } });
    await bench.orders.desk.decide(other.id, { state: 'declined', note: '已经退过了' }, bench.staffId);
    expect(await statusOf(other.orderId)).toBe('refunded');
  });

  it('one product of several leaves the order as it is', async () => {
    const { id, orderId } = await submitted(2, { reason: '不喜欢', product: '第一个' });
    await bench.orders.desk.decide(id, { state: 'approved' }, bench.staffId);
    expect(await statusOf(orderId)).toBe('completed');
  });

  it('so does one piece of several', async () => {
    const of = await orderOf(bench, 'completed');
    await bench.prisma.orderLine.updateMany({
      where: { order: { externalId: of.orderId } },
      data: { quantity: 3 },
    });
    const request = requestFor(of, 'return', { reason: '不喜欢', quantity: '1' });
    await submit(request);
    await bench.orders.desk.decide(request.id, { state: 'approved' }, bench.staffId);
    expect(await statusOf(of.orderId)).toBe('completed');
  });

  it('a refusal needs a word why', async () => {
    const { id } = await submitted();
    await expect(bench.orders.desk.decide(id, { state: 'declined' }, bench.staffId)).rejects.toMatchObject({
      code: 'invalid-input',
      errors: [{ path: 'note' }],
    });
  });

  it.each([
    ['bot', 'bot', 'text'],
    ['human', 'system', 'event'],
    ['queued', 'system', 'event'],
  ])('the customer is told in the conversation; with owner %s by %s', async (state, from, type) => {
    const { id, customerId } = await submitted();
    const visitor = await bench.rows.visitor(customerId);
    const conversation = await bench.prisma.conversation.create({
      data: { visitorId: visitor.id, customerId, state, lastSequence: 4 },
    });
    await bench.orders.desk.decide(id, { state: 'declined', note: '吊牌已经剪了' }, bench.staffId);
    const messages = await bench.prisma.message.findMany({ where: { conversationId: conversation.id } });
    expect(messages).toMatchObject([
      { sequence: 5, from, type, text: expect.stringContaining('吊牌已经剪了') },
    ]);
    const events = await bench.prisma.outboxEvent.findMany({ where: { conversationId: conversation.id } });
    expect(events.map(({ topic }) => topic)).toEqual(['message.created']);
  });

  it('lists mask, the detail shows all, counts are of everything', async () => {
    const of = await orderOf(bench, 'shipped');
    const request = requestFor(of, 'change-address', { address, phone: '13912345678' });
    await submit(request);
    const listed = await bench.orders.desk.list({ state: 'open', order: of.orderId, limit: 10 });
    expect(listed.items).toMatchObject([{ id: request.id, details: { phone: '139****5678' } }]);
    expect(JSON.stringify(listed)).not.toContain('文一路');
    expect(listed.counts.submitted).toBeGreaterThan(0);
    const view = await bench.orders.desk.view(request.id);
    expect(view).toMatchObject({
      request: { details: { address, phone: '13912345678' } },
      rule: { id: 'address-shipped', entryId: 'delivery-change-address' },
      shipTo: { city: '苏州' },
      next: ['approved', 'declined', 'done'],
    });
  });

  it('what waits is listed the longest waiting first', async () => {
    const { items } = await bench.orders.desk.list({ state: 'submitted', limit: 100 });
    const times = items.map(({ createdAt }) => createdAt);
    expect(times.length).toBeGreaterThan(1);
    expect(times).toEqual([...times].sort());
  });

  it.each([undefined, 'submitted'] as const)('pages of %s do not overlap and end', async (state) => {
    const seen = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await bench.orders.desk.list({
        limit: 3,
        ...(state ? { state } : {}),
        ...(cursor ? { cursor } : {}),
      });
      for (const { id } of page.items) {
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen.size).toBe(await bench.prisma.orderRequest.count({ where: state ? { state } : {} }));
  });
});

describe('rules over time', () => {
  it('are saved against the version they were made from, with the old ones in the audit', async () => {
    const own = await openTestDatabase();
    const { orders, prisma, staffId } = await openOrderBench(own);
    const { version, rules } = await orders.rules.current();
    if (!rules) throw new Error('no rules');
    const actor = { type: 'staff', id: staffId } as const;
    await expect(orders.rules.save(rules, version, actor)).rejects.toMatchObject({
      code: 'invalid-input',
      errors: expect.arrayContaining([
        { path: 'rules.0.entry', message: expect.stringContaining('no entry') },
      ]),
    });
    await prisma.knowledgeEntry.createMany({
      data: [...new Set(rules.rules.map(({ entry }) => entry))].map((id) => ({
        id,
        category: '测试',
        question: id,
        version: 1,
      })),
    });
    const changed = { ...rules, freight: { ...rules.freight, shop: '运费全免。' } };
    expect(await orders.rules.save(changed, version, actor)).toMatchObject({ version: version + 1 });
    await expect(orders.rules.save(rules, version, actor)).rejects.toMatchObject({ code: 'conflict' });
    expect((await orders.rules.current()).rules?.freight.shop).toBe('运费全免。');
    const [entry] = await prisma.auditEntry.findMany({ where: { action: 'order-rules.change' } });
    expect(entry?.detail).toMatchObject({ version: version + 1, before: { freight: rules.freight } });
    await own.close();
  });
});
