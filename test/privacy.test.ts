import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PrivacyRequestView, ShopperPrivacy } from '../src/contract/privacy.js';
import { type BareApp, claimOf, openBareApp } from './bare-app.js';

let app: BareApp;
let admin: string;
beforeAll(async () => {
  app = await openBareApp();
  admin = await app.session('admin');
}, 120_000);
afterAll(() => app?.close());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function sessionOf(externalId?: string) {
  const customer = externalId === undefined ? {} : { customer: { ...claimOf(externalId), name: '林晓燕' } };
  const opened = await app.http.inject({ method: 'POST', url: '/v1/shopper/sessions', payload: customer });
  return opened.json() as { token: string; visitorId: string; conversationId: string };
}

const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, token?: string, payload?: object) =>
  app.http.inject({
    method,
    url,
    ...(token ? { headers: bearer(token) } : {}),
    ...(payload ? { payload } : {}),
  });

async function keyFor(scopes: string[]): Promise<string> {
  const made = await call('POST', '/v1/api-keys', admin, {
    name: `测试 ${randomUUID().slice(0, 8)}`,
    scopes,
  });
  return made.json().key ?? made.json().secret;
}

describe('a shopper’s own data', () => {
  it('is told with the history of decisions, each with the words that were agreed to', async () => {
    const { token } = await sessionOf('C-overview');
    await call('PUT', '/v1/shopper/consents', token, { purpose: 'personalization', granted: true });
    await call('PUT', '/v1/shopper/consents', token, { purpose: 'personalization', granted: false });
    const told = (await call('GET', '/v1/shopper/privacy', token)).json() as ShopperPrivacy;
    expect(told.signedIn).toBe(true);
    expect(told.facts.find(({ name }) => name === '姓名')?.value).toBe('林**');
    expect(told.history.map(({ granted, source }) => [granted, source])).toEqual([
      [false, 'settings'],
      [true, 'settings'],
    ]);
    expect(told.history[0]?.text).toContain('随时可以关闭');
    const seen = await call('GET', '/v1/customers/C-overview/consents', admin);
    expect(seen.json().items).toEqual(told.history);
  });

  it('is given to a signed-in shopper by an address that runs out and ends with the session', async () => {
    const { token, visitorId } = await sessionOf('C-export');
    const ticket = (await call('POST', '/v1/shopper/data-export', token)).json();
    const copy = await call('GET', ticket.path);
    expect(copy.statusCode).toBe(200);
    expect(copy.headers['content-disposition']).toContain('attachment');
    expect(copy.json().sections.Customer.rows[0]).toMatchObject({ externalId: 'C-export', name: '林晓燕' });
    const changed = ticket.path.replace(visitorId, randomUUID());
    expect((await call('GET', changed)).statusCode).toBe(401);
    await app.database.prisma.visitor.update({ where: { id: visitorId }, data: { customerId: null } });
    expect((await call('GET', ticket.path)).statusCode).toBe(401);
    const anonymous = await sessionOf();
    expect((await call('POST', '/v1/shopper/data-export', anonymous.token)).statusCode).toBe(403);
  });

  it('opens what is stored encrypted in the copy', async () => {
    const key = await keyFor(['customers:write']);
    const sent = await call('PUT', '/v1/customers/C-sealed', key, { name: '林晓燕', phone: '13912345678' });
    expect(sent.statusCode).toBe(200);
    const row = await app.database.prisma.customer.findUniqueOrThrow({ where: { externalId: 'C-sealed' } });
    expect(row.phone).toMatch(/^zgenc1\./);
    const copy = await call('GET', '/v1/customers/C-sealed/export', admin);
    expect(copy.json().sections.Customer.rows[0].phone).toBe('13912345678');
    const noted = await app.database.prisma.auditEntry.findFirst({ where: { action: 'customer.export' } });
    expect(noted?.subject).toBe('customer:C-sealed');
  });
});

