import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderRequestPage, OrderRequestView } from '../src/contract/order-desk.js';
import type { StaffRole } from '../src/contract/staff-socket.js';
import { type BareApp, claimOf, openBareApp } from './bare-app.js';
import { address, orderOf, ordersOver, requestFor } from './order-bench.js';
import { connectShopper, connectStaff, type TestShopper, type TestStaff } from './shop-clients.js';
import { shopRows } from './shop-rows.js';

let app: BareApp;
let shopper: TestShopper;
let agent: TestStaff;
let requestId = '';
let orderId = '';

beforeAll(async () => {
  app = await openBareApp();
  const { prisma } = app.database;
  const made = await orderOf({ rows: shopRows(prisma) }, 'shipped');
  orderId = made.orderId;
  const { externalId } = await prisma.customer.findUniqueOrThrow({ where: { id: made.customerId } });
  const session = await app.http.inject({
    method: 'POST',
    url: '/v1/shopper/sessions',
    payload: { customer: claimOf(externalId) },
  });
  shopper = await connectShopper(app.address, session.json<{ token: string }>().token);
  agent = await connectStaff(app.address, `zg_staff=${await app.session('agent')}`);
  const { conversationId } = session.json<{ conversationId: string }>();
  const request = {
    ...requestFor(made, 'change-address', { address, phone: '13912345678' }),
    conversationId,
  };
  requestId = request.id;
  await prisma.$transaction(ordersOver(app.database).storeOrderRequest(request));
});
afterAll(async () => {
  shopper?.close();
  agent?.close();
  await app.close();
});

async function ask<T>(url: string, role: StaffRole = 'agent', payload?: object) {
  const answer = await app.http.inject({
    method: payload ? 'POST' : 'GET',
    url,
    headers: { authorization: `Bearer ${await app.session(role)}` },
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, body: answer.json<T>(), text: answer.body };
}

describe('a request from the customer to staff and back', () => {
  it('is listed masked, and shown whole where it is decided', async () => {
    const list = await ask<OrderRequestPage>(`/v1/order-requests?state=submitted&order=${orderId}`);
    expect(list.body.items).toMatchObject([{ id: requestId, orderId, subject: '改到 浙江省杭州市********' }]);
    expect(list.text).not.toContain('文一路');
    expect(list.text).not.toContain('13912345678');
    const one = await ask<OrderRequestView>(`/v1/order-requests/${requestId}`);
    expect(one.body).toMatchObject({
      request: { details: { address, phone: '13912345678' } },
      rule: { says: expect.stringContaining(address) },
      next: ['approved', 'declined', 'done'],
    });
  });

  it.each([
    ['/v1/order-requests?state=lost', 'state'],
    ['/v1/order-requests?cursor=1', 'cursor'],
    ['/v1/order-requests?limit=0', 'limit'],
    ['/v1/order-requests/1', 'id'],
  ])('%s names the field', async (url, path) => {
    const { status, body } = await ask<{ errors: { path: string }[] }>(url);
    expect(status).toBe(400);
    expect(body.errors.map((error) => error.path)).toEqual([path]);
  });

  it('a decision reaches the customer in the chat, and every desk', async () => {
    const url = `/v1/order-requests/${requestId}/decide`;
    expect((await ask(url, 'agent', { state: 'declined' })).status).toBe(400);
    const approved = await ask<OrderRequestView>(url, 'agent', {
      state: 'approved',
      seen: 'submitted',
      note: '快递已经答应改派',
    });
    expect(approved.body.request).toMatchObject({ state: 'approved', note: '快递已经答应改派' });
    await shopper.saw<{ message: { from: string; text?: string } }>(
      'message.created',
      ({ message }) => message.from === 'bot' && (message.text ?? '').includes('快递已经答应改派'),
    );
    await agent.saw<{ requestId: string }>('orderRequest.changed', (event) => event.requestId === requestId);
    expect(shopper.of('orderRequest.changed')).toEqual([]);
    const late = await ask<{ detail: string }>(url, 'admin', { state: 'approved', seen: 'submitted' });
    expect(late).toMatchObject({ status: 409, body: { detail: expect.stringContaining('刚被同事同意') } });
  });

  it('the rules say where they are wrong when they are saved', async () => {
    const { body } = await ask<{ version: number; rules: { rules: object[] } }>('/v1/order-rules', 'admin');
    expect(body.rules.rules.length).toBeGreaterThan(40);
    const answer = await app.http.inject({
      method: 'PUT',
      url: '/v1/order-rules',
      headers: { authorization: `Bearer ${await app.session('admin')}` },
      payload: { baseVersion: body.version, rules: { ...body.rules, rules: body.rules.rules.slice(0, 3) } },
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ errors: { path: string; message: string }[] }>().errors).toContainEqual({
      path: 'rules.rules',
      message: 'there is no rule for invoice',
    });
  });
});
