import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type Chat, logIn, openChat, openPage, patience, picture } from './pages.js';
import { browser, shop } from './shop-and-browser.js';

const wide = { viewport: { width: 1440, height: 900 } };
/** Several browsers at once, on a machine that may be busy with other things. */
const storyTime = 300_000;

async function open(options = {}): Promise<{ page: Page; faults: string[] }> {
  const opened = await openPage(browser, options);
  opened.page.context().setDefaultTimeout(patience);
  return opened;
}
async function shopperAsks(): Promise<{ page: Page; chat: Chat; faults: string[] }> {
  const { page, faults } = await open();
  await page.goto(shop.url);
  const chat = await openChat(page);
  await chat.say('箱子轮子坏了');
  await chat.frame.getByRole('log').getByText('箱子轮子坏了', { exact: true }).waitFor();
  // The one in the head: those among the suggestions go when the first answer comes.
  await chat.frame
    .getByRole('button', { name: /^转人工/ })
    .first()
    .click();
  return { page, chat, faults };
}
const reply = (page: Page) => page.getByRole('textbox', { name: '回复顾客' });
const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name });

/** Uploads begin and never end, until they are let go. */
async function holdUploads(context: BrowserContext): Promise<() => Promise<void>> {
  await context.route(/\/attachments\?name=/, () => new Promise(() => undefined));
  return () => context.unrouteAll({ behavior: 'ignoreErrors' });
}
const paper = (name: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from('购买凭证：订单已付款。'),
});

