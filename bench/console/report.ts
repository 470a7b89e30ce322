import type { ConsoleBench } from './main.js';
import type { Watched } from './page-watch.js';

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const percent = (share: number) => `${(share * 100).toFixed(0)} %`;

/** The figures as a Markdown table. */
export function reportText(bench: ConsoleBench): string {
  const rows: [string, (watched: Watched) => string][] = [
    ['tasks over 50 ms', ({ longTasks }) => String(longTasks.count)],
    ['… the longest', ({ longTasks }) => ms(longTasks.longest)],
    ['… together', ({ longTasks }) => ms(longTasks.inAll)],
    ['keys that took 16 ms or longer', ({ keys }) => String(keys.count)],
    ['key to handler, 95 %', ({ keys }) => (keys.count > 0 ? ms(keys.delayP95) : '–')],
    ['key to handler, longest', ({ keys }) => (keys.count > 0 ? ms(keys.delayMax) : '–')],
    ['key to frame, 95 %', ({ keys }) => (keys.count > 0 ? ms(keys.frameP95) : '–')],
    ['key to frame, longest', ({ keys }) => (keys.count > 0 ? ms(keys.frameMax) : '–')],
    ['between frames, median', ({ frames }) => (frames.count > 0 ? ms(frames.p50) : '–')],
    ['between frames, 95 %', ({ frames }) => (frames.count > 0 ? ms(frames.p95) : '–')],
    ['between frames, longest', ({ frames }) => (frames.count > 0 ? ms(frames.longest) : '–')],
    ['the page’s thread at work', ({ busy }) => percent(busy.all)],
    ['… scripts', ({ busy }) => percent(busy.scripts)],
    ['… style and layout', ({ busy }) => percent(busy.layout)],
  ];
  return [
    `${bench.conversations} open conversations of one agent, ${bench.perSecond} messages a second (${bench.messages} in all), ${bench.rowsShown} rows in the page${bench.slower > 1 ? `, processor ${bench.slower} times slower` : ''}.`,
    bench.machine,
    '',
    `| | while typing, ${bench.typing.seconds.toFixed(0)} s | while scrolling, ${bench.scrolling.seconds.toFixed(0)} s |`,
    '|---|---|---|',
    ...rows.map(([name, of]) => `| ${name} | ${of(bench.typing)} | ${of(bench.scrolling)} |`),
    '',
  ].join('\n');
}
