import type { FastifyPluginAsync, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import { entryCreate, entryId, entryList, entryUpdate } from '../contract/knowledge.js';
import { parse } from '../platform/errors.js';
import type { KnowledgeEditing } from './knowledge-editing.js';
import { type VocabularyRoutesParts, vocabularyRoutes } from './vocabulary-routes.js';

export interface KnowledgeRoutesParts {
  knowledge: KnowledgeEditing;
  vocabulary: VocabularyRoutesParts['vocabulary'];
  /** Lets in whoever has at least this role; throws for anybody else. */
  requireRole(role: 'agent' | 'admin'): preHandlerAsyncHookHandler;
  /** Who `requireRole` let in. */
  staffOf(request: FastifyRequest): { staffId: string };
}

const entryParams = z.object({ id: entryId });
const versionNumber = z.int().positive();
const publishBody = z.strictObject({ version: versionNumber.optional() });
const rollbackBody = z.strictObject({ version: versionNumber });

/** `/v1/knowledge/…`: every role of staff reads, admins write. */
export function knowledgeRoutes({
  knowledge,
  vocabulary,
  requireRole,
  staffOf,
}: KnowledgeRoutesParts): FastifyPluginAsync {
  // `config.api` is what the API description is generated from.
  const read = (summary: string, query?: z.ZodType) => ({
    preHandler: requireRole('agent'),
    config: { api: { summary, who: 'staff', auth: 'staff' as const, ...(query && { query }) } },
  });
  const write = (summary: string, body?: z.ZodType) => ({
    preHandler: requireRole('admin'),
    config: { api: { summary, who: 'admins', auth: 'staff' as const, ...(body && { body }) } },
  });
  const actorOf = (request: FastifyRequest) => ({ type: 'staff' as const, id: staffOf(request).staffId });
  const idOf = (request: FastifyRequest) => parse(entryParams, request.params).id;

  return async (app) => {
    await app.register(vocabularyRoutes({ vocabulary, requireRole, staffOf }));
    app.get(
      '/v1/knowledge/entries',
      read('Lists entries, the last changed first', entryList),
      async (request) => knowledge.list(parse(entryList, withoutEmpty(request.query))),
    );
    app.get('/v1/knowledge/categories', read('Counts entries by category'), async () => ({
      categories: await knowledge.categories(),
    }));
    app.get('/v1/knowledge/entries/:id', read('One entry, with what is published of it'), async (request) =>
      knowledge.get(idOf(request)),
    );
    app.get('/v1/knowledge/entries/:id/versions', read('All versions, newest first'), async (request) => ({
      versions: await knowledge.versions(idOf(request)),
    }));

    app.post(
      '/v1/knowledge/entries',
      write('Makes an entry, as a draft', entryCreate),
      async (request, reply) => {
        const { id, ...content } = parse(entryCreate, request.body);
        const entry = await knowledge.create(content, { id, actor: actorOf(request) });
        return reply.code(201).send({ entry });
      },
    );
    app.put(
      '/v1/knowledge/entries/:id',
      write('Saves a new version, as a draft', entryUpdate),
      async (request) => {
        const { baseVersion, ...content } = parse(entryUpdate, request.body);
        return { entry: await knowledge.update(idOf(request), content, baseVersion, actorOf(request)) };
      },
    );
    app.delete(
      '/v1/knowledge/entries/:id',
      write('Archives: shoppers no longer get it'),
      async (request) => ({
        entry: await knowledge.archive(idOf(request), actorOf(request)),
      }),
    );

    // "::" is a colon for the router. The expression lets an id itself hold colons: the last one ends it.
    app.post(
      '/v1/knowledge/entries/:id(^.+)::publish',
      write('Shoppers get this version, or the newest', publishBody),
      async (request) => {
        const { version } = parse(publishBody, request.body ?? {});
        return { entry: await knowledge.publish(idOf(request), version, actorOf(request)) };
      },
    );
    app.post(
      '/v1/knowledge/entries/:id(^.+)::rollback',
      write('Publishes an old version again, as a new one', rollbackBody),
      async (request) => {
        const { version } = parse(rollbackBody, request.body);
        return { entry: await knowledge.rollback(idOf(request), version, actorOf(request)) };
      },
    );
  };
}

/** A filter that a form leaves empty is no filter. */
function withoutEmpty(query: unknown): unknown {
  if (typeof query !== 'object' || query === null) return query;
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}
