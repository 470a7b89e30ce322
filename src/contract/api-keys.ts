import { z } from 'zod';

/** What a program of the shop may do with a key. */
export const apiScope = z.enum([
  'catalogue:write',
  'customers:write',
  'orders:write',
  'events:write',
  'coupons:write',
  'answers:read',
  'data:read',
]);
export type ApiScope = z.infer<typeof apiScope>;

/** `POST /v1/api-keys`: answers with the key itself, which is told only then. */
export const apiKeyCreate = z.strictObject({
  name: z.string().trim().min(1, '请填写名称').max(60, '名称最多 60 个字'),
  scopes: z
    .array(apiScope)
    .min(1, '请至少选择一项权限')
    .max(apiScope.options.length)
    .refine((all) => new Set(all).size === all.length, '同一项权限只能选一次'),
  /** Absent: until it is revoked. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});
export type ApiKeyCreate = z.infer<typeof apiKeyCreate>;

/** A row of `GET /v1/api-keys`: never the key itself. */
export const apiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  /** How the key begins, to tell it from others. */
  prefix: z.string(),
  scopes: z.array(apiScope),
  createdAt: z.string(),
  /** Who made it; absent: the command line. */
  createdBy: z.string().optional(),
  /** To the minute. Absent: never used. */
  lastUsedAt: z.string().optional(),
  expiresAt: z.string().optional(),
  revokedAt: z.string().optional(),
});
export type ApiKeyView = z.infer<typeof apiKeyView>;

export const apiKeyCreated = z.object({ key: z.string(), item: apiKeyView });
export type ApiKeyCreated = z.infer<typeof apiKeyCreated>;
