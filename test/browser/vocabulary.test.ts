import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { logIn, openChat, openPage, picture } from './pages.js';
import { browser, shop } from './shop-and-browser.js';

const question = '请问支持蓝色小叶子吗';

/** Asks on the test bench and waits for the trace. */
async function ask(page: Page, words: string): Promise<void> {
  await page.getByRole('link', { name: '测试台' }).click();
  await page.locator('#bench-question').fill(words);
  await page.keyboard.press('Enter');
  await page.getByText('怎么理解这句话').waitFor();
}

describe('the words of the shop in a browser', () => {
  it('answers the next question in a word that an admin has just explained', async () => {
    const desk = await openPage(browser, { viewport: { width: 1440, height: 900 } });
    await logIn(desk.page, shop.url, '管理员');
    await ask(desk.page, question);
    expect(await desk.page.getByText('直接回答', { exact: true }).count()).toBe(0);

    await desk.page.getByRole('link', { name: '词库' }).click();
    await desk.page.getByRole('button', { name: '添加同义词' }).first().click();

    // A word that is taken is refused at its field, and what was written stays.
    await desk.page.locator('#means').fill('花呗');
    await desk.page.locator('#said').fill('物流');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('button', { name: '保存', exact: true }).click();
    await desk.page.getByText('“物流”已经在“快递”这组同义词里了').waitFor();
    await picture(desk.page, 'vocabulary-refused');
    await desk.page
      .locator('.ant-select-selection-item', { hasText: '物流' })
      .locator('.ant-select-selection-item-remove')
      .click();
    await desk.page.locator('#said').fill('蓝色小叶子');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('button', { name: '保存', exact: true }).click();
    await desk.page.getByText('已保存“花呗”').waitFor();
    await desk.page
      .getByText(/正在生效/)
      .first()
      .waitFor();
    await desk.page.getByText('已全部生效').waitFor({ timeout: 100_000 });
    await desk.page.getByText('蓝色小叶子').waitFor();
    await picture(desk.page, 'vocabulary-live');

    const { page, faults } = await openPage(browser);
    await page.goto(shop.url);
    const chat = await openChat(page);
    await chat.say(question);
    await chat.answeredFrom(/^来自：.*付款方式/);

    // The test bench tells how the question was read.
    await ask(desk.page, question);
    await desk.page.getByText('蓝色小叶子 → 花呗').waitFor();
    expect(await desk.page.getByText('直接回答', { exact: true }).count()).toBe(1);
    await picture(desk.page, 'vocabulary-bench');
    expect([...faults, ...desk.faults]).toEqual([]);
    await page.context().close();
    await desk.page.context().close();
  });

  it('is left with unsaved words only after a question, and deletes only after one', async () => {
    const { page, faults } = await openPage(browser, {
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
      colorScheme: 'dark',
    });
    await page.goto(`${shop.url}/console`);
    await page.getByText('管理员', { exact: true }).first().click();
    await page.getByRole('link', { name: '词库' }).click();
    await page.getByRole('tab', { name: /专有词/ }).click();
    await page.getByRole('button', { name: '添加专有词' }).first().click();
    await page.locator('#word').fill('青禾小被子');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '继续编辑' }).click();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('button', { name: '删除“青禾小被子”' }).click();
    await picture(page, 'phone-vocabulary');
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
    await page.getByText('已删除“青禾小被子”').waitFor();
    await page.getByText('青禾小被子', { exact: true }).waitFor({ state: 'detached' });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
