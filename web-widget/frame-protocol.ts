import type { CustomerClaim } from '../src/contract/http.js';

/** What crosses between the host page (loader) and the iframe (app). Both sides check the other's origin. */

export type Locale = 'zh-CN' | 'zh-TW' | 'en';
export type ColorScheme = 'auto' | 'light' | 'dark';

export const widgetEvents = [
  'ready',
  'open',
  'close',
  'message',
  'unreadCount',
  'handoff',
  'satisfaction',
  'offer',
  'error',
] as const;
export type WidgetEvent = (typeof widgetEvents)[number];

/** The argument of `boot`, as the host page gives it. */
export interface BootOptions {
  shop: string;
  customer?: CustomerClaim;
  /** Shop name in the header of the chat. */
  title?: string;
  locale?: string;
  colorScheme?: ColorScheme;
}

/** What a page says about the product or order that the shopper looks at. */
export interface CardSubject {
  title?: string;
  productId?: string;
  orderId?: string;
}

export type LauncherLabels = readonly [open: string, close: string, unread: string];

export type ToFrame =
  /** The page without what stands behind `?` and `#`; the server keeps it only of those who agreed. */
  | { type: 'boot'; options: BootOptions; pageLanguage: string; page: { path: string; title: string } }
  | { type: 'panel'; open: boolean; draft?: string }
  /** Options that changed since `boot`. */
  | { type: 'update'; options: BootOptions }
  | { type: 'ask'; about: 'product' | 'order'; subject: CardSubject }
  | { type: 'track'; name: string; properties: Record<string, unknown> }
  | { type: 'reset' };

export type FromFrame =
  | { type: 'loaded' }
  | { type: 'close' }
  /** A new message while the panel is closed: shown as a small bubble beside the launcher. */
  | { type: 'teaser'; text: string }
  /** What the launcher must match: the language (its two names and the word after the unread count) and darkness. */
  | { type: 'look'; labels: LauncherLabels; dark: boolean }
  | { type: 'event'; name: WidgetEvent; detail: unknown };

/** Marks our own messages among everything else that pages post to each other. */
export type Envelope<T> = T & { zhanggui: 1 };

export function wrap<T extends object>(message: T): Envelope<T> {
  return { ...message, zhanggui: 1 };
}

/** True for an object that our other side wrapped. The origin must have been checked before. */
export function isWrapped(data: unknown): data is Envelope<{ type: string }> {
  return (
    typeof data === 'object' && data !== null && 'zhanggui' in data && data.zhanggui === 1 && 'type' in data
  );
}
