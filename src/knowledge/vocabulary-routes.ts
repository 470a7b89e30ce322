import type { FastifyPluginAsync, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import {
  vocabularyContent,
  vocabularyExport,
  vocabularyImport,
  vocabularyList,
  vocabularyUpdate,
} from '../contract/vocabulary.js';
import { parse } from '../platform/errors.js';
import type { VocabularyEditing } from './vocabulary-editing.js';

export interface VocabularyRoutesParts {
  vocabulary: VocabularyEditing;
  /** Lets in whoever has at least this role; throws for anybody else. */
  requireRole(role: 'admin'): preHandlerAsyncHookHandler;
  /** Who `requireRole` let in. */
  staffOf(request: FastifyRequest): { staffId: string };
}

const itemParams = z.object({ id: z.uuid() });
const contentTypes = { yaml: 'application/yaml; charset=utf-8', csv: 'text/csv; charset=utf-8' };
const fileNames = { yaml: 'vocabulary.yml', csv: 'vocabulary.csv' };

/** `/v1/knowledge/vocabulary…`: admins only. Changes answer at once; the index follows, as `index` tells. */
export function vocabularyRoutes({
  vocabulary,
  requireRole,
  staffOf,
}: VocabularyRoutesParts): FastifyPluginAsync {
  const admins = (summary: string, schemas: { query?: z.ZodType; body?: z.ZodType } = {}) => ({
    preHandler: requireRole('admin'),
    config: { api: { summary, who: 'admins', auth: 'staff' as const, ...schemas } },
  });
  const actorOf = (request: FastifyRequest) => ({ type: 'staff' as const, id: staffOf(request).staffId });
  const idOf = (request: FastifyRequest) => parse(itemParams, request.params).id;
  const path = '/v1/knowledge/vocabulary';

  return async (app) => {
    app.get(
      path,
      admins("Lists the shop's own words, the newest first, and whether they are live", {
        query: vocabularyList,
      }),
      async (request) => vocabulary.list(parse(vocabularyList, withoutEmpty(request.query))),
    );
    app.post(
      path,
      admins('Adds synonyms, a stop word or a word to keep whole', { body: vocabularyContent }),
      async (request, reply) => {
        const item = await vocabulary.create(parse(vocabularyContent, request.body), actorOf(request));
        return reply.code(201).send({ item, index: vocabulary.status() });
      },
    );
    app.put(`${path}/:id`, admins('Changes an item', { body: vocabularyUpdate }), async (request) => {
      const { baseVersion, ...content } = parse(vocabularyUpdate, request.body);
      const item = await vocabulary.update(idOf(request), content, baseVersion, actorOf(request));
      return { item, index: vocabulary.status() };
    });
    app.delete(`${path}/:id`, admins('Deletes an item'), async (request) => {
      const item = await vocabulary.remove(idOf(request), actorOf(request));
      return { item, index: vocabulary.status() };
    });

    app.get(
      `${path}/export`,
      admins('Everything as one file, YAML or CSV', { query: vocabularyExport }),
      async (request, reply) => {
        const { format } = parse(vocabularyExport, request.query);
        reply.type(contentTypes[format]);
        reply.header('content-disposition', `attachment; filename="${fileNames[format]}"`);
        return vocabulary.exportFile(format);
      },
    );
    app.post(
      `${path}/import`,
      admins('Adds what a file holds; with `preview` it only counts', { body: vocabularyImport }),
      async (request) => {
        const { format, text, preview } = parse(vocabularyImport, request.body);
        const counts = await vocabulary.importFile(format, text, { preview, actor: actorOf(request) });
        return { counts, preview, index: vocabulary.status() };
      },
    );
  };
}

/** A filter that a form leaves empty is no filter. */
function withoutEmpty(query: unknown): unknown {
  if (typeof query !== 'object' || query === null) return query;
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}
