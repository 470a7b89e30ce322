import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { type Chat, logIn, openChat, openPage, patience, picture } from './pages.js';
import { browser, shop } from './shop-and-browser.js';
import { type Wire, wireOf } from './wire.js';

const wide = { viewport: { width: 1440, height: 900 } };
/** An agent who is gone has half a minute to come back, then the desk looks every few seconds. */
const leaseAndLook = 90_000;

interface Member {
  name: string;
  page: Page;
  wire: Wire;
  faults: string[];
}

async function enter(name: string): Promise<Member> {
  const { page, faults } = await openPage(browser, wide);
  page.context().setDefaultTimeout(patience);
  const wire = await wireOf(page.context());
  await logIn(page, shop.url, name);
  return { name, page, wire, faults };
}

const reply = ({ page }: Member) => page.getByRole('textbox', { name: '回复顾客' });
const log = ({ page }: Member) => page.getByRole('log');
const line = (within: Locator, words: string | RegExp) =>
  within.getByText(words, typeof words === 'string' ? { exact: true } : {});

async function says(member: Member, words: string): Promise<void> {
  await reply(member).fill(words);
  await reply(member).press('Enter');
}

/** Each of these lines stands there, and once. */
async function each(within: Locator, lines: readonly string[]): Promise<void> {
  for (const words of lines) await line(within, words).first().waitFor({ timeout: patience });
  for (const words of lines) expect([words, await line(within, words).count()]).toEqual([words, 1]);
}

const cast: Member[] = [];
afterEach(() => {
  for (const { wire } of cast.splice(0)) wire.release();
});

