import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readKnowledgeFiles } from '../../src/knowledge/content-files.js';
import { packageRoot } from '../../src/platform/package-root.js';
import { type Chat, logIn, openChat, openPage, picture, signInAs } from './pages.js';
import { browser, shop } from './shop-and-browser.js';

/** Words that no entry uses, and the title of the entry that answers them. */
const ownWords: [question: string, source: RegExp][] = [
  ['羊毛衫扔洗衣机洗行不', /^来自：.*怎么洗/],
  ['不锈钢锅电磁炉上能不能使', /^来自：.*电磁炉/],
  ['钱扣了可是订单还显示没付', /^来自：.*(扣|未付款|待付款)/],
  ['生日那个月有啥好处', /^来自：.*生日/],
  ['登录密码忘记了咋弄', /^来自：.*密码/],
];

describe('the shop in a browser', () => {
  it('answers five questions in words that no entry uses', async () => {
    const { items } = await readKnowledgeFiles([join(packageRoot(), 'knowledge-base')]);
    const known = new Set(items.flatMap(({ content }) => [content.question, ...content.similar]));
    expect(ownWords.filter(([question]) => known.has(question))).toEqual([]);
    const { page, faults } = await openPage(browser);
    await page.goto(shop.url);
    const chat = await openChat(page);
    for (const [question, source] of ownWords) {
      await chat.say(question);
      await chat.answeredFrom(source);
    }
    await picture(page, 'shopper-five-questions');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('brings a person: queue, claim, both type, each message once, close', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(shop.url);
    const chat = await openChat(page);
    const desk = await openPage(browser, { viewport: { width: 1440, height: 900 } });
    await logIn(desk.page, shop.url, '小禾');
    await picture(desk.page, 'console-empty');

    await chat.say('我的箱子轮子坏了一个');
    await chat.tap('转人工');
    await chat.frame
      .getByText(/排队中|正在为您转接/)
      .first()
      .waitFor();
    await desk.page.getByRole('button', { name: '接入', exact: true }).first().click();
    await chat.sees(/小禾/);

    await desk.page.getByPlaceholder(/输入回复/).fill('您好，我是小禾，方便拍张照片吗');
    await desk.page.keyboard.press('Enter');
    await chat.sees('您好，我是小禾，方便拍张照片吗');
    await chat.say('好的，我晚点拍给您');
    await desk.page.getByText('好的，我晚点拍给您').last().waitFor();
    await picture(desk.page, 'console-conversation');
    await picture(page, 'shopper-with-person');
    expect(await chat.count('您好，我是小禾，方便拍张照片吗')).toBe(1);
    expect(await chat.count('好的，我晚点拍给您')).toBe(1);
    expect(await thread(desk.page, '您好，我是小禾，方便拍张照片吗')).toBe(1);
    expect(await thread(desk.page, '好的，我晚点拍给您')).toBe(1);

    // A reload shows the same, once.
    await page.reload();
    const again = await openChat(page);
    await again.sees('好的，我晚点拍给您');
    expect(await again.count('您好，我是小禾，方便拍张照片吗')).toBe(1);

    await desk.page.getByRole('button', { name: '结束会话' }).click();
    await desk.page
      .getByRole('dialog')
      .getByRole('button', { name: /结束|确\s*定/ })
      .last()
      .click();
    await again.sees(/本次会话已结束/);
    expect([...faults, ...desk.faults]).toEqual([]);
    await page.context().close();
    await desk.page.context().close();
  });

  it('suggests with a reason after asking for consent, and a coupon is claimed into the wallet', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(shop.url);
    await signInAs(page, /橘猫管家/);
    const chat = await openChat(page);
    await chat.say('给我推荐点东西');
    await chat.sees(/参考您的浏览和购买记录/);
    await chat.tap('同意');
    await chat.sees(/参考您买过的/);
    await chat.frame
      .getByText(/差不多该补了|顾客也常买|您常买/)
      .first()
      .waitFor();
    await picture(page, 'shopper-suggestion');

    await claimCoupon(chat);
    await picture(page, 'shopper-coupon');
    await chat.frame.getByRole('button', { name: '更多' }).click();
    await chat.frame.getByText('我的优惠券').first().click();
    await chat.frame.getByText(/有效/).first().waitFor();
    await picture(page, 'shopper-wallet');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('gives the next shopper what an admin has just published', async () => {
    const desk = await openPage(browser, { viewport: { width: 1440, height: 900 } });
    await logIn(desk.page, shop.url, '管理员');
    await desk.page.getByRole('link', { name: '知识库' }).or(desk.page.getByText('知识库')).first().click();
    await desk.page.getByPlaceholder(/搜索/).first().fill('货到付款');
    await desk.page.getByRole('button', { name: '支持货到付款吗？' }).click();
    const sentence = '从今天起，同城订单支持货到付款，下单时选一下就好。';
    await desk.page.locator('#answer').fill(sentence);
    await picture(desk.page, 'console-knowledge');
    await desk.page.getByRole('button', { name: '保存并发布' }).click();
    await desk.page
      .getByText(/已发布/)
      .first()
      .waitFor({ timeout: 60_000 });

    const { page } = await openPage(browser);
    await page.goto(shop.url);
    const chat = await openChat(page);
    await chat.say('可以货到付款吗');
    await chat.sees(sentence);
    await page.context().close();
    await desk.page.context().close();
  });

  it('looks right on a phone in the dark', async () => {
    const { page, faults } = await openPage(browser, {
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
      colorScheme: 'dark',
    });
    await page.goto(shop.url);
    await picture(page, 'phone-shop');
    const chat = await openChat(page);
    await chat.say('包邮吗');
    await chat.frame.getByRole('log').getByText(/59/).first().waitFor();
    const chatFrame = page.frames().find((frame) => frame.url().includes('/widget/'));
    const size = await chatFrame?.evaluate("getComputedStyle(document.querySelector('textarea')).fontSize");
    expect(Number.parseFloat(String(size))).toBeGreaterThanOrEqual(16);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await picture(page, 'phone-chat');
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

/** How many bubbles of the agent's thread show exactly this text. */
function thread(page: Page, text: string): Promise<number> {
  return page.getByRole('log').getByText(text, { exact: true }).count();
}

/** A coupon may ride on the suggestion; otherwise the shopper asks for one. */
async function claimCoupon(chat: Chat): Promise<void> {
  const claim = chat.frame.getByRole('button', { name: '立即领取' });
  if ((await claim.count()) === 0) await chat.say('有什么优惠券可以给我吗');
  await claim.last().click();
  await chat.frame.getByText('已领取').first().waitFor();
}
