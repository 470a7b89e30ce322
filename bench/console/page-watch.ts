import type { CDPSession, Page } from 'playwright-core';

/** What one stretch of time did to a page. Times are milliseconds. */
export interface Watched {
  seconds: number;
  /** Tasks that held the page up for longer than 50 ms, as the browser counts them (W3C Long Tasks). */
  longTasks: { count: number; longest: number; inAll: number };
  /** Of keys that took 16 ms or longer: to the handler, and to the next frame (W3C Event Timing, in steps of 8 ms). */
  keys: { count: number; delayP95: number; delayMax: number; frameP95: number; frameMax: number };
  /** Between two frames while it scrolled. */
  frames: { count: number; p50: number; p95: number; longest: number };
  /** Share of the time in which the page's own thread worked: all of it, scripts, style and layout. */
  busy: { all: number; scripts: number; layout: number };
}

interface Seen {
  tasks: number[];
  delays: number[];
  durations: number[];
  frames: number[];
}

/** Runs in the page, before anything of its own. As text: the types of browsers are not those of this program. */
const watchPage = `(() => {
  const seen = { tasks: [], delays: [], durations: [], frames: [], counting: false };
  window.seenByBench = seen;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(duration);
  }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const { name, duration, startTime, processingStart } of list.getEntries()) {
      if (name !== 'keydown') continue;
      seen.delays.push(processingStart - startTime);
      seen.durations.push(duration);
    }
  }).observe({ type: 'event', durationThreshold: 16 });
})()`;
const forget = 'for (const part of Object.values(window.seenByBench)) if (part.length) part.length = 0;';
const count = `(() => {
  window.seenByBench.counting = true;
  let last = performance.now();
  const next = (now) => {
    window.seenByBench.frames.push(now - last);
    last = now;
    if (window.seenByBench.counting) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})()`;

/** Before the page is opened. */
export async function watch(
  page: Page,
  slower: number,
): Promise<(during: () => Promise<void>) => Promise<Watched>> {
  await page.addInitScript({ content: watchPage });
  const browser = await page.context().newCDPSession(page);
  await browser.send('Performance.enable');
  if (slower > 1) await browser.send('Emulation.setCPUThrottlingRate', { rate: slower });

  return async (during) => {
    await page.evaluate(forget);
    const before = await metrics(browser);
    await during();
    const after = await metrics(browser);
    const seen = await page.evaluate<Seen>('window.seenByBench');
    const seconds = after.at - before.at;
    const share = (name: Exclude<keyof typeof after, 'at'>) => (after[name] - before[name]) / seconds;
    return {
      seconds,
      longTasks: { count: seen.tasks.length, longest: most(seen.tasks), inAll: sum(seen.tasks) },
      keys: {
        count: seen.delays.length,
        delayP95: at(seen.delays, 0.95),
        delayMax: most(seen.delays),
        frameP95: at(seen.durations, 0.95),
        frameMax: most(seen.durations),
      },
      frames: {
        count: seen.frames.length,
        p50: at(seen.frames, 0.5),
        p95: at(seen.frames, 0.95),
        longest: most(seen.frames),
      },
      busy: { all: share('all'), scripts: share('scripts'), layout: share('layout') },
    };
  };
}

/** Counts frames from now on, until it is told to stop. */
export const countFrames = (page: Page): Promise<void> => page.evaluate(count);
export const stopFrames = (page: Page): Promise<void> => page.evaluate('window.seenByBench.counting = false');

async function metrics(browser: CDPSession) {
  const { metrics: list } = await browser.send('Performance.getMetrics');
  const value = (name: string) => list.find((metric) => metric.name === name)?.value ?? 0;
  return {
    at: value('Timestamp'),
    all: value('TaskDuration'),
    scripts: value('ScriptDuration'),
    layout: value('LayoutDuration') + value('RecalcStyleDuration'),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const most = (values: readonly number[]) => values.reduce((largest, value) => Math.max(largest, value), 0);
/** The value that a share of them does not exceed; 0 of none. */
function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
