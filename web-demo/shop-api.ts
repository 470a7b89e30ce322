import type { ProductItem } from '../src/contract/cards.js';
import type { CustomerClaim } from '../src/contract/http.js';

export type ShopProduct = ProductItem & { category: string };

/** Somebody whom the visitor may be, signed as the shop's own server would. */
export interface Persona {
  label: string;
  story: string;
  customer: CustomerClaim;
}

export const productsPerPage = 24;

async function get<Out>(path: string): Promise<Out> {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json() as Promise<Out>;
}

/** @throws when the server cannot be reached or refuses; so do the others */
export async function loadProducts(category: string | undefined): Promise<ShopProduct[]> {
  const query = new URLSearchParams({ limit: String(productsPerPage), ...(category ? { category } : {}) });
  return (await get<{ products: ShopProduct[] }>(`/demo/products?${query}`)).products;
}

export async function loadCategories(): Promise<string[]> {
  return (await get<{ categories: string[] }>('/demo/categories')).categories;
}

export async function loadPersonas(): Promise<Persona[]> {
  return (await get<{ personas: Persona[] }>('/demo/personas')).personas;
}
