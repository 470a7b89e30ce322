import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type FrameLocator,
  type Page,
} from 'playwright-core';
import { packageRoot } from '../../src/platform/package-root.js';

/** A busy machine takes its time; whoever waits here waits for a state, and goes on at once when it is there. */
export const patience = 60_000;

const pictures = join(packageRoot(), 'test-results');

/** Chromium of the system; without the background flags it would try to reach hosts of its own. */
export function openBrowser(): Promise<Browser> {
  mkdirSync(pictures, { recursive: true });
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Keeps what was seen for looking at, in `test-results/`. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** A page that fails the test when a script of ours throws. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 800 },
    // An animation that a busy machine loses leaves the spinner, and the button's name, as they were.
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  return { page, faults };
}

/** The chat on a shop's page, as the shopper uses it. */
export interface Chat {
  frame: FrameLocator;
  say(text: string): Promise<void>;
  tap(label: string | RegExp): Promise<void>;
  /** Waits until a bubble shows this text. */
  sees(text: string | RegExp): Promise<void>;
  /** Waits until an answer names this entry as its source; anchored, or a parent of several bubbles would match. */
  answeredFrom(source: RegExp): Promise<void>;
  /** How many bubbles show exactly this text. */
  count(text: string): Promise<number>;
}

export async function openChat(page: Page): Promise<Chat> {
  await page
    .getByRole('button', { name: /联系客服|客服/ })
    .last()
    .click();
  const frame = page.frameLocator('iframe');
  const field = frame.getByRole('textbox');
  await field.waitFor();
  return {
    frame,
    async say(text) {
      await field.fill(text);
      await field.press('Enter');
    },
    tap: (label) => frame.getByRole('button', { name: label }).last().click(),
    sees: (text) => frame.getByRole('log').getByText(text).last().waitFor({ timeout: patience }),
    answeredFrom: (source) => frame.getByRole('log').getByText(source).last().waitFor({ timeout: patience }),
    count: (text) => frame.getByRole('log').getByText(text, { exact: true }).count(),
  };
}

/** Becomes one of the demo's customers by the switch on the page. */
export async function signInAs(page: Page, label: RegExp): Promise<void> {
  const choice = page.getByRole('combobox').first();
  const name = await choice.locator('option').filter({ hasText: label }).first().textContent();
  await choice.selectOption({ label: name ?? '' });
}

/** Logs in by the demo's one-click account. */
export async function logIn(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/console`);
  await page.getByText(name, { exact: true }).first().click();
  // Only now does the server count this person as being there.
  await page.getByText('已连接').first().waitFor({ timeout: patience });
}
