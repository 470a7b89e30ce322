import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresTestDatabase, openTestDatabase } from '../../test/database.js';
import {
  address,
  addresses,
  daysAgo,
  type OrderBench,
  openOrderBench,
  orderOf,
  requestFor,
  submitOn,
} from '../../test/order-bench.js';
import type { Database } from '../platform/database.js';
import { newId } from '../platform/ids.js';

let database: Database;
let bench: OrderBench;
beforeAll(async () => {
  database = await openTestDatabase();
  bench = await openOrderBench(database);
});
afterAll(() => database.close());

const submit = (request: ReturnType<typeof requestFor>, on: OrderBench = bench) => submitOn(on, request);

describe('choices', () => {
  it("are the customer's own orders, newest first, with a verdict, by number where one is given", async () => {
    const { customerId, orderId } = await orderOf(bench, 'paid');
    const product = await bench.rows.product();
    const newer = await bench.rows.order(customerId, [product.id], { status: 'shipped', at: daysAgo(1) });
    await orderOf(bench, 'paid');
    const query = { customerId, action: 'cancel-order', details: {}, limit: 10 } as const;
    const choices = await bench.orders.orderChoices(query);
    expect(choices.map(({ order, verdict }) => [order.orderId, verdict.allowed])).toEqual([
      [newer.externalId, false],
      [orderId, true],
    ]);
    const byNumber = await bench.orders.orderChoices({
      ...query,
      orderNumber: orderId.toLowerCase().slice(-8),
    });
    expect(byNumber.map(({ order }) => order.orderId)).toEqual([orderId]);
    expect(await bench.orders.orderChoices({ ...query, orderNumber: '%' })).toEqual([]);
  });

  it('without rules say that a person helps', async () => {
    const empty = await openTestDatabase();
    const { prisma } = empty;
    const bare = await openOrderBench(empty);
    await prisma.setting.deleteMany();
    const { customerId } = await orderOf(bare, 'paid');
    const [choice] = await bare.orders.orderChoices({ customerId, action: 'return', details: {}, limit: 1 });
    expect(choice?.verdict).toMatchObject({ allowed: false, why: expect.stringContaining('人工') });
    await empty.close();
  });
});

describe('a request', () => {
  it('that the rules approve takes effect at once, with audit and event', async () => {
    const of = await orderOf(bench, 'paid');
    const request = requestFor(of, 'cancel-order');
    await submit(request);
    const row = await bench.prisma.orderRequest.findUniqueOrThrow({ where: { id: request.id } });
    expect(row).toMatchObject({ state: 'approved', amountMinor: 10_000, ruleId: 'cancel-before-dispatch' });
    const order = await bench.prisma.order.findUniqueOrThrow({ where: { externalId: of.orderId } });
    expect(order.status).toBe('refunding');
    const audit = await bench.prisma.auditEntry.findFirst({
      where: { subject: `order-request:${request.id}` },
    });
    expect(audit).toMatchObject({
      actorType: 'customer',
      actorId: of.customerId,
      action: 'order-request.submit',
    });
    const events = await bench.prisma.outboxEvent.findMany({ where: { topic: 'order-request.changed' } });
    expect(events.map(({ payload }) => payload)).toContainEqual({ requestId: request.id, state: 'approved' });
  });

  it('for a person changes nothing yet', async () => {
    const of = await orderOf(bench, 'completed');
    await submit(requestFor(of, 'return', { reason: '不喜欢' }));
    const order = await bench.prisma.order.findUniqueOrThrow({ where: { externalId: of.orderId } });
    expect(order.status).toBe('completed');
    expect(await bench.orders.orderRequests(of.customerId)).toMatchObject([
      {
        action: 'return',
        state: 'submitted',
        stateText: '已提交，客服正在处理',
        amount: { amountMinor: 10_000 },
      },
    ]);
  });

  it('of another address is kept whole, and shown masked, and stands in no event and no audit', async () => {
    const of = await orderOf(bench, 'paid');
    const request = requestFor(of, 'change-address', { address, phone: '13912345678' });
    await submit(request);
    const order = await bench.prisma.order.findUniqueOrThrow({ where: { externalId: of.orderId } });
    expect(JSON.stringify(order.shipTo)).not.toMatch(/林女士|文一路|139/);
    expect(addresses.open(order.shipTo)).toEqual({ name: '林女士', address, phone: '13912345678' });
    expect(order.sourceUpdatedAt).not.toBeNull();
    const [shown] = await bench.orders.orderRequests(of.customerId);
    expect(shown).toMatchObject({
      state: 'done',
      details: { address: '浙江省杭州市********', phone: '139****5678' },
    });
    const said = JSON.stringify([
      await bench.prisma.auditEntry.findMany({ where: { subject: `order-request:${request.id}` } }),
      (await bench.prisma.outboxEvent.findMany()).map(({ payload }) => payload),
    ]);
    expect(said).not.toContain('文一路');
    expect(said).not.toContain('13912345678');
  });

  it('is stored once, whether it has the same id or says the same', async () => {
    const of = await orderOf(bench, 'completed');
    const request = requestFor(of, 'return', { reason: '不喜欢' });
    await submit(request);
    await submit(request);
    await submit({ ...request, id: newId() });
    expect(await bench.orders.orderRequests(of.customerId)).toHaveLength(1);
  });

  it('that says something else while one is open is refused', async () => {
    const of = await orderOf(bench, 'completed');
    await submit(requestFor(of, 'return', { reason: '不喜欢' }));
    await expect(submit(requestFor(of, 'return', { reason: '质量问题' }))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('不用重复提交'),
    });
    await expect(submit(requestFor(of, 'exchange', { reason: '质量问题' }))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('is refused once the order has changed, and stores nothing', async () => {
    const of = await orderOf(bench, 'paid');
    await bench.prisma.order.update({ where: { externalId: of.orderId }, data: { status: 'shipped' } });
    await expect(submit(requestFor(of, 'cancel-order'))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('已经发货'),
    });
    expect(await bench.orders.orderRequests(of.customerId)).toEqual([]);
  });

  it('is refused when the amount is another one than the customer was told', async () => {
    const of = await orderOf(bench, 'paid');
    const told = { ...requestFor(of, 'cancel-order'), amount: { amountMinor: 9000, currency: 'CNY' } };
    await expect(bench.prisma.$transaction(bench.orders.storeOrderRequest(told))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('金额'),
    });
  });

  it('names the detail that is missing', async () => {
    const of = await orderOf(bench, 'paid');
    await expect(submit(requestFor(of, 'change-address'))).rejects.toMatchObject({
      code: 'invalid-input',
      errors: [{ path: 'details.address' }],
    });
  });

  it("on somebody else's order finds no order", async () => {
    const of = await orderOf(bench, 'paid');
    const other = await bench.rows.customer();
    await expect(submit({ ...requestFor(of, 'cancel-order'), customerId: other.id })).rejects.toMatchObject({
      code: 'conflict',
      message: '没有找到这一单，请再选一次。',
    });
  });

  it('shows on the card of its order', async () => {
    const of = await orderOf(bench, 'completed');
    await submit(requestFor(of, 'return', { reason: '不喜欢' }));
    const requests = [{ action: '退货', stateText: '已提交，客服正在处理' }];
    const [choice] = await bench.orders.orderChoices({
      customerId: of.customerId,
      action: 'return',
      details: {},
      limit: 1,
    });
    expect(choice?.order.requests).toEqual(requests);
    const onCards = await bench.orders.requestsOn(of.customerId, [of.orderId]);
    expect(onCards.get(of.orderId)).toEqual(requests);
  });
});

