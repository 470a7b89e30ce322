import type { Database } from '../../platform/database.js';
import { Prisma } from '../../platform/generated/prisma/client.js';
import { erasedCustomerPrefix } from '../privacy/erasure-store.js';
import { type BuiltProfile, type ProfileColumns, withheldColumns } from './build-profile.js';
import { consentingOf } from './history-store.js';
import type { ShopModel } from './shop-model.js';

/** SQL types of what is written beside customerId, asOf, modelVersion, personal and orders. */
const columnTypes: Record<keyof ProfileColumns, string> = {
  firstOrderAt: 'timestamptz',
  lastOrderAt: 'timestamptz',
  spentYearMinor: 'int',
  averageOrderMinor: 'int',
  recency: 'int',
  frequency: 'int',
  monetary: 'int',
  rfm: 'text',
  lifecycle: 'text',
  alive: 'float8',
  expected30: 'float8',
  expected90: 'float8',
  expected180: 'float8',
  valueMinor: 'int',
  churn: 'float8',
  topCategory: 'text',
  topBrand: 'text',
  priceBand: 'text',
  topColour: 'text',
  daypart: 'text',
  couponSensitivity: 'float8',
  replenishDueAt: 'timestamptz',
  conversations: 'int',
  lastConversationAt: 'timestamptz',
  lastSeenAt: 'timestamptz',
  satisfaction: 'float8',
  complaints: 'int',
};
const types: Record<string, string> = {
  customerId: 'uuid',
  asOf: 'timestamptz',
  modelVersion: 'int',
  personal: 'boolean',
  orders: 'int',
  figures: 'jsonb',
  ...columnTypes,
};
const names = Object.keys(types).map((name) => `"${name}"`);
// Only names from the table above, nothing that anybody typed.
const upsert = `
  INSERT INTO "CustomerProfile" (${names.join(', ')})
  SELECT ${names.join(', ')}
  FROM jsonb_to_recordset($1::jsonb) AS r(${Object.entries(types)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(', ')})
  ON CONFLICT ("customerId") DO UPDATE SET
    ${names
      .slice(1)
      .map((name) => `${name} = EXCLUDED.${name}`)
      .join(', ')}`;

export interface StoredModel {
  version: number;
  fittedAt: Date;
  customers: number;
  model: ShopModel;
}

export type ProfileStore = ReturnType<typeof createProfileStore>;

export function createProfileStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /**
     * Stores profiles, those that exist already included. A consent that was withdrawn since they were computed wins: the
     * rows of the customers are locked first, which a new consent has to wait for, and consents are read again.
     */
    async save(profiles: readonly BuiltProfile[], modelVersion: number): Promise<void> {
      if (profiles.length === 0) return;
      const ids = profiles.map(({ customerId }) => customerId);
      await prisma.$transaction(async (tx) => {
        const there = await tx.$queryRaw<{ id: string }[]>`
          SELECT id::text AS id FROM "Customer" 
          WHERE id = ANY(${ids}::uuid[]) AND "externalId" NOT LIKE ${`${erasedCustomerPrefix}%`}
          ORDER BY id FOR UPDATE`;
        const existing = new Set(there.map(({ id }) => id));
        const granted = await consentingOf(tx, ids);
        const rows = profiles
          .filter(({ customerId }) => existing.has(customerId))
          .map((profile) => {
            const kept =
              profile.personal && !granted.has(profile.customerId)
                ? { ...profile, ...withheldColumns, personal: false, figures: null }
                : profile;
            return { ...kept, modelVersion };
          });
        await tx.$executeRawUnsafe(upsert, JSON.stringify(rows));
      });
    },

    async saveModel(model: ShopModel, customers: number, fittedAt: Date): Promise<StoredModel> {
      const { version } = await prisma.profileModel.create({
        data: { fittedAt, customers, content: model as unknown as Prisma.InputJsonValue },
        select: { version: true },
      });
      // The figures name the version that they rest on; a month of nightly fits is enough to look back.
      await prisma.profileModel.deleteMany({ where: { version: { lte: version - 30 } } });
      return { version, fittedAt, customers, model };
    },

    async newestModel(): Promise<StoredModel | undefined> {
      const row = await prisma.profileModel.findFirst({ orderBy: { version: 'desc' } });
      if (!row) return undefined;
      const { version, fittedAt, customers, content } = row;
      return { version, fittedAt, customers, model: content as unknown as ShopModel };
    },

    async counts(): Promise<{ profiles: number; personal: number }> {
      const [profiles, personal] = await Promise.all([
        prisma.customerProfile.count(),
        prisma.customerProfile.count({ where: { personal: true } }),
      ]);
      return { profiles, personal };
    },
  };
}

/** Takes away what is personal in a customer's profile, in the transaction in which the consent ends. */
export async function withholdProfile(
  tx: Pick<Prisma.TransactionClient, 'customerProfile'>,
  customerId: string,
): Promise<void> {
  await tx.customerProfile.updateMany({
    where: { customerId },
    data: { personal: false, figures: Prisma.DbNull, ...withheldColumns },
  });
}
