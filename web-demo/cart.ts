import { computed, signal } from '@preact/signals';
import type { ShopProduct } from './shop-api.js';
import { callWidget } from './widget-snippet.js';

interface CartItem {
  productId: string;
  title: string;
  quantity: number;
}

/** The demo shop's cart, as long as the page is open. */
export const cart = signal<readonly CartItem[]>([]);
export const cartCount = computed(() => cart.value.reduce((sum, { quantity }) => sum + quantity, 0));

/** Puts one into the cart and tells the chat, as a shop's own page would. */
export function addToCart({ productId, title }: ShopProduct): void {
  const held = cart.value.find((item) => item.productId === productId);
  cart.value = held
    ? cart.value.map((item) => (item === held ? { ...item, quantity: item.quantity + 1 } : item))
    : [...cart.value, { productId, title, quantity: 1 }];
  tellCart();
}

export function takeOut(productId: string): void {
  cart.value = cart.value.filter((item) => item.productId !== productId);
  tellCart();
}

function tellCart(): void {
  callWidget('track', 'cart', { items: cart.value.map((item) => ({ ...item })) });
}

export function tellView({ productId, title }: ShopProduct): void {
  callWidget('track', 'product_view', { productId, title });
}
