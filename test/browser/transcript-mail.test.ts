import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { logIn, openBrowser, openChat, openPage, picture } from './pages.js';
import { type ShopServer, startShop } from './shop-server.js';

const secret = 'the-secret-of-this-shops-mailer';

interface Told {
  topic: string;
  data: { email: string; requestedBy: string; transcript: { text: string; html: string } };
}

/** The shop's own server, which sends the mail: takes only what is signed, as it should. */
const told: Told[] = [];
let refused = 0;
const mailer = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts).toString();
    const header = String(request.headers['zhanggui-signature']);
    const [, time = '', digest = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
    const expected = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
    const signed = digest === expected && Math.abs(Date.now() / 1000 - Number(time)) < 300;
    if (signed) told.push(JSON.parse(body) as Told);
    else refused += 1;
    response.writeHead(signed ? 204 : 401).end();
  });
});

let shop: ShopServer;
let browser: Browser;
beforeAll(async () => {
  await new Promise<void>((resolve) => mailer.listen(0, '127.0.0.1', resolve));
  const { port } = mailer.address() as AddressInfo;
  [shop, browser] = await Promise.all([
    startShop({
      TRANSCRIPT_HOOK_URL: `http://127.0.0.1:${port}/transcripts`,
      TRANSCRIPT_HOOK_SECRET: secret,
    }),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
  mailer.close();
});

it('a shopper has the chat sent and saved; an agent sends it with numbers covered', async () => {
  const shopper = await openPage(browser);
  await shopper.page.goto(shop.url);
  const chat = await openChat(shopper.page);
  const { frame } = chat;
  await chat.say('我的手机是 13812345678，箱子轮子坏了');
  await chat.sees('我的手机是 13812345678，箱子轮子坏了');
  const openMenu = () => frame.locator('.menu > button').click();

  await openMenu();
  const saving = shopper.page.waitForEvent('download');
  await chat.tap('保存聊天记录');
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('chat.txt');
  expect(await readFile(await saved.path(), 'utf8')).toContain('我的手机是 13812345678');

  await openMenu();
  await picture(shopper.page, 'transcript-menu');
  await chat.tap('发送聊天记录到邮箱');
  await frame.getByText('邮箱只用来寄这封邮件').waitFor();
  const field = frame.getByLabel('邮箱', { exact: true });
  const send = () => frame.getByRole('button', { name: '发送', exact: true }).last().click();
  await field.fill('不是邮箱');
  await send();
  await frame.getByRole('alert').getByText('邮箱好像不对').waitFor();
  expect(told).toHaveLength(0);
  await picture(shopper.page, 'transcript-wrong');
  await field.fill('lin@example.com');
  await send();
  await frame.getByText('聊天记录会寄到 lin@example.com').waitFor();
  await picture(shopper.page, 'transcript-sent');
  await expect.poll(() => told.length, { timeout: 15_000 }).toBe(1);
  expect(told[0]).toMatchObject({
    topic: 'transcript.requested',
    data: { email: 'lin@example.com', requestedBy: 'shopper' },
  });
  expect(told[0]?.data.transcript.text).toContain('13812345678');
  expect(told[0]?.data.transcript.html).toContain('箱子轮子坏了');

  for (let again = 2; again <= 4; again++) {
    await frame.getByRole('button', { name: '返回' }).click();
    await openMenu();
    await chat.tap('发送聊天记录到邮箱');
    await field.fill(`lin${again}@example.com`);
    await send();
    const outcome = again <= 3 ? `聊天记录会寄到 lin${again}@example.com` : '今天已经发过 3 次了';
    await frame.getByText(outcome).waitFor();
  }
  await picture(shopper.page, 'transcript-enough');
  await frame.getByRole('button', { name: '返回' }).click();

  const agent = await openPage(browser, { viewport: { width: 1440, height: 900 } });
  await logIn(agent.page, shop.url, '小禾');
  await chat.tap('转人工');
  await agent.page.getByRole('button', { name: '接入', exact: true }).first().click();
  await agent.page.getByRole('button', { name: '更多操作' }).click();
  await picture(agent.page, 'transcript-actions');
  await agent.page.getByRole('menuitem', { name: '发送聊天记录' }).click({ timeout: 10_000 });
  const dialog = agent.page.getByRole('dialog');
  await dialog.getByLabel('收件邮箱').fill('nobody');
  await dialog.getByRole('button', { name: /发\s*送/ }).click();
  await dialog.getByText('邮箱好像不对').waitFor();
  await dialog.getByLabel('收件邮箱').fill('lin@example.com');
  await picture(agent.page, 'transcript-console');
  await dialog.getByRole('button', { name: /发\s*送/ }).click();
  await agent.page.getByText('已提交，聊天记录会发到 lin@example.com').waitFor();
  await expect.poll(() => told.length, { timeout: 15_000 }).toBe(4);
  const forAgent = told.find(({ data }) => data.requestedBy === 'staff');
  expect(forAgent?.data.transcript.text).toContain('138****5678');
  expect(JSON.stringify(forAgent)).not.toContain('13812345678');
  expect(refused).toBe(0);
  for (const { page, faults } of [shopper, agent]) {
    expect(faults).toEqual([]);
    await page.context().close();
  }
}, 180_000);
