import type { CouponFields, ProductChoice, ProductSearch } from '../contract/marketing-console.js';
import type { Database } from '../platform/database.js';
import { Prisma } from '../platform/generated/prisma/client.js';

/** Of each list in the editor. */
const mostListed = 500;

export type CatalogueChoices = ReturnType<typeof createCatalogueChoices>;

/** What editors of marketing offer to choose from, of the shop's catalogue and of coupons that there are. */
export function createCatalogueChoices({ prisma }: Pick<Database, 'prisma'>) {
  const list = async (query: Prisma.Sql): Promise<string[]> =>
    (await prisma.$queryRaw<{ value: string }[]>(query)).map(({ value }) => value);

  return {
    /** Products by part of the name or number, or exactly those named. Sold ones first, then by name. */
    async products({ search, ids, limit }: ProductSearch): Promise<ProductChoice[]> {
      const named = ids?.split(',').filter((id) => id !== '');
      const words = { contains: search ?? '', mode: 'insensitive' as const };
      const rows = await prisma.product.findMany({
        where: named
          ? { externalId: { in: named.slice(0, 200) } }
          : search
            ? { OR: [{ title: words }, { externalId: words }, { brand: words }] }
            : {},
        orderBy: [{ active: 'desc' }, { title: 'asc' }, { id: 'asc' }],
        take: named ? 200 : limit,
        select: {
          externalId: true,
          title: true,
          category: true,
          brand: true,
          priceMinor: true,
          currency: true,
          imageUrl: true,
          active: true,
        },
      });
      return rows.map(({ externalId, title, category, brand, priceMinor, currency, imageUrl, active }) => ({
        productId: externalId,
        title,
        category,
        brand,
        price: { amountMinor: priceMinor, currency },
        ...(imageUrl ? { imageUrl } : {}),
        ...(active ? {} : { gone: true as const }),
      }));
    },

    async couponChoices(): Promise<Pick<CouponFields, 'categories' | 'brands' | 'channels' | 'stackGroups'>> {
      return {
        categories: await list(
          Prisma.sql`SELECT DISTINCT category AS value FROM "Product" WHERE active ORDER BY 1 LIMIT ${mostListed}`,
        ),
        brands: await list(
          Prisma.sql`SELECT DISTINCT brand AS value FROM "Product"
                     WHERE active AND brand <> '' ORDER BY 1 LIMIT ${mostListed}`,
        ),
        channels: await list(
          Prisma.sql`SELECT DISTINCT unnest(channels) AS value FROM "Coupon" ORDER BY 1 LIMIT ${mostListed}`,
        ),
        stackGroups: await list(
          Prisma.sql`SELECT DISTINCT "stackGroup" AS value FROM "Coupon"
                     WHERE "stackGroup" <> '' ORDER BY 1 LIMIT ${mostListed}`,
        ),
      };
    },

    /** The tiers that customers have. */
    tiers: (): Promise<string[]> =>
      list(Prisma.sql`SELECT DISTINCT tier AS value FROM "Customer" ORDER BY 1 LIMIT ${mostListed}`),
  };
}
