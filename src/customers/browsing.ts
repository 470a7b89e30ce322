import type { Browsing } from '../contract/http.js';

/** An event as the widget reported it, newest first in lists. */
export interface BrowsingEvent {
  name: string;
  properties: Record<string, unknown>;
  occurredAt: Date;
}

/** Events that say where somebody is, or what they have put into the cart. */
export const browsingEvents = ['page_view', 'product_view', 'cart', 'cart_add', 'cart_remove'];

/** Somebody who has looked at nothing for so long has gone, milliseconds. */
const presentFor = 30 * 60_000;
const mostItems = 20;

/**
 * The page and the cart of somebody, from what their browser reported. A whole `cart` replaces what was known of it,
 * `cart_add` and `cart_remove` change it.
 * @param events of the last days, newest first
 */
export function browsingOf(events: readonly BrowsingEvent[], now: Date): Browsing | undefined {
  const viewed = events.find(({ name }) => name === 'page_view' || name === 'product_view');
  const page =
    viewed && now.getTime() - viewed.occurredAt.getTime() <= presentFor ? pageOf(viewed) : undefined;
  const cart = cartOf(events);
  if (!page && cart.length === 0) return undefined;
  return { ...(page ? { page } : {}), cart };
}

function pageOf({ properties, occurredAt }: BrowsingEvent): Browsing['page'] {
  const title = textOf(properties.title);
  const path = textOf(properties.path);
  const productId = textOf(properties.productId);
  if (title === undefined && path === undefined && productId === undefined) return undefined;
  return {
    at: occurredAt.toISOString(),
    title: title ?? path ?? productId ?? '',
    ...(path === undefined ? {} : { path }),
    ...(productId === undefined ? {} : { productId }),
  };
}

function cartOf(events: readonly BrowsingEvent[]): Browsing['cart'] {
  const whole = events.findIndex(({ name }) => name === 'cart');
  const since = whole === -1 ? events : events.slice(0, whole + 1);
  const items = new Map<string, { title: string; quantity: number }>();
  for (const { name, properties } of [...since].reverse()) {
    if (name === 'cart') {
      items.clear();
      for (const item of Array.isArray(properties.items) ? properties.items : [])
        if (typeof item === 'object' && item !== null) add(items, item as Record<string, unknown>);
    } else if (name === 'cart_add') add(items, properties);
    else if (name === 'cart_remove') {
      const key = textOf(properties.productId) ?? textOf(properties.title);
      if (key !== undefined) items.delete(key);
    }
  }
  return [...items.values()].slice(0, mostItems);
}

function add(items: Map<string, { title: string; quantity: number }>, item: Record<string, unknown>): void {
  const key = textOf(item.productId) ?? textOf(item.title);
  if (key === undefined) return;
  const wanted = typeof item.quantity === 'number' && item.quantity > 0 ? Math.floor(item.quantity) : 1;
  items.set(key, {
    title: textOf(item.title) ?? key,
    quantity: Math.min(9_999, (items.get(key)?.quantity ?? 0) + wanted),
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined;
}

/** Addresses without what stands behind `?` or `#`: names, search words and tokens are often there. */
export function withoutQueries(properties: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      typeof value === 'string' && /^(\/|https?:\/\/)/.test(value) ? value.replace(/[?#].*$/s, '') : value,
    ]),
  );
}