describe('what the desk can do', { timeout: storyTime }, () => {
  it('a left message that is back with the bot is listed with its time, taken up and answered', async () => {
    const { page, chat, faults } = await shopperAsks();
    await chat.tap('先问智能客服');
    await chat.frame
      .getByRole('button', { name: /^转人工/ })
      .last()
      .waitFor();

    const agent = await open(wide);
    // Busy, as somebody who comes early: people on duty would get it into the line by themselves.
    await agent.page.addInitScript({ content: "localStorage.setItem('zhanggui-console:presence', 'busy')" });
    await logIn(agent.page, shop.url, '小禾');
    await tab(agent.page, /^留言\s*1$/).click();
    const row = agent.page.locator('.inbox .row');
    await row.getByText(/留言 · .*\d\d:\d\d 前答复$/).waitFor();
    await picture(agent.page, 'desk-left-messages');
    await row.getByRole('button', { name: /^(接起留言|接入)$/ }).click();
    await reply(agent.page).fill('让您久等了，轮子可以寄新的');
    await reply(agent.page).press('Enter');
    await chat.frame.getByRole('log').getByText('让您久等了，轮子可以寄新的').waitFor();
    await tab(agent.page, /^留言$/).click();
    await agent.page.getByText('没有待回的留言').waitFor();
    expect([...faults, ...agent.faults]).toEqual([]);
    for (const each of [page, agent.page]) await each.context().close();
  });

  it('who waits is sent to a skill from the wall; who is mentioned reads, and nothing else', async () => {
    const agent = await open(wide);
    await logIn(agent.page, shop.url, '小禾');
    const colleague = await open(wide);
    await logIn(colleague.page, shop.url, '小青');
    const boss = await open(wide);
    await logIn(boss.page, shop.url, '管理员');
    const given = await boss.page.evaluate(async () => {
      const roster = (await (await fetch('/v1/staff/roster')).json()) as {
        items: { staffId: string; name: string }[];
      };
      const member = roster.items.find(({ name }) => name === '小禾');
      const answer = await fetch(`/v1/staff/${member?.staffId}/service`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ skills: ['箱包'], capacity: 4 }),
      });
      return answer.ok;
    });
    expect(given).toBe(true);

    const shopper = await shopperAsks();
    await boss.page.getByRole('link', { name: '看板' }).click();
    const queue = boss.page.getByRole('region', { name: '排队的顾客' });
    await queue.getByRole('button', { name: /访客/ }).click();
    const monitor = boss.page.getByRole('dialog').first();
    await monitor.getByRole('button', { name: '指派' }).click();
    const dialog = boss.page.getByRole('dialog').last();
    await dialog.getByText('技能组', { exact: true }).click();
    await dialog.getByRole('radio', { name: /箱包/ }).click();
    await dialog.getByRole('textbox', { name: /交接说明/ }).fill('在保修期内');
    await picture(boss.page, 'wall-to-skill');
    await dialog.getByRole('button', { name: /^指\s*派$/ }).click();
    await boss.page.getByText('已转给技能组“箱包”，顾客的位置不变').waitFor();
    await shopper.chat.frame.getByText(/^正在为您转给更熟悉这件事的同事/).waitFor();
    await boss.page.keyboard.press('Escape');
    await queue.getByText(/^箱包/).waitFor();

    await agent.page.getByRole('button', { name: '接入', exact: true }).click();
    await agent.page.locator('.note-transfer', { hasText: '在保修期内' }).waitFor();
    await agent.page.locator('.composer-modes').getByText('内部备注').click();
    await agent.page.getByRole('textbox', { name: '内部备注' }).fill('@小青 帮忙看下库存');
    await agent.page.getByRole('button', { name: '添加备注' }).click();

    const bell = colleague.page.getByRole('button', { name: '提到我的' });
    await colleague.page.locator('.ant-badge', { has: bell }).locator('.ant-badge-count').waitFor();
    await bell.click();
    await colleague.page.getByText('由其他同事接待，您可以查看').waitFor();
    await picture(colleague.page, 'desk-mentions');
    await colleague.page.locator('.mention', { hasText: '帮忙看下库存' }).click();
    await colleague.page.getByText('只读', { exact: true }).waitFor();
    await colleague.page.locator('.note-line', { hasText: '帮忙看下库存' }).waitFor();
    await shopper.chat.say('轮子是 20 寸的');
    await colleague.page.getByRole('log').getByText('轮子是 20 寸的').waitFor();
    await picture(colleague.page, 'desk-read-only');
    expect(await colleague.page.getByRole('textbox', { name: /回复顾客|内部备注/ }).count()).toBe(0);
    expect(await colleague.page.getByRole('button', { name: '加标签' }).count()).toBe(0);
    await colleague.page
      .locator('.ant-badge', { has: bell })
      .locator('.ant-badge-count')
      .waitFor({ state: 'detached' });
    expect([shopper, agent, colleague, boss].flatMap(({ faults }) => faults)).toEqual([]);
    for (const { page } of [shopper, agent, colleague, boss]) await page.context().close();
  });

  it('an upload that a reload interrupts goes on, and arrives once: the shopper’s and the agent’s', async () => {
    const shopper = await shopperAsks();
    const agent = await open(wide);
    await logIn(agent.page, shop.url, '小禾');
    const claim = agent.page.getByRole('button', { name: '接入', exact: true }).first();
    await claim.click();
    await reply(agent.page).waitFor();

    const letShopper = await holdUploads(shopper.page.context());
    const frame = shopper.page.frameLocator('iframe');
    await frame.locator('input[type=file]').setInputFiles(paper('凭证.txt'));
    await frame.locator('.row.upload').getByText('凭证.txt').waitFor();
    await shopper.page.reload();
    await letShopper();
    const again = await openChat(shopper.page);
    const sent = again.frame.locator('.row.from-shopper:not(.upload)').getByText('凭证.txt');
    await sent.waitFor();
    await agent.page.getByRole('log').getByText('凭证.txt').waitFor();

    const letAgent = await holdUploads(agent.page.context());
    await agent.page.locator('.composer input[type=file]').setInputFiles(paper('保修卡.txt'));
    await agent.page.locator('.uploads').getByText('保修卡.txt').waitFor();
    await picture(agent.page, 'desk-upload');
    await agent.page.reload();
    await letAgent();
    await again.frame.getByRole('log').getByText('保修卡.txt').waitFor();
    await agent.page.getByRole('log').getByText('保修卡.txt').waitFor();
    await agent.page.locator('.uploads').waitFor({ state: 'detached' });

    // Once more: there is nothing left to send.
    for (const page of [shopper.page, agent.page]) await page.reload();
    const last = await openChat(shopper.page);
    await last.frame.getByRole('log').getByText('保修卡.txt').waitFor();
    await agent.page.getByRole('log').getByText('保修卡.txt').waitFor();
    for (const name of ['凭证.txt', '保修卡.txt']) {
      expect(await last.frame.getByRole('log').getByText(name).count()).toBe(1);
      expect(await agent.page.getByRole('log').getByText(name).count()).toBe(1);
    }
    expect([...shopper.faults, ...agent.faults]).toEqual([]);
    for (const { page } of [shopper, agent]) await page.context().close();
  });
});
