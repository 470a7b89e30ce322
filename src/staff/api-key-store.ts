import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type ApiKeyCreate, type ApiKeyView, type ApiScope, apiScope } from '../contract/api-keys.js';
import { type Clock, systemClock } from '../platform/clock.js';
import { conflict, invalidInput, notFound } from '../platform/errors.js';
import type { PrismaClient } from '../platform/generated/prisma/client.js';
import { apiKeyHash, apiKeyPrefix, apiKeyRandomBytes, isApiKey, makeApiKey } from './api-key-text.js';
import type { AuditActor, AuditStore } from './audit-store.js';

/** So many keys that are in use: a shop has a handful of systems. */
const mostKeys = 100;
const minute = 60_000;

/** A key that was shown and holds. */
export interface ApiKeyIdentity {
  keyId: string;
  name: string;
  scopes: readonly ApiScope[];
}

const columns = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
  revokedAt: true,
  createdBy: { select: { name: true } },
} as const;

/** Keys for programs of the shop. Only the hash of a key is kept. */
export function createApiKeyStore({
  prisma,
  audit,
  clock = systemClock,
}: {
  prisma: PrismaClient;
  audit: Pick<AuditStore, 'record'>;
  clock?: Clock;
}) {
  return {
    /** Newest first, revoked ones too. */
    async list(): Promise<ApiKeyView[]> {
      const rows = await prisma.apiKey.findMany({ select: columns, orderBy: { id: 'desc' }, take: 1_000 });
      return rows.map(viewOf);
    },

    /**
     * @returns the key, told only now, and its row
     * @throws AppError `invalid-input` for an end that is past, `conflict` with too many keys in use
     */
    async create(
      { name, scopes, expiresAt }: ApiKeyCreate,
      by: AuditActor,
    ): Promise<{ key: string; item: ApiKeyView }> {
      const now = clock();
      const end = expiresAt === undefined ? undefined : new Date(expiresAt);
      if (end !== undefined && end <= now)
        throw invalidInput([{ path: 'expiresAt', message: '到期时间要晚于现在' }]);
      const inUse = await prisma.apiKey.count({ where: { revokedAt: null } });
      if (inUse >= mostKeys) throw conflict(`最多同时保留 ${mostKeys} 个密钥，请先作废不用的。`);
      const key = makeApiKey(randomBytes(apiKeyRandomBytes));
      const row = await prisma.$transaction(async (tx) => {
        const made = await tx.apiKey.create({
          data: {
            name,
            prefix: apiKeyPrefix(key),
            secretHash: apiKeyHash(key),
            scopes: [...scopes],
            createdAt: now,
            ...(by.type === 'staff' ? { createdById: by.id } : {}),
            ...(end ? { expiresAt: end } : {}),
          },
          select: columns,
        });
        const detail = { name, scopes: [...scopes], ...(end ? { expiresAt: end.toISOString() } : {}) };
        await audit.record(
          { actor: by, action: 'api-key.create', subject: `api-key:${made.id}`, detail },
          tx,
        );
        return made;
      });
      return { key, item: viewOf(row) };
    },

    /** From the next request on the key opens nothing. Twice is once. @throws AppError `not-found` */
    async revoke(id: string, by: AuditActor): Promise<void> {
      await prisma.$transaction(async (tx) => {
        const { count } = await tx.apiKey.updateMany({
          where: { id, revokedAt: null },
          data: { revokedAt: clock() },
        });
        if (count === 1)
          await audit.record({ actor: by, action: 'api-key.revoke', subject: `api-key:${id}` }, tx);
        else if ((await tx.apiKey.count({ where: { id } })) === 0) throw notFound('没有找到这个密钥。');
      });
    },

    /** Whose key it is, if it holds now; using it is noted, to the minute. */
    async find(key: string): Promise<ApiKeyIdentity | undefined> {
      if (!isApiKey(key)) return undefined;
      const row = await prisma.apiKey.findUnique({
        where: { prefix: apiKeyPrefix(key) },
        select: { ...columns, secretHash: true },
      });
      const shown = Buffer.from(apiKeyHash(key));
      if (row === null || !timingSafeEqual(shown, Buffer.from(row.secretHash))) return undefined;
      const now = clock();
      if (row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= now)) return undefined;
      const used = new Date(Math.floor(now.getTime() / minute) * minute);
      if (row.lastUsedAt === null || row.lastUsedAt < used)
        await prisma.apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: used } });
      return { keyId: row.id, name: row.name, scopes: knownScopes(row.scopes) };
    },
  };
}

export type ApiKeyStore = ReturnType<typeof createApiKeyStore>;

interface KeyRow {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  createdBy: { name: string } | null;
}

function viewOf({ id, name, prefix, scopes, createdAt, createdBy, ...times }: KeyRow): ApiKeyView {
  const { lastUsedAt, expiresAt, revokedAt } = times;
  return {
    id,
    name,
    prefix,
    scopes: knownScopes(scopes),
    createdAt: createdAt.toISOString(),
    ...(createdBy ? { createdBy: createdBy.name } : {}),
    ...(lastUsedAt ? { lastUsedAt: lastUsedAt.toISOString() } : {}),
    ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
    ...(revokedAt ? { revokedAt: revokedAt.toISOString() } : {}),
  };
}

/** A scope that a newer version wrote means nothing to this one. */
function knownScopes(scopes: readonly string[]): ApiScope[] {
  return apiScope.options.filter((scope) => scopes.includes(scope));
}
