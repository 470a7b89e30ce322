import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BareApp, claimOf, openBareApp } from './bare-app.js';

let app: BareApp;
const sockets: Socket[] = [];
beforeAll(async () => {
  app = await openBareApp();
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await app.close();
});

interface Session {
  token: string;
  visitorId: string;
  conversationId: string;
}
const open = async (payload: object = {}): Promise<Session> =>
  (await app.http.inject({ method: 'POST', url: '/v1/shopper/sessions', payload })).json();
const agree = (session: Session, granted: boolean) =>
  app.http.inject({
    method: 'PUT',
    url: '/v1/shopper/consents',
    payload: { purpose: 'personalization', granted },
    headers: { authorization: `Bearer ${session.token}` },
  });
async function connect({ token }: Session): Promise<(name: string, properties: object) => Promise<unknown>> {
  const socket = io(`${app.address}/shopper`, { auth: { token }, transports: ['websocket'] });
  sockets.push(socket);
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', () => resolve());
    socket.on('connect_error', reject);
  });
  return (name, properties) => socket.timeout(5_000).emitWithAck('event.track', { name, properties });
}
const eventsOf = (visitorId: string) =>
  app.database.prisma.event.findMany({ where: { visitorId }, orderBy: { id: 'asc' } });
async function seenByStaff({ conversationId }: Session) {
  const headers = { authorization: `Bearer ${await app.session('supervisor')}` };
  const answer = await app.http.inject({ url: `/v1/conversations/${conversationId}/browsing`, headers });
  return answer.json().browsing;
}

describe('what a shopper looks at', () => {
  it('is kept and shown only with consent, without what stands behind the address', async () => {
    const session = await open();
    const track = await connect(session);
    expect(await track('page_view', { path: '/p/1' })).toEqual({ ok: true, recorded: false });
    expect(await eventsOf(session.visitorId)).toEqual([]);

    await agree(session, true);
    expect(await track('page_view', { path: '/p/1?name=lin#x', title: '保温杯' })).toEqual({
      ok: true,
      recorded: true,
    });
    await track('cart', { items: [{ productId: 'P1', title: '保温杯', quantity: 2 }] });
    const [first] = await eventsOf(session.visitorId);
    expect(first).toMatchObject({ name: 'page_view', properties: { path: '/p/1', title: '保温杯' } });
    expect(await seenByStaff(session)).toMatchObject({
      page: { title: '保温杯', path: '/p/1' },
      cart: [{ title: '保温杯', quantity: 2 }],
    });

    await agree(session, false);
    expect(await track('page_view', { path: '/p/2' })).toEqual({ ok: true, recorded: false });
    expect(await seenByStaff(session)).toBeUndefined();
  });

  it('is refused when it is not as agreed, or too much', async () => {
    const session = await open();
    const track = await connect(session);
    for (const [name, properties] of [
      ['Page View', {}],
      ['page_view', { path: 'x'.repeat(501) }],
      ['page_view', Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`p${index}`, 1]))],
    ] as const)
      expect(await track(name, properties)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    const many = await Promise.all(Array.from({ length: 70 }, () => track('page_view', { path: '/' })));
    expect(many.some((reply) => (reply as { ok: boolean }).ok === false)).toBe(true);
  });
});

describe('an anonymous visitor who signs in', () => {
  it('brings along what was looked at, agreed to and said; and somebody after them sees none of it', async () => {
    const { prisma } = app.database;
    const anonymous = await open();
    await agree(anonymous, true);
    const track = await connect(anonymous);
    await track('product_view', { productId: 'P1', title: '保温杯' });

    const known = await open({ visitorId: anonymous.visitorId, customer: claimOf('C-merge') });
    expect(known.visitorId).toBe(anonymous.visitorId);
    const customer = await prisma.customer.findUniqueOrThrow({ where: { externalId: 'C-merge' } });
    expect(await eventsOf(anonymous.visitorId)).toMatchObject([{ customerId: customer.id }]);
    expect(
      await prisma.consent.findFirst({ where: { customerId: customer.id, purpose: 'personalization' } }),
    ).toMatchObject({ granted: true });
    const conversation = await prisma.conversation.findUniqueOrThrow({
      where: { id: anonymous.conversationId },
    });
    expect(conversation.customerId).toBe(customer.id);
    expect(known.conversationId).toBe(anonymous.conversationId);

    // A second device: the consent holds there too, and its page is its own.
    const phone = await open({ customer: claimOf('C-merge') });
    expect(phone.visitorId).not.toBe(known.visitorId);
    expect(await (await connect(phone))('page_view', { path: '/cart' })).toEqual({
      ok: true,
      recorded: true,
    });

    // Signed out on a shared machine: a new visitor, who has agreed to nothing and is shown nothing.
    const next = await open({ visitorId: known.visitorId });
    expect(next.visitorId).not.toBe(known.visitorId);
    expect(next.conversationId).not.toBe(known.conversationId);
    expect(await (await connect(next))('page_view', { path: '/' })).toEqual({ ok: true, recorded: false });
    expect(await seenByStaff(next)).toBeUndefined();
    expect(await eventsOf(next.visitorId)).toEqual([]);
  });
});
