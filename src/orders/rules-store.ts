import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type OrderRules, orderRules } from '../contract/order-rules.js';
import type { Database } from '../platform/database.js';
import { conflict, invalidInput, unavailable } from '../platform/errors.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import type { RecordAudit } from '../platform/record-audit.js';

const settingKey = 'order-rules';
const stored = z.object({ version: z.int().positive(), rules: z.unknown() });

export interface StoredRules {
  /** Raised by every change; 0 while there are none. */
  version: number;
  rules?: OrderRules;
}

export type OrderRulesStore = ReturnType<typeof createOrderRulesStore>;

/** The shop's rules, in one setting; every earlier wording is in the audit. */
export function createOrderRulesStore({ prisma, audit }: Pick<Database, 'prisma'> & { audit: RecordAudit }) {
  async function read(tx: Prisma.TransactionClient): Promise<StoredRules> {
    const row = await tx.setting.findUnique({ where: { key: settingKey }, select: { value: true } });
    if (!row) return { version: 0 };
    const setting = stored.safeParse(row.value);
    const rules = orderRules.safeParse(setting.data?.rules);
    if (!setting.success || !rules.success)
      throw unavailable('The stored order rules cannot be read: save them again.', rules.error);
    return { version: setting.data.version, rules: rules.data };
  }

  return {
    /** @param tx to read inside a transaction */
    current: (tx: Prisma.TransactionClient = prisma) => read(tx),

    /** The rules to start with, where there are none yet. @returns whether they were taken */
    async begin(rules: OrderRules): Promise<boolean> {
      const value = { version: 1, rules: rules as unknown as Prisma.InputJsonValue };
      const { count } = await prisma.setting.createMany({
        data: [{ key: settingKey, value }],
        skipDuplicates: true,
      });
      return count > 0;
    },

    /**
     * Puts new rules in force.
     * @param baseVersion the version that they were made from
     * @throws AppError `conflict` when somebody has changed them since; `invalid-input` for an entry that does not exist
     */
    async save(
      rules: OrderRules,
      baseVersion: number,
      actor: { type: 'staff' | 'system'; id: string },
    ): Promise<StoredRules> {
      return prisma.$transaction(async (tx) => {
        await tx.setting.createMany({
          data: [{ key: settingKey, value: { version: 0 } }],
          skipDuplicates: true,
        });
        const [row] = await tx.$queryRaw<{ value: { version: number; rules?: Prisma.InputJsonValue } }[]>`
          SELECT value FROM "Setting" WHERE key = ${settingKey} FOR UPDATE`;
        const before = row?.value ?? { version: 0 };
        if (before.version !== baseVersion) throw conflict('售后规则刚被同事改过，请刷新后再保存。');
        await refuseUnknownEntries(tx, rules);
        const version = before.version + 1;
        if (isDeepStrictEqual(before.rules, JSON.parse(JSON.stringify(rules))))
          return { version: before.version, rules };
        const value = { version, rules: rules as unknown as Prisma.InputJsonValue };
        await tx.setting.update({ where: { key: settingKey }, data: { value } });
        await audit(
          {
            actor,
            action: 'order-rules.change',
            subject: 'order-rules',
            detail: { version, ...(before.rules !== undefined ? { before: before.rules } : {}) },
          },
          tx,
        );
        return { version, rules };
      });
    },
  };
}

async function refuseUnknownEntries(tx: Prisma.TransactionClient, { rules }: OrderRules): Promise<void> {
  const named = [...new Set(rules.map(({ entry }) => entry))];
  const known = await tx.knowledgeEntry.findMany({ where: { id: { in: named } }, select: { id: true } });
  const ids = new Set(known.map(({ id }) => id));
  const errors = rules.flatMap(({ entry }, index) =>
    ids.has(entry) ? [] : [{ path: `rules.${index}.entry`, message: `there is no entry "${entry}"` }],
  );
  if (errors.length > 0) throw invalidInput(errors);
}
