import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAttachmentTokens } from '../src/attachments/access-token.js';
import { createLocalStorage } from '../src/attachments/local-storage.js';
import { openAttachments } from '../src/attachments/open-attachments.js';
import { createScan } from '../src/attachments/scan.js';
import type { Attachment } from '../src/contract/attachments.js';
import type { Message } from '../src/contract/messages.js';
import { rateLimitsHere } from '../src/platform/rate-limit.js';
import { type BareApp, openBareApp } from './bare-app.js';
import { connectShopper, connectStaff, type TestShopper } from './shop-clients.js';
import { silentLog } from './silent-log.js';

let app: BareApp;
let dataDir: string;
const open: { close(): void }[] = [];
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zhanggui-attachments-'));
  app = await openBareApp({ DATA_DIR: dataDir });
});
afterAll(async () => {
  for (const client of open) client.close();
  await app.close();
  await rm(dataDir, { recursive: true, force: true });
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const upload = (url: string, headers: Record<string, string>, content: Buffer | string, name: string) =>
  app.http.inject({
    method: 'POST',
    url,
    query: { name },
    headers: { 'content-type': 'application/octet-stream', ...headers },
    payload: content,
  });

async function newShopper(): Promise<TestShopper> {
  const { token } = (
    await app.http.inject({ method: 'POST', url: '/v1/shopper/sessions', payload: {} })
  ).json();
  const shopper = await connectShopper(app.address, token);
  open.push(shopper);
  return shopper;
}
const shopperUploads = (shopper: TestShopper, content: Buffer | string, name = 'photo.jpg') =>
  upload('/v1/shopper/attachments', bearer(shopper.token), content, name);
const sendAttachment = (client: TestShopper, id: string, clientMessageId = `message-${id}`) =>
  client.ask<{ message: Message }>('message.send', { clientMessageId, attachment: { id } });
async function accessOf({ token }: TestShopper): Promise<string> {
  const answer = await app.http.inject({ url: '/v1/shopper/attachments/access', headers: bearer(token) });
  return answer.json().token;
}
const download = (id: string, query: Record<string, string>, headers: Record<string, string> = {}) =>
  app.http.inject({ url: `/v1/attachments/${id}`, query, headers });

/** A photo of 1200 × 800 that says where it was taken. */
const photo = () =>
  sharp({ create: { width: 1200, height: 800, channels: 3, background: '#c8402a' } })
    .withExif({
      IFD0: { Copyright: 'somebody' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 0/1' },
    })
    .jpeg()
    .toBuffer();

describe('a picture', () => {
  it('is kept without what it says of the place, with a thumbnail, and shown in the message once', async () => {
    const shopper = await newShopper();
    const original = await photo();
    expect((await sharp(original).metadata()).exif).toBeDefined();
    const answer = await shopperUploads(shopper, original, '照片.exe');
    expect(answer.statusCode, answer.body).toBe(201);
    const { attachment } = answer.json<{ attachment: Attachment }>();
    expect(attachment).toMatchObject({
      kind: 'image',
      name: '照片.jpg',
      mimeType: 'image/jpeg',
      width: 1200,
      height: 800,
      thumbnail: true,
    });
    const first = await sendAttachment(shopper, attachment.id);
    const again = await sendAttachment(shopper, attachment.id);
    expect(first).toEqual(again);
    const [message] = await shopper.history();
    expect(message).toMatchObject({ type: 'image', from: 'shopper', sequence: 1, attachment });
    expect(message).not.toHaveProperty('text');

    const token = await accessOf(shopper);
    const whole = await download(attachment.id, { token });
    expect(whole.statusCode).toBe(200);
    expect(whole.rawPayload.length).toBe(attachment.size);
    expect((await sharp(whole.rawPayload).metadata()).exif).toBeUndefined();
    const small = await download(attachment.id, { token, variant: 'thumbnail' });
    expect(await sharp(small.rawPayload).metadata()).toMatchObject({
      format: 'webp',
      width: 480,
      height: 320,
    });
    expect(whole.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': "inline; filename*=UTF-8''%E7%85%A7%E7%89%87.jpg",
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  it('alone is answered with the way to a person', async () => {
    const shopper = await newShopper();
    const { attachment } = (await shopperUploads(shopper, await photo())).json();
    await sendAttachment(shopper, attachment.id);
    const { message } = await shopper.saw<{ message: Message }>(
      'message.created',
      ({ message: { from } }) => from === 'bot',
    );
    expect(message.text).toContain('看不懂图');
    expect(message.quickReplies).toMatchObject([{ payload: 'command:human' }]);
  });

  it('that would unpack to more than anybody can hold is refused, and one that is damaged', async () => {
    const shopper = await newShopper();
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const refused = await shopperUploads(shopper, bomb, 'big.png');
    expect([refused.statusCode, refused.json().detail]).toEqual([400, expect.stringContaining('尺寸太大')]);
    const damaged = await shopperUploads(shopper, (await photo()).subarray(0, 900), 'cut.jpg');
    expect([damaged.statusCode, damaged.json().detail]).toEqual([400, expect.stringContaining('损坏')]);
  }, 60_000);
});

describe('a file', () => {
  it('is given to keep, never shown by the browser itself', async () => {
    const shopper = await newShopper();
    const { attachment } = (await shopperUploads(shopper, '收货地址\n上海', 'a.html')).json();
    expect(attachment).toMatchObject({ kind: 'file', name: 'a.txt', thumbnail: false });
    const { headers, body } = await download(attachment.id, { token: await accessOf(shopper) });
    expect(body).toBe('收货地址\n上海');
    expect(headers['content-disposition']).toMatch(/^attachment;/);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  it('of a kind that is not taken, too large or empty is refused, and nothing of it stays', async () => {
    const shopper = await newShopper();
    const before = await app.database.prisma.attachment.count();
    const svg = await shopperUploads(shopper, '<svg xmlns="x"><script>1</script></svg>', 'a.png');
    expect([svg.statusCode, svg.json().detail]).toEqual([400, expect.stringContaining('SVG')]);
    const huge = Buffer.concat([await photo(), Buffer.alloc(10 * 1024 * 1024)]);
    const large = await shopperUploads(shopper, huge);
    expect([large.statusCode, large.json().detail]).toEqual([413, expect.stringContaining('10 MB')]);
    const announced = await shopperUploads(shopper, Buffer.alloc(21 * 1024 * 1024, 'a'), 'a.txt');
    expect([announced.statusCode, announced.json().code]).toEqual([413, 'too-large']);
    expect((await shopperUploads(shopper, '')).statusCode).toBe(400);
    expect((await upload('/v1/shopper/attachments', bearer(shopper.token), 'a', '')).statusCode).toBe(400);
    expect(await app.database.prisma.attachment.count()).toBe(before);
    expect(await readdir(join(dataDir, 'attachments', 'incoming'))).toEqual([]);
  });

  it('is one of ten in a minute', async () => {
    const shopper = await newShopper();
    for (let times = 0; times < 10; times++)
      expect((await shopperUploads(shopper, `第 ${times} 个`, 'a.txt')).statusCode).toBe(201);
    const refused = await shopperUploads(shopper, '第 11 个', 'a.txt');
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('what nobody sent', () => {
  it('is dropped after a day, unless the same content stands in a message', async () => {
    const shopper = await newShopper();
    const shown = (await shopperUploads(shopper, '同一份内容', 'a.txt')).json().attachment;
    await sendAttachment(shopper, shown.id);
    const twin = (await shopperUploads(shopper, '同一份内容', 'b.txt')).json().attachment;
    const alone = (await shopperUploads(shopper, '没人要的', 'c.txt')).json().attachment;
    const { prisma } = app.database;
    const fresh = (await shopperUploads(shopper, '刚传的', 'd.txt')).json().attachment;
    const hashes = await prisma.attachment.findMany({ where: { id: { in: [shown.id, alone.id] } } });
    await prisma.attachment.updateMany({
      where: { id: { in: [shown.id, twin.id, alone.id] } },
      data: { createdAt: new Date(Date.now() - 25 * 3_600_000) },
    });
    const config = { dataDir };
    const opened = await openAttachments({
      config,
      database: app.database,
      tokenSecret: 'x'.repeat(40),
      limits: rateLimitsHere,
      clock: () => new Date(),
      log: silentLog,
    });
    opened.close();
    expect(await opened.attachments.tidy()).toBe(1);
    const left = await prisma.attachment.findMany({ where: { conversationId: shopper.conversationId } });
    expect(left.map(({ id }) => id).sort()).toEqual([shown.id, fresh.id].sort());
    const contentOf = (id: string) => hashes.find((row) => row.id === id)?.contentHash ?? '';
    const storage = createLocalStorage(join(dataDir, 'attachments'));
    await expect(storage.get(contentOf(alone.id))).rejects.toMatchObject({ code: 'not-found' });
    (await storage.get(contentOf(shown.id))).destroy();
  });
});

describe('whose it is', () => {
  it('an upload can be sent by whoever uploaded it, into that conversation, once', async () => {
    const shopper = await newShopper();
    const stranger = await newShopper();
    const { attachment } = (await shopperUploads(shopper, '合同', 'a.txt')).json();
    expect(await sendAttachment(stranger, attachment.id)).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
    expect(await sendAttachment(shopper, attachment.id)).toMatchObject({ ok: true });
    expect(await sendAttachment(shopper, attachment.id, 'another-message')).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(await stranger.history()).toEqual([]);
  });

  it('content opens to those who may see the conversation, and to nobody else', async () => {
    const shopper = await newShopper();
    const stranger = await newShopper();
    const { attachment } = (await shopperUploads(shopper, '合同', 'a.txt')).json();
    const { id } = attachment;
    const own = await accessOf(shopper);
    const [agent, supervisor] = [bearer(await app.session('agent')), bearer(await app.session('supervisor'))];
    const statusOf = async (...request: Parameters<typeof download>) =>
      (await download(...request)).statusCode;
    expect(await statusOf(id, { token: own })).toBe(200);
    expect(await statusOf(id, { token: await accessOf(stranger) })).toBe(404);
    expect(await statusOf(id, { token: `${own.slice(0, -2)}xx` })).toBe(401);
    expect(await statusOf(id, { token: shopper.token })).toBe(401);
    expect(await statusOf(id, {})).toBe(401);
    expect(await statusOf(id, {}, bearer(shopper.token))).toBe(401);
    expect(await statusOf(id, {}, supervisor)).toBe(200);
    expect(await statusOf(id, {}, agent)).toBe(404);
    await shopper.done('conversation.requestHuman', {});
    expect(await statusOf(id, {}, agent)).toBe(200);
    await shopper.done('conversation.cancelRequest', {});
  });

  it('access runs out', () => {
    let now = 0;
    const tokens = createAttachmentTokens('x'.repeat(40), () => now);
    const { token } = tokens.issue('c1');
    now = 29 * 60_000;
    expect(tokens.read(token)).toBe('c1');
    now = 31 * 60_000;
    expect(tokens.read(token)).toBeUndefined();
    expect(createAttachmentTokens('y'.repeat(40), () => 0).read(token)).toBeUndefined();
  });

  it('the agent who has the conversation sends files too; a colleague cannot', async () => {
    const shopper = await newShopper();
    const { conversationId } = shopper;
    const token = await app.session('agent');
    const agent = await connectStaff(app.address, `zg_staff=${token}`);
    open.push(agent);
    const url = `/v1/conversations/${conversationId}/attachments`;
    await shopper.done('conversation.requestHuman', {});
    expect((await upload(url, bearer(token), '说明', 'a.txt')).statusCode).toBe(409);
    await agent.done('conversation.claim', { conversationId });
    const { attachment } = (await upload(url, bearer(token), '说明', '说明.txt')).json();
    expect((await upload(url, bearer(await app.session('admin')), '说明', 'a.txt')).statusCode).toBe(409);
    const foreign = await sendAttachment(shopper, attachment.id);
    expect(foreign).toMatchObject({ ok: false, error: { code: 'not-found' } });
    await agent.done('message.send', {
      conversationId,
      clientMessageId: 'from-agent-1',
      attachment: { id: attachment.id },
    });
    const { message } = await shopper.saw<{ message: Message }>(
      'message.created',
      ({ message: { from } }) => from === 'agent',
    );
    expect(message).toMatchObject({ type: 'file', attachment: { name: '说明.txt' } });
    expect((await download(attachment.id, { token: await accessOf(shopper) })).body).toBe('说明');
  });
});

describe('the virus-scan hook', () => {
  let scanner: Server | undefined;
  afterEach(() => void scanner?.close());
  async function scanThatSays(answer: string | undefined): Promise<string> {
    scanner = createServer((request, response) => {
      request.resume().on('end', () => answer !== undefined && response.end(answer));
    });
    await new Promise<void>((resolve) => scanner?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(scanner.address() as AddressInfo).port}/`;
  }

  it('lets clean files in, and keeps out infected ones and those that nobody could check', async () => {
    const file = join(process.cwd(), 'package.json');
    await createScan(await scanThatSays('{"status":"clean"}'))(file);
    scanner?.close();
    const infected = createScan(await scanThatSays('{"status":"infected","name":"EICAR"}'));
    await expect(infected(file)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('安全检查没通过'),
    });
    scanner?.close();
    const silent = createScan(await scanThatSays(undefined), 200);
    await expect(silent(file)).rejects.toMatchObject({ code: 'unavailable' });
    scanner?.closeAllConnections();
    await expect(createScan('http://127.0.0.1:9/')(file)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
