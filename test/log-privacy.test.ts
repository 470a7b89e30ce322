import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { signCustomer } from '../src/customers/customer-claim.js';
import { shopSecret } from './bare-app.js';
import { buildProgram } from './build-program.js';

let folder: string;
let server: ChildProcess;
let log = '';
let url = '';

beforeAll(async () => {
  const program = await buildProgram('src/main.ts');
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-log-'));
  server = spawn(process.execPath, [program], {
    env: {
      PATH: process.env.PATH,
      DATA_DIR: join(folder, 'data'),
      MODEL_DIR: join(folder, 'no-model'),
      PORT: '0',
      DEMO: 'false',
      LOG_LEVEL: 'trace',
      SHOP_SECRET: shopSecret,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (chunk) => {
      log += String(chunk);
    });
  await vi.waitFor(
    () => {
      url = /http:\/\/127\.0\.0\.1:\d+/.exec(log)?.[0] ?? '';
      expect(url).not.toBe('');
    },
    { timeout: 90_000, interval: 200 },
  );
}, 150_000);
afterAll(async () => {
  server?.kill('SIGKILL');
  if (folder) await rm(folder, { recursive: true, force: true });
});

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('the log, at its most talkative', () => {
  it('holds nothing that a shopper wrote or that names one, in conversations, refusals and mistakes', async () => {
    const marks = {
      name: '欧阳标记',
      phone: '19912347788',
      landline: '0571-88123499',
      address: '标记路九百零九号',
      words: '独一无二的标记句子',
      email: 'marked.person@example.com',
      customer: 'MARKED-CUSTOMER-7',
    };
    const issuedAt = Math.floor(Date.now() / 1000);
    const customer = {
      id: marks.customer,
      name: marks.name,
      issuedAt,
      signature: signCustomer(shopSecret, marks.customer, issuedAt),
    };
    const opened = await post('/v1/shopper/sessions', JSON.stringify({ customer }));
    expect(opened.status).toBe(200);
    const { token } = (await opened.json()) as { token: string };
    const socket = io(`${url}/shopper`, { auth: { token }, transports: ['websocket'], forceNew: true });
    const send = (text: string) =>
      socket.timeout(20_000).emitWithAck('message.send', { clientMessageId: randomUUID(), text });
    const all = `${marks.words}，我叫${marks.name}，电话${marks.phone}，座机${marks.landline}，住${marks.address}，${marks.email}`;
    expect((await send(all)).ok).toBe(true);
    expect((await send(`转人工 ${all}`)).ok).toBe(true);
    await socket.timeout(20_000).emitWithAck('message.send', { wrong: all });
    await socket.timeout(20_000).emitWithAck('event.track', { name: all, properties: { all } });
    const shopper = { authorization: `Bearer ${token}` };
    await post('/v1/shopper/data-export', '{}', shopper);
    await post('/v1/shopper/erasure', JSON.stringify({ confirmed: true }), shopper);
    // Refused: a body that is no JSON, fields that are wrong, a login that is none, an address that is not there.
    await post('/v1/shopper/sessions', `{"customer": ${all}`);
    await post('/v1/shopper/sessions', JSON.stringify({ customer: { ...customer, name: [all] } }));
    await post('/v1/staff/login', JSON.stringify({ email: marks.email, password: marks.words }));
    await post('/v1/customers', JSON.stringify([{ id: marks.customer, phone: marks.phone }]));
    await fetch(`${url}/v1/nowhere/${encodeURIComponent(marks.words)}?phone=${marks.phone}`);
    // The turn has ended when the person was called.
    await vi.waitFor(
      async () => {
        const { messages } = await socket
          .timeout(20_000)
          .emitWithAck('conversation.sync', { afterSequence: 0 });
        expect(messages.length).toBeGreaterThan(2);
      },
      { timeout: 30_000, interval: 300 },
    );
    socket.close();
    expect(log).toContain('listening');
    for (const [what, mark] of Object.entries(marks)) {
      const at = log.indexOf(mark);
      expect(at === -1 ? '' : log.slice(Math.max(0, at - 200), at + 80), what).toBe('');
    }
    expect(log).not.toContain(encodeURIComponent(marks.words));
  }, 120_000);
});
