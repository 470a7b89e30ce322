import { describe, expect, it } from 'vitest';
import { logIn, openChat, openPage, picture } from './pages.js';
import { browser, shop } from './shop-and-browser.js';

const table = [
  '商品编号,商品名称,分类,售价（元）,库存,备注',
  'IMP1,青禾 晨光早餐机,厨房用品,299.00,8,新款',
  'IMP2,青禾 便携榨汁杯,厨房用品,不知道,3,',
  'IMP3,青禾 折叠水壶,厨房用品,129,12,',
].join('\r\n');

describe('what the shop sends in, in a browser', () => {
  it('an admin makes a key that a program sends a product with, and revokes it', async () => {
    const { page, faults } = await openPage(browser);
    await logIn(page, shop.url, '管理员');
    await page.goto(`${shop.url}/console/settings/keys`);
    await page.getByText('还没有密钥').waitFor();
    await page.getByRole('button', { name: '新建密钥' }).click();
    await page.getByRole('textbox', { name: '名称' }).fill('商城订单同步');
    await page.getByRole('checkbox', { name: '写入商品' }).check();
    await picture(page, 'keys-new');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /创\s*建/ })
      .click();
    const shown = page.locator('.key-value');
    await shown.waitFor();
    const key = /zg_\w+/.exec((await shown.textContent()) ?? '')?.[0] ?? '';
    await picture(page, 'keys-made');
    await page.getByRole('button', { name: '已保存' }).click();
    const send = (id: string) =>
      fetch(`${shop.url}/v1/products/${id}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ title: '青禾 试用装', category: '美妆', priceMinor: 900, stock: 5 }),
      });
    expect((await send('KEY1')).status).toBe(200);
    await page.reload();
    await page.getByText(/最近使用/).waitFor();
    await picture(page, 'keys-used');
    await page.getByRole('button', { name: /^作废「/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /作\s*废/ })
      .click();
    await page.getByText('已作废', { exact: true }).waitFor();
    expect((await send('KEY2')).status).toBe(401);
    expect(faults).toEqual([]);
  });

  it.each([
    ['desktop', { viewport: { width: 1280, height: 800 } }],
    ['phone', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const, isMobile: true }],
  ])('a table is looked at and imported, on a %s', async (device, options) => {
    const { page, faults } = await openPage(browser, options);
    await page.goto(`${shop.url}/console`);
    await page.getByText('管理员', { exact: true }).first().click();
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '数据' }).click();
    await page.getByText('点这里选择 CSV 文件').waitFor();
    await picture(page, `imports-empty-${device}`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '商品.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await page.getByText('其中 1 行有问题').waitFor();
    await page.getByText('第 3 行 售价：要填金额，小数最多 2 位').waitFor();
    await picture(page, `imports-preview-${device}`);
    await page.getByRole('button', { name: '开始导入' }).click();
    await page.getByText('有些行没有导入').waitFor();
    await page.getByText('行 3', { exact: true }).waitFor();
    await picture(page, `imports-done-${device}`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载错误清单' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('导入错误清单.csv');
    expect(faults).toEqual([]);
  });

  it('a shopper who agrees is seen with page and cart; one who does not is not', async () => {
    const shopper = await openPage(browser);
    await shopper.page.goto(shop.url);
    const chat = await openChat(shopper.page);
    await chat.say('我要找人工客服');
    const boss = await openPage(browser, { viewport: { width: 1440, height: 900 } });
    await logIn(boss.page, shop.url, '小禾');
    await boss.page.getByRole('button', { name: '接入', exact: true }).first().click();
    await boss.page.getByText('授权').first().waitFor();
    expect(await boss.page.getByRole('heading', { name: '正在看' }).count()).toBe(0);

    await chat.frame
      .getByRole('button', { name: /菜单|更多/ })
      .first()
      .click();
    await chat.frame.getByText('隐私与个性化').click();
    await chat.frame.getByRole('switch').first().click();
    await chat.frame.getByText('客服也能看到您正在看什么').waitFor();
    await picture(shopper.page, 'privacy-browsing');
    await chat.frame
      .getByRole('button', { name: /关闭|返回/ })
      .first()
      .click();
    await shopper.page
      .getByRole('button', { name: /^加购：/ })
      .first()
      .click();
    await boss.page.getByRole('heading', { name: '正在看' }).waitFor({ timeout: 25_000 });
    await boss.page.getByText('×1').first().waitFor({ timeout: 25_000 });
    await picture(boss.page, 'pane-browsing');
    expect([...shopper.faults, ...boss.faults]).toEqual([]);
  });
});
