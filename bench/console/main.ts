import { arch, cpus, platform } from 'node:os';
import { chromium, type Page } from 'playwright-core';
import { readConsoleBenchArguments } from './bench-arguments.js';
import { type Crowd, openCrowd } from './crowd.js';
import { countFrames, stopFrames, type Watched, watch } from './page-watch.js';
import { reportText } from './report.js';

/** Between two keys, milliseconds: five a second, as somebody types who knows what to say. */
const betweenKeys = 200;
/** One turn of the wheel, pixels, and the time to the next, milliseconds. */
const wheel = { pixels: 240, every: 60 };
const typed = '您好，我马上帮您看一下，请稍等。';

async function main(): Promise<void> {
  const wanted = readConsoleBenchArguments(process.argv.slice(2));
  const crowd = await openCrowd(wanted.conversations);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    const during = await watch(page, wanted.slower);
    const shown = await openConsole(page, crowd, wanted.conversations);
    const writing = crowd.write(wanted.perSecond);
    const typing = await during(() => type(page, wanted.seconds));
    const scrolling = await during(() => scroll(page, wanted.seconds / 2));
    const messages = await writing.stop();
    const result = {
      machine: `${platform()} ${arch()}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}; Chromium ${browser.version()}`,
      ...wanted,
      rowsShown: shown,
      messages,
      typing,
      scrolling,
    };
    process.stdout.write(wanted.json ? `${JSON.stringify(result, null, 2)}\n` : reportText(result));
  } finally {
    await browser.close();
    await crowd.close();
  }
}

export interface ConsoleBench {
  machine: string;
  conversations: number;
  perSecond: number;
  slower: number;
  /** Rows of the list that are in the page before anything is scrolled. */
  rowsShown: number;
  messages: number;
  typing: Watched;
  scrolling: Watched;
}

/** Logs in, has all conversations listed, and opens the first. @returns rows in the page */
async function openConsole(page: Page, crowd: Crowd, conversations: number): Promise<number> {
  await page.goto(`${crowd.address}/console`);
  await page.getByText(crowd.agentName, { exact: true }).first().click();
  await page.getByText('已连接').first().waitFor();
  await page.getByRole('tab', { name: /^我的/ }).click();
  await page.locator('.inbox .row').first().waitFor();
  const more = page.locator('.inbox').getByRole('button', { name: '加载更多' });
  for (let pages = 1; pages < conversations / 100; pages++) {
    await more.click().catch(() => undefined);
    await page.waitForLoadState('networkidle');
  }
  await page.locator('.inbox .row .row-link').first().click();
  await page.getByRole('textbox', { name: '回复顾客' }).waitFor();
  // What joins and fills in after the first look is not what is measured.
  await page.waitForLoadState('networkidle');
  return page.locator('.inbox .row').count();
}

async function type(page: Page, seconds: number): Promise<void> {
  const field = page.getByRole('textbox', { name: '回复顾客' });
  await field.click();
  const until = Date.now() + seconds * 1000;
  for (let number = 0; Date.now() < until; number++) {
    if (number > 0 && number % 60 === 0) await field.fill('');
    await page.keyboard.press(number % 2 === 0 ? 'a' : 'Space');
    await page.waitForTimeout(betweenKeys);
  }
  await field.fill(typed);
}

async function scroll(page: Page, seconds: number): Promise<void> {
  await page.locator('.inbox-rows').hover();
  await countFrames(page);
  const until = Date.now() + seconds * 1000;
  for (let number = 0; Date.now() < until; number++) {
    await page.mouse.wheel(0, number % 80 < 40 ? wheel.pixels : -wheel.pixels);
    await page.waitForTimeout(wheel.every);
  }
  await stopFrames(page);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
