import { late } from '../late.js';

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
