import { late } from '../late.js';

/** How long is waited where the browser cannot tell when it is idle, milliseconds. */
const soonMs = 2000;

/** The menu's content and the sheets that it leads to. */
export const lateMenu = late(() => import('./menu/menu-part.jsx'));

/** Everything that is more than text. */
export const lateCards = late(() => import('./cards/cards-part.jsx'));

/** Undefined until it has come. */
export type Cards = typeof lateCards.part.value;

/** What stands over the conversation while the shopper waits for a person. */
export const lateQueue = late(() => import('./queue/queue-part.jsx'));

/** Sending and showing pictures and files. */
export const lateAttach = late(() => import('./attach/attach-part.jsx'));

/**
 * Fetches what the shopper may want next, one after the other, each when the browser has nothing else to do, so that it
 * is there at the first tap. Not for those who asked their browser to save data. A part that fails here is tried again
 * when it is needed.
 */
export async function fetchAhead(): Promise<void> {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) return;
  for (const part of [lateCards, lateMenu, lateQueue]) {
    await idle();
    await part.load();
  }
}

const idle = () =>
  new Promise<unknown>((go) =>
    'requestIdleCallback' in window ? requestIdleCallback(go) : setTimeout(go, soonMs),
  );