describe('taking back', () => {
  const withdraw = (customerId: string, requestId: string) =>
    bench.prisma.$transaction(bench.orders.withdrawOrderRequest({ customerId, requestId }));

  it('is possible until staff have decided, for the customer alone, and makes room for another', async () => {
    const of = await orderOf(bench, 'completed');
    const request = requestFor(of, 'return', { reason: '不喜欢' });
    await submit(request);
    const other = await bench.rows.customer();
    await expect(withdraw(other.id, request.id)).rejects.toMatchObject({ code: 'conflict' });
    await withdraw(of.customerId, request.id);
    await withdraw(of.customerId, request.id);
    const again = requestFor(of, 'return', { reason: '质量问题' });
    await submit(again);
    await bench.orders.desk.decide(again.id, { state: 'approved' }, bench.staffId);
    await expect(withdraw(of.customerId, again.id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('已经处理'),
    });
  });
});

describe('races, on a real server', () => {
  it('fifty who submit the same make one request, fifty with ids of their own too', async ({ skip }) => {
    const server = await openPostgresTestDatabase();
    if (!server) return skip();
    try {
      const raced = await openOrderBench(server);
      const of = await orderOf(raced, 'completed');
      const one = requestFor(of, 'return', { reason: '不喜欢' });
      await Promise.all(Array.from({ length: 50 }, () => submit(one, raced)));
      expect(await raced.prisma.orderRequest.count()).toBe(1);

      const paid = await orderOf(raced, 'paid');
      const outcomes = await Promise.allSettled(
        Array.from({ length: 50 }, () => submit(requestFor(paid, 'cancel-order'), raced)),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await raced.prisma.orderRequest.count({ where: { customerId: paid.customerId } })).toBe(1);

      const decisions = await Promise.allSettled(
        Array.from({ length: 20 }, () =>
          raced.orders.desk.decide(one.id, { state: 'approved' }, raced.staffId),
        ),
      );
      expect(decisions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    } finally {
      await server.close();
    }
  });

  it('the table itself holds no second open request', async () => {
    const of = await orderOf(bench, 'completed');
    await submit(requestFor(of, 'return', { reason: '不喜欢' }));
    const { id: _, ...row } = await bench.prisma.orderRequest.findFirstOrThrow({
      where: { customerId: of.customerId },
    });
    const copy = { ...row, details: {}, parts: [] };
    await expect(bench.prisma.orderRequest.create({ data: { ...copy, id: newId() } })).rejects.toMatchObject({
      code: 'P2002',
    });
    await bench.prisma.orderRequest.create({ data: { ...copy, id: newId(), state: 'declined' } });
  });
});
