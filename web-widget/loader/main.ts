import { createCommands } from './commands.js';

/** The queue that the snippet leaves on `window` until this script has arrived. */
type Snippet = ((...call: unknown[]) => void) & { q?: ArrayLike<unknown>[]; live?: boolean };

declare global {
  interface Window {
    zhanggui?: Snippet;
  }
}

/** Takes over from the snippet: same function name, its queued calls first, in order. Never throws into the page. */
function start(): void {
  const before = window.zhanggui;
  if (before?.live) return; // the script was included twice
  const script = document.currentScript ?? document.querySelector('script[src*="/widget.js"]');
  if (!(script instanceof HTMLScriptElement) || !script.src) {
    console.error('zhanggui: load widget.js with <script src>');
    return;
  }
  const run = createCommands(new URL(script.src).origin);
  window.zhanggui = Object.assign((...call: unknown[]) => run(call), { live: true });
  for (const call of before?.q ?? []) run(Array.from(call));
}

try {
  start();
} catch (error) {
  console.error('zhanggui:', error);
}
