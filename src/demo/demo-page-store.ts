import type { Database } from '../platform/database.js';
import { type DemoProduct, demoPersonas } from './demo-shop.js';
import { drawProductPicture } from './product-picture.js';

/** What the demo page shows, read from the database that `npm start` has filled. */
export async function loadDemoPage({ prisma }: Pick<Database, 'prisma'>) {
  const people = await prisma.customer.findMany({
    where: { externalId: { in: demoPersonas.map(({ customerExternalId }) => customerExternalId) } },
    select: { externalId: true, name: true },
  });
  const categories = await prisma.product.findMany({
    distinct: ['category'],
    orderBy: { externalId: 'asc' },
    select: { category: true },
  });
  return {
    categories: categories.map(({ category }) => category),

    personas: demoPersonas.flatMap(({ customerExternalId, label, story }) => {
      const person = people.find(({ externalId }) => externalId === customerExternalId);
      return person ? [{ label, story, customer: { id: person.externalId, name: person.name } }] : [];
    }),

    /** In stock; without a category the newest of every kind mixed. */
    async products({ category, limit }: { category?: string | undefined; limit: number }) {
      const rows = await prisma.product.findMany({
        where: { active: true, stock: { gt: 0 }, ...(category ? { category } : {}) },
        orderBy: { externalId: 'asc' },
        select: {
          externalId: true,
          title: true,
          category: true,
          priceMinor: true,
          listPriceMinor: true,
          currency: true,
          imageUrl: true,
          stock: true,
        },
      });
      return category ? rows.slice(0, limit) : mixed(rows).slice(0, limit);
    },

    async picture(externalId: string): Promise<string | undefined> {
      const row = await prisma.product.findUnique({ where: { externalId } });
      if (!row) return undefined;
      return drawProductPicture({
        externalId: row.externalId,
        title: row.title,
        category: row.category,
        brand: row.brand,
        attributes: row.attributes as DemoProduct['attributes'],
      });
    },
  };
}

/** One of each category in turn, so that the first page shows the whole shop. */
function mixed<Row extends { category: string }>(rows: Row[]): Row[] {
  const byCategory = new Map<string, Row[]>();
  for (const row of rows) byCategory.set(row.category, [...(byCategory.get(row.category) ?? []), row]);
  const longest = Math.max(0, ...[...byCategory.values()].map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) =>
    [...byCategory.values()].flatMap((group) => group[index] ?? []),
  ).flat();
}
