import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type MemberRules, memberRules } from '../../contract/member-rules.js';
import type { Database } from '../../platform/database.js';
import { conflict, unavailable } from '../../platform/errors.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import type { RecordAudit } from '../../platform/record-audit.js';

const settingKey = 'member-rules';
const setting = z.object({
  version: z.int().min(0),
  rules: memberRules.optional(),
  /** Since when these rules give points. */
  pointsSince: z.iso.datetime().optional(),
});

export interface StoredMemberRules {
  /** Raised by every change; 0 while there are none. */
  version: number;
  rules?: MemberRules;
  pointsSince?: Date;
}

export type MemberRulesStore = ReturnType<typeof createMemberRulesStore>;

/** The rules of membership, in one setting; every earlier wording is in the audit. */
export function createMemberRulesStore({
  prisma,
  audit,
  clock,
}: Pick<Database, 'prisma'> & { audit: RecordAudit; clock: () => Date }) {
  function read(value: Prisma.JsonValue | undefined): StoredMemberRules {
    if (value === undefined) return { version: 0 };
    const found = setting.safeParse(value);
    if (!found.success)
      throw unavailable('The stored member rules cannot be read: save them again.', found.error);
    const { version, rules, pointsSince } = found.data;
    return {
      version,
      ...(rules ? { rules } : {}),
      ...(pointsSince ? { pointsSince: new Date(pointsSince) } : {}),
    };
  }

  return {
    async current(): Promise<StoredMemberRules> {
      const row = await prisma.setting.findUnique({ where: { key: settingKey }, select: { value: true } });
      return read(row?.value);
    },

    /**
     * Puts new rules in force.
     * @param baseVersion the version that they were made from
     * @throws AppError `conflict` when somebody has changed them since
     */
    save: (
      rules: MemberRules,
      baseVersion: number,
      actor: { type: 'staff' | 'system'; id: string },
    ): Promise<StoredMemberRules> =>
      prisma.$transaction(async (tx) => {
        await tx.setting.createMany({
          data: [{ key: settingKey, value: { version: 0 } }],
          skipDuplicates: true,
        });
        const [row] = await tx.$queryRaw<{ value: Prisma.JsonValue }[]>`
          SELECT value FROM "Setting" WHERE key = ${settingKey} FOR UPDATE`;
        const before = read(row?.value);
        if (before.version !== baseVersion) throw conflict('会员规则刚被同事改过，请刷新后再保存。');
        if (isDeepStrictEqual(before.rules, rules)) return before;
        const version = before.version + 1;
        const went = before.rules?.pointsFrom === 'rules' ? before.pointsSince : undefined;
        const pointsSince = rules.pointsFrom === 'rules' ? (went ?? clock()) : undefined;
        await tx.setting.update({
          where: { key: settingKey },
          data: {
            value: {
              version,
              rules: rules as unknown as Prisma.InputJsonValue,
              ...(pointsSince ? { pointsSince: pointsSince.toISOString() } : {}),
            },
          },
        });
        await audit(
          {
            actor,
            action: 'member-rules.change',
            subject: 'member-rules',
            detail: {
              version,
              ...(before.rules ? { before: before.rules as unknown as Prisma.InputJsonValue } : {}),
            },
          },
          tx,
        );
        return { version, rules, ...(pointsSince ? { pointsSince } : {}) };
      }),
  };
}
