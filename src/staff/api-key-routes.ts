import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { apiKeyCreate, apiKeyCreated, apiKeyView } from '../contract/api-keys.js';
import { parse } from '../platform/errors.js';
import type { ApiKeyStore } from './api-key-store.js';
import type { StaffGuard } from './guard.js';

const byId = z.strictObject({ id: z.uuid() });

/** `/v1/api-keys`: admins make keys for the shop's programs and revoke them. A key itself is shown once. */
export function apiKeyRoutes(
  app: FastifyInstance,
  keys: ApiKeyStore,
  { requireRole, staffOf }: StaffGuard,
): void {
  const admins = { preHandler: requireRole('admin') };
  const described = (summary: string, schemas: { body?: z.ZodType; response?: z.ZodType } = {}) => ({
    config: { api: { summary, who: 'admins', auth: 'staff' as const, ...schemas } },
  });
  const list = z.object({ items: z.array(apiKeyView) });

  app.get(
    '/v1/api-keys',
    { ...admins, ...described('API keys, newest first, revoked ones too', { response: list }) },
    async () => ({ items: await keys.list() }),
  );

  app.post(
    '/v1/api-keys',
    {
      ...admins,
      ...described('A new API key, shown only now', { body: apiKeyCreate, response: apiKeyCreated }),
    },
    async (request, reply) => {
      const wish = parse(apiKeyCreate, request.body);
      const made = await keys.create(wish, { type: 'staff', id: staffOf(request).staffId });
      return reply.code(201).header('cache-control', 'no-store').send(made);
    },
  );

  app.delete(
    '/v1/api-keys/:id',
    { ...admins, ...described('Revokes an API key, for good') },
    async (request, reply) => {
      const { id } = parse(byId, request.params);
      await keys.revoke(id, { type: 'staff', id: staffOf(request).staffId });
      return reply.code(204).send();
    },
  );
}