describe('the whole cast', () => {
  it('a shopper, two agents and a supervisor: from the line to the rating', async () => {
    const shopper = await openPage(browser);
    shopper.page.context().setDefaultTimeout(patience);
    const shopperWire = await wireOf(shopper.page.context());
    await shopper.page.goto(shop.url);
    const chat: Chat = await openChat(shopper.page);
    const bubbles = chat.frame.getByRole('log');
    const told = (words: string | RegExp, timeout = patience) =>
      line(bubbles, words).last().waitFor({ timeout });

    const agents = [await enter('小禾'), await enter('小青')] as const;
    const boss = await enter('店长');
    cast.push(...agents, boss);
    /** What the shopper and whoever serves them say, in order. */
    const spoken: string[] = [];

    // Asks for a person, and is told the place and an honest wait.
    await chat.say('我的箱子轮子坏了一个');
    spoken.push('我的箱子轮子坏了一个');
    await told('我的箱子轮子坏了一个');
    // The one in the head: those among the suggestions go when the first answer comes.
    await chat.frame
      .getByRole('button', { name: /^转人工/ })
      .first()
      .click();
    const banner = chat.frame.getByRole('button', { name: '取消排队' }).locator('..');
    await banner.getByText('1', { exact: true }).waitFor();
    await banner.getByText(/^(很快就到您|预计等待约 \d+(–\d+)? 分钟)$/).waitFor();

    // Both take it before either has heard of the other.
    const claims = agents.map(({ page }) => page.getByRole('button', { name: '接入', exact: true }));
    for (const claim of claims) await claim.waitFor();
    for (const { wire } of agents) wire.hold();
    for (const claim of claims) await claim.click();
    for (const { wire } of agents) wire.release();
    await told(/^客服(小禾|小青)来了，接下来由\1为您服务$/);
    const [winner, other] =
      (await bubbles.getByText(/^客服小禾来了/).count()) > 0 ? agents : [...agents].reverse();
    if (!winner || !other) throw new Error('Two agents take part.');
    expect(await bubbles.getByText(/^客服(小禾|小青)来了/).count()).toBe(1);
    await other.page
      .getByText(`慢了一步，这位顾客刚由${winner.name}接走，${winner.name}正在接待。`)
      .waitFor();
    await picture(other.page, 'cast-claim-lost');

    // Both ways.
    await reply(winner).waitFor();
    await says(winner, '您好，我来看看轮子');
    await told('您好，我来看看轮子');
    await chat.say('轮子能单独换吗');
    await line(log(winner), '轮子能单独换吗').waitFor();
    spoken.push('您好，我来看看轮子', '轮子能单独换吗');
    await each(log(winner), spoken);

    // Handed on with a note that the colleague reads and the shopper never sees.
    const note = '箱子是上个月买的，在保修期内';
    await winner.page.getByRole('button', { name: '转接', exact: true }).click();
    const dialog = winner.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: new RegExp(other.name) }).click();
    await dialog.locator('#transfer-note').fill(note);
    await dialog.getByRole('button', { name: /^转\s*接$/ }).click();
    await winner.page.getByText(`已转给 ${other.name}`).waitFor();
    await told(new RegExp(`^接下来由客服${other.name}为您服务`));
    await other.page.getByRole('tab', { name: /^我的/ }).click();
    await other.page.locator('.inbox .row .row-link').first().click();
    await other.page.locator('.note-transfer', { hasText: note }).waitFor();
    await says(other, '轮子可以单独换，我帮您登记');
    await told('轮子可以单独换，我帮您登记');
    spoken.push('轮子可以单独换，我帮您登记');
    await each(log(other), spoken);

    // Listened in on, with a word that only the agent sees.
    const whisper = '保修期内，轮子免费寄';
    await boss.page.getByRole('link', { name: '看板' }).click();
    const panel = (name: string) => boss.page.getByRole('region', { name });
    await panel('客服').getByRole('button', { name: /^访客/ }).click();
    const monitor = boss.page.getByRole('dialog').first();
    await each(monitor.getByRole('log'), spoken);
    await monitor.getByRole('textbox', { name: '悄悄话' }).fill(whisper);
    await monitor.getByRole('button', { name: '发悄悄话' }).click();
    await other.page.locator('.note-whisper', { hasText: whisper }).waitFor();
    await monitor.getByText(whisper).waitFor();
    expect(winner.wire.heard()).not.toContain(whisper);

    // The agent's line goes dead in mid-sentence, and stays so.
    await other.wire.cut();
    await other.page.getByText('连接已断开，正在自动重连', { exact: false }).waitFor();
    const late = '这句话断线时写的';
    await says(other, late);
    await chat.say('还在吗');
    spoken.push('还在吗');
    await told('刚才的客服断线了，您的位置还给您留着，马上请其他同事接着为您服务', leaseAndLook);
    await banner.getByText('1', { exact: true }).waitFor();
    await picture(shopper.page, 'cast-agent-dropped');
    await winner.page.getByRole('tab', { name: /^排队/ }).click();
    await winner.page.getByRole('button', { name: '接入', exact: true }).waitFor();

    // The supervisor takes over.
    await monitor.getByText('排队中').first().waitFor();
    await monitor.getByRole('button', { name: '接手' }).click();
    await boss.page.getByRole('dialog').last().getByRole('button', { name: '接手' }).click();
    await told('店长来了，接下来由店长为您服务');
    await monitor.getByRole('button', { name: '去回复' }).click();
    await reply(boss).waitFor();
    await says(boss, '新轮子今天就给您寄出');
    await told('新轮子今天就给您寄出');
    spoken.push('新轮子今天就给您寄出');

    // Whoever was cut off comes back, learns that it is somebody else's, and what was not sent stays unsent.
    await other.wire.mend();
    await other.page.getByText('已连接').first().waitFor();
    await other.page.getByText('这个会话现在不是您在接待，先接入再回复。').waitFor();
    await other.page.getByText('这个会话已经不在您手上，后面的内容由接待的同事处理').waitFor();
    expect(await reply(other).count()).toBe(0);
    await picture(other.page, 'cast-agent-returned');

    // Closed with what came of it, and rated.
    await boss.page.getByRole('button', { name: '结束会话' }).click();
    const ending = boss.page.getByRole('dialog').last();
    await ending.getByRole('combobox').click();
    await boss.page.locator('.ant-select-item-option', { hasText: '已解决' }).click();
    await ending.getByRole('button', { name: '结束会话' }).click();
    await told(/^本次会话已结束/);
    const card = chat.frame.getByRole('region', { name: /服务您还满意吗/ });
    // The label, as a finger would: the radio itself lies hidden under its star.
    await card.locator('.stars label').nth(4).click();
    await card.getByRole('textbox').fill('换人也不用重说，省心');
    await card.getByRole('button', { name: '提交' }).click();
    await chat.frame.getByText('谢谢您的评价').waitFor();
    await log(boss).getByText('顾客评价 5 星').waitFor();
    await log(boss).getByText('换人也不用重说，省心').waitFor();
    await picture(boss.page, 'cast-rated');

    // Every message once, on every side; what is between staff never left for the shopper.
    await each(bubbles, spoken);
    await each(log(boss), spoken);
    for (const words of [note, whisper, late]) expect(shopperWire.heard()).not.toContain(words);
    expect(await line(bubbles, late).count()).toBe(0);
    expect(await line(log(boss), late).count()).toBe(0);
    expect([shopper, ...agents, boss].flatMap(({ faults }) => faults)).toEqual([]);
    for (const { page } of [shopper, ...agents, boss]) await page.context().close();
  }, 400_000);
});
