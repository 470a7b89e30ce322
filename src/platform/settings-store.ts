import { randomBytes } from 'node:crypto';
import type { Database } from './database.js';
import type { Prisma } from './generated/prisma/client.js';

export type SettingsStore = ReturnType<typeof createSettingsStore>;

/** Small facts about this installation that no environment variable gives. */
export function createSettingsStore({ prisma }: Pick<Database, 'prisma'>) {
  async function get(key: string): Promise<Prisma.JsonValue | undefined> {
    const row = await prisma.setting.findUnique({ where: { key }, select: { value: true } });
    return row?.value;
  }

  /** The value, made and stored by the first who asks. Two who ask at once get the same one. */
  async function getOrCreate(key: string, make: () => Prisma.InputJsonValue): Promise<Prisma.JsonValue> {
    const known = await get(key);
    if (known !== undefined) return known;
    await prisma.setting.createMany({ data: [{ key, value: make() }], skipDuplicates: true });
    return (await get(key)) ?? null;
  }

  return {
    get,
    getOrCreate,
    /** Replaces the value. */
    async put(key: string, value: Prisma.InputJsonValue): Promise<void> {
      await prisma.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    },
    /** A secret of 256 random bits, hex, made at first start. */
    async secret(key: string): Promise<string> {
      return String(await getOrCreate(key, () => randomBytes(32).toString('hex')));
    },
  };
}
