import type { Database } from '../../platform/database.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import { newId } from '../../platform/ids.js';
import type { PersonFit, PersonModel } from './person-model.js';
import { modelOf, storedModel } from './stored-model.js';

/** Older fits are kept so that a trace can be followed to what it names. */
const keptFits = 60;

export interface StoredFit {
  id: string;
  fittedAt: Date;
  state: string;
  /** Absent: there is none to be used. */
  model?: PersonModel;
}

/** Fits of whom offers move: the newest is in force, for all processes. */
export function createFitStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    async newest(): Promise<{ id: string; fittedAt: Date } | undefined> {
      const row = await prisma.upliftFit.findFirst({
        orderBy: { fittedAt: 'desc' },
        select: { id: true, fittedAt: true },
      });
      return row ?? undefined;
    },

    async read(id: string): Promise<StoredFit | undefined> {
      const row = await prisma.upliftFit.findUnique({ where: { id } });
      if (!row) return undefined;
      const { content, ...fit } = row;
      const model = row.state === 'ready' ? modelOf((content as { model?: unknown }).model) : undefined;
      return { ...fit, ...(model ? { model } : {}) };
    },

    async add(fit: PersonFit, fittedAt: Date): Promise<void> {
      const { state, counts } = fit;
      const content = {
        counts,
        ...(fit.state === 'ready' ? { model: storedModel(fit.model) } : {}),
        ...(fit.state === 'no-signal' && fit.qini ? { qini: fit.qini } : {}),
      };
      const json = content as unknown as Prisma.InputJsonObject;
      await prisma.upliftFit.create({ data: { id: newId(), fittedAt, state, content: json } });
      const old = await prisma.upliftFit.findMany({
        orderBy: { fittedAt: 'desc' },
        skip: keptFits,
        select: { id: true },
      });
      await prisma.upliftFit.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
    },
  };
}

export type FitStore = ReturnType<typeof createFitStore>;
