import { z } from 'zod';
import type { PrismaClient } from '../platform/generated/prisma/client.js';
import type { StoredRanking } from './index/indexes.js';

/** Shape of what is kept; anything else, such as an older version's, counts as nothing. */
const kept = z.object({
  fingerprint: z.string(),
  weights: z.array(z.number()),
  calibration: z.object({ slope: z.number(), shift: z.number() }),
  bars: z.object({ answer: z.number(), clarify: z.number() }),
  examples: z.number(),
});

const key = 'trained-ranking';

/** Keeps the newest trained ranking in the database: one row, replaced by every training. */
export function createRankingStore(prisma: PrismaClient): StoredRanking {
  return {
    async get(fingerprint) {
      const row = await prisma.setting.findUnique({ where: { key }, select: { value: true } });
      const found = kept.safeParse(row?.value);
      if (!found.success || found.data.fingerprint !== fingerprint) return undefined;
      const { weights, calibration, bars, examples } = found.data;
      return { weights: Float64Array.from(weights), calibration, bars, examples };
    },
    async set(fingerprint, { weights, ...rest }) {
      const value = {
        fingerprint,
        weights: [...weights],
        ...rest,
        calibration: { ...rest.calibration },
        bars: { ...rest.bars },
      };
      await prisma.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    },
  };
}
