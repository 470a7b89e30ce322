import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { notFound, parse } from '../platform/errors.js';
import type { DemoAccount } from './demo-staff.js';

interface DemoProductRow {
  externalId: string;
  title: string;
  category: string;
  priceMinor: number;
  listPriceMinor: number | null;
  currency: string;
  imageUrl: string | null;
  stock: number;
}

export interface DemoRoutesNeeds {
  products: (query: { category?: string | undefined; limit: number }) => Promise<DemoProductRow[]>;
  categories: string[];
  personas: { label: string; story: string; customer: { id: string; name: string } }[];
  /** Signs as the shop's own server would. */
  sign: (id: string) => { issuedAt: number; signature: string };
  picture: (externalId: string) => Promise<string | undefined>;
  accounts: DemoAccount[];
}

const productQuery = z.strictObject({
  category: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(24),
});
const pictureParams = z.object({ id: z.string().regex(/^P\d{1,8}$/, 'is not a product of the demo shop') });

/** What stands in for a shop's own server while trying out: registered in demo mode only. */
export function demoRoutes(app: FastifyInstance, needs: DemoRoutesNeeds): void {
  app.get('/demo/products', async (request) => {
    const { category, limit } = parse(productQuery, request.query);
    const rows = await needs.products({ limit, ...(category ? { category } : {}) });
    return {
      products: rows.map((row) => ({
        productId: row.externalId,
        title: row.title,
        category: row.category,
        inStock: row.stock > 0,
        price: { amountMinor: row.priceMinor, currency: row.currency },
        ...(row.imageUrl ? { imageUrl: row.imageUrl } : {}),
        ...(row.listPriceMinor && row.listPriceMinor > row.priceMinor
          ? { listPrice: { amountMinor: row.listPriceMinor, currency: row.currency } }
          : {}),
      })),
    };
  });
  app.get('/demo/categories', async () => ({ categories: needs.categories }));
  app.get('/demo/personas', async () => ({
    personas: needs.personas.map(({ label, story, customer }) => ({
      label,
      story,
      customer: { ...customer, ...needs.sign(customer.id) },
    })),
  }));
  app.get('/demo/staff', async () => ({ accounts: needs.accounts }));
  app.get('/demo/products/:id.svg', async (request, reply) => {
    const picture = await needs.picture(parse(pictureParams, request.params).id);
    if (!picture) throw notFound('The demo shop has no such product.');
    reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml');
    return picture;
  });
}