describe('a deletion', () => {
  it('waits for the days of grace, is taken back by the shopper, and shows in the list', async () => {
    const { token } = await sessionOf('C-waits');
    expect((await call('POST', '/v1/shopper/erasure', token, {})).statusCode).toBe(400);
    const asked = (await call('POST', '/v1/shopper/erasure', token, { confirmed: true })).json()
      .request as PrivacyRequestView;
    expect(Math.round((Date.parse(asked.dueAt) - Date.parse(asked.createdAt)) / 86_400_000)).toBe(7);
    const again = await call('POST', '/v1/shopper/erasure', token, { confirmed: true });
    expect(again.json().request.id).toBe(asked.id);
    const listed = (await call('GET', '/v1/privacy/requests?kind=erasure', admin)).json().items;
    expect(listed.find(({ id }: PrivacyRequestView) => id === asked.id).customerId).toBe('C-waits');
    expect((await call('DELETE', '/v1/shopper/erasure', token)).statusCode).toBe(204);
    expect((await call('GET', `/v1/privacy/receipts/${asked.id}`)).json().request.state).toBe('cancelled');
    expect((await call('DELETE', '/v1/shopper/erasure', token)).statusCode).toBe(404);
  });

  it('without grace begins at once, ends the session, leaves a proof, and the shop is told when it sends the person in again', async () => {
    const settings = { graceDays: 0, retention: { messages: 1095, traces: null, events: 400 } };
    expect((await call('PUT', '/v1/privacy/settings', admin, settings)).json()).toEqual(settings);
    const { token, visitorId } = await sessionOf('C-gone');
    const asked = (await call('POST', '/v1/shopper/erasure', token, { confirmed: true })).json().request;
    await vi.waitFor(
      async () => {
        const receipt = (await call('GET', `/v1/privacy/receipts/${asked.id}`)).json().request;
        expect(receipt.state).toBe('done');
      },
      { timeout: 20_000, interval: 200 },
    );
    expect((await call('GET', '/v1/shopper/privacy', token)).statusCode).toBe(401);
    const { request } = (await call('GET', `/v1/privacy/receipts/${asked.id}`)).json();
    expect(request.customerId).toBeUndefined();
    const page = await app.http.inject({
      url: `/v1/privacy/receipts/${asked.id}`,
      headers: { accept: 'text/html' },
    });
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).toContain('已经删除');
    expect(page.body).toContain(request.proof.signature);
    expect(page.body).not.toMatch(/C-gone|林晓燕/);
    const verify = (proof: object) => call('POST', '/v1/privacy/proofs/verify', undefined, proof);
    expect((await verify(request.proof)).json()).toEqual({ genuine: true });
    expect((await verify({ ...request.proof, files: 99 })).json()).toEqual({ genuine: false });
    // The browser comes back with its old id, and is somebody new.
    const back = await call('POST', '/v1/shopper/sessions', undefined, { visitorId });
    expect(back.json().visitorId).not.toBe(visitorId);
    const key = await keyFor(['customers:write']);
    const sent = await call('PUT', '/v1/customers/C-gone', key, { name: '林晓燕' });
    expect(sent.json()).toMatchObject({ outcome: 'accepted', erasedAt: request.endedAt });
  });

  it('is refused where the settings are wrong, by field', async () => {
    const wrong = await call('PUT', '/v1/privacy/settings', admin, {
      graceDays: 31,
      retention: { messages: 1, traces: 180, events: 400 },
    });
    expect(wrong.statusCode).toBe(400);
    expect(wrong.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      'graceDays',
      'retention.messages',
    ]);
  });
});

describe('what is masked', () => {
  it('is opened for staff who may see the conversation, with the reason noted, and for nobody else', async () => {
    const key = await keyFor(['customers:write']);
    await call('PUT', '/v1/customers/C-contact', key, { name: '林晓燕', phone: '13912345678' });
    const { conversationId, token } = await sessionOf('C-contact');
    const url = `/v1/conversations/${conversationId}/contact`;
    const agent = await app.session('agent');
    // The bot has it: an agent sees only what waits or is theirs.
    expect((await call('POST', url, agent, { reason: '核对收货电话' })).statusCode).toBe(404);
    const supervisor = await app.session('supervisor');
    expect((await call('POST', url, supervisor, { reason: '' })).statusCode).toBe(400);
    const shown = await call('POST', url, supervisor, { reason: '核对收货电话' });
    expect(shown.json()).toEqual({ name: '林晓燕', phone: '13912345678' });
    const noted = await app.database.prisma.auditEntry.findFirst({ where: { action: 'customer.unmask' } });
    expect(noted).toMatchObject({
      subject: `conversation:${conversationId}`,
      detail: { reason: '核对收货电话' },
    });
    expect(JSON.stringify(noted)).not.toMatch(/13912345678|晓燕/);
    // Until then nobody of the staff reads the name, in whatever list; the customer's own copy has it.
    const detail = await call('GET', `/v1/conversations/${conversationId}`, supervisor);
    expect(detail.json()).toMatchObject({
      summary: { customer: { name: '林**' } },
      customer: { name: '林**' },
    });
    const copy = await call('GET', `/v1/conversations/${conversationId}/transcript`, supervisor);
    expect(copy.body).toContain('林**');
    for (const { body } of [detail, copy]) expect(body).not.toContain('晓燕');
    expect((await call('GET', '/v1/shopper/transcript', token)).body).toContain('林晓燕');
  });
});

describe('selecting people', () => {
  it('by a sensitive trait is refused with the reason', async () => {
    const segment = { name: '不该有的人群', description: '', rule: { kind: 'tag', values: ['糖尿病患者'] } };
    const refused = await call('POST', '/v1/segments', admin, segment);
    expect(refused.statusCode).toBe(400);
    expect(JSON.stringify(refused.json())).toContain('敏感个人信息');
  });
});
