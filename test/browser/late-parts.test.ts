import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/platform/package-root.js';
import { openChat, openPage, picture, signInAs } from './pages.js';
import { browser, shop } from './shop-and-browser.js';

/** Fails every request of the chat's script with that name, until the returned function is called. */
async function block(page: Page, name: string): Promise<{ tries: () => number; lift: () => void }> {
  let tries = 0;
  let blocked = true;
  await page.route(new RegExp(`/widget/assets/${name}-[^/]+\\.js`), (route) => {
    if (!blocked) return route.continue();
    tries += 1;
    return route.abort();
  });
  return { tries: () => tries, lift: () => (blocked = false) };
}

describe('parts of the chat that come late', () => {
  it('leave words where they cannot be had, and come at a tap when they can', async () => {
    const { page, faults } = await openPage(browser);
    const [cards, menu, queue, attach] = await Promise.all(
      ['cards-part', 'menu-part', 'queue-part', 'attach-part'].map((name) => block(page, name)),
    );
    await page.goto(shop.url);
    await signInAs(page, /橘猫管家/);
    const chat = await openChat(page);
    await chat.say('我的订单到哪了');
    const again = chat.frame.getByRole('log').getByRole('button', { name: '没加载出来 · 重试' });
    await again.first().waitFor();
    // The order is told in words, with what the card would show.
    const words = await chat.frame.getByRole('log').locator('.bubble:has(+ .quiet)').first().innerText();
    expect(words).toMatch(/\d{6,}\n\S+/);
    await picture(page, 'late-parts-blocked');
    expect(cards?.tries()).toBeGreaterThanOrEqual(2);
    expect(attach?.tries()).toBeGreaterThanOrEqual(2);

    // The menu's button says so, and what was fetched ahead in vain costs nothing else.
    await chat.frame.getByRole('button', { name: '更多' }).click();
    await chat.frame.getByText('没加载出来', { exact: true }).waitFor();
    expect(menu?.tries()).toBeGreaterThanOrEqual(2);
    await chat.tap('转人工');
    await chat.frame
      .getByText(/排队中|正在为您转接|留言已收到/)
      .first()
      .waitFor();
    await chat.say('在吗，想找真人');
    await chat.sees('在吗，想找真人');

    for (const part of [cards, menu, queue, attach]) part?.lift();
    await again.first().click();
    await chat.frame.locator('.order').first().waitFor();
    expect(await again.count()).toBe(0);
    await chat.frame.getByRole('button', { name: '更多' }).click();
    await chat.frame.getByText('我的优惠券').first().waitFor();
    await picture(page, 'late-parts-back');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('are there before they are wanted, under names that browsers may keep for good', async () => {
    const { page, faults } = await openPage(browser);
    const fetched = new Map<string, string>();
    page.on('response', (response) => {
      const [, name] = /\/widget\/assets\/([^/?]+)$/.exec(response.url()) ?? [];
      if (name) fetched.set(name, response.headers()['cache-control'] ?? '');
    });
    const has = (part: string) => [...fetched.keys()].some((name) => name.startsWith(part));
    await page.goto(shop.url);
    await page.waitForFunction("document.readyState === 'complete'");
    await page.waitForTimeout(1000);
    expect(['cards-part', 'menu-part', 'queue-part', 'attach-part'].filter(has)).toEqual([]);

    await openChat(page);
    await expect
      .poll(() => ['cards-part', 'menu-part', 'queue-part', 'attach-part'].filter((part) => !has(part)), {
        timeout: 20_000,
      })
      .toEqual([]);
    for (const [name, kept] of fetched) {
      expect(name).toMatch(/-[\w-]{8}\.(js|css)$/);
      expect(kept, name).toContain('immutable');
      const lies = join(packageRoot(), 'dist', 'widget', 'assets', name);
      expect(gunzipSync(readFileSync(`${lies}.gz`))).toEqual(readFileSync(lies));
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('and the socket client go without web sockets, where only plain requests get through', async () => {
    const { page, faults } = await openPage(browser);
    // Every web socket goes where nobody listens; to the chat it looks like a company's proxy that lets none through.
    await page.addInitScript(
      "const Real = WebSocket; window.WebSocket = class extends Real { constructor() { super('ws://127.0.0.1:9'); } };",
    );
    let polls = 0;
    page.on('request', (request) => {
      if (request.url().includes('transport=polling')) polls += 1;
    });
    await page.goto(shop.url);
    const chat = await openChat(page);
    await chat.say('包邮吗');
    await chat.frame.getByRole('log').getByText(/59/).first().waitFor();
    expect(polls).toBeGreaterThan(2);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
