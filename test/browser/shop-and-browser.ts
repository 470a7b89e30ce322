import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openBrowser, picture } from './pages.js';
import { type ShopServer, startShop } from './shop-server.js';

/** The shop and the browser of the test file that imports them: there before its first test, gone after its last. */
export let shop: ShopServer;
export let browser: Browser;

beforeAll(async () => {
  [shop, browser] = await Promise.all([startShop(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

// What was on the screen when a test failed says more than its message.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [number, page] of pages.entries())
    await picture(page, `failed-${task.name.slice(0, 20)}-${number}`);
  for (const context of browser.contexts()) await context.close();
});
