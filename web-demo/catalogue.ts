import { signal } from '@preact/signals';
import { loadCategories, loadProducts, type ShopProduct } from './shop-api.js';

export const categories = signal<readonly string[]>([]);
/** Undefined: everything. */
export const category = signal<string | undefined>(undefined);
export const products = signal<readonly ShopProduct[] | 'loading' | 'failed'>('loading');

/** Fills the aisle with a category; the last one asked for wins. */
export async function showCategory(next: string | undefined): Promise<void> {
  category.value = next;
  products.value = 'loading';
  const found = await loadProducts(next).catch(() => 'failed' as const);
  if (category.value === next) products.value = found;
}

export async function openShop(): Promise<void> {
  void showCategory(undefined);
  categories.value = await loadCategories().catch(() => []);
}
