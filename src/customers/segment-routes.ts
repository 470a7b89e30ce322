import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import { segmentCreate, segmentMembersQuery, segmentPreview, segmentUpdate } from '../contract/segments.js';
import { invalidInput, parse } from '../platform/errors.js';
import type { SegmentRows } from './segments/segment-rows-store.js';
import type { Segments } from './segments/segment-store.js';

export interface SegmentRoutesNeeds {
  /** Lets in whoever has at least this role; throws for anybody else. */
  requireRole(role: 'agent' | 'supervisor' | 'admin'): preHandlerAsyncHookHandler;
  staffOf(request: FastifyRequest): { staffId: string };
  segments: Segments;
  segmentRows: SegmentRows;
}

const byId = z.strictObject({ id: z.uuid() });
const memberOf = z.strictObject({ id: z.uuid(), customerId: z.string().min(1).max(100) });

/** `/v1/segments`: supervisors read, admins change. */
export function segmentRoutes(
  app: FastifyInstance,
  { requireRole, staffOf, segments, segmentRows }: SegmentRoutesNeeds,
): void {
  const reading = requireRole('supervisor');
  const changing = requireRole('admin');
  const api = (summary: string, who: string, more: { body?: z.ZodType; query?: z.ZodType } = {}) => ({
    api: { summary, who, auth: 'staff' as const, ...more },
  });

  app.get(
    '/v1/segments',
    { preHandler: reading, config: api('Every segment with its size now', 'supervisors, admins') },
    async () => ({ items: await segments.list() }),
  );
  app.get(
    '/v1/segment-fields',
    { preHandler: reading, config: api('What a rule may ask for', 'supervisors, admins') },
    async () => segments.fields(),
  );
  app.post(
    '/v1/segments',
    { preHandler: changing, config: api('A new segment', 'admins', { body: segmentCreate }) },
    async (request, reply) => {
      const id = await segmentRows.create(parse(segmentCreate, request.body), staffOf(request).staffId);
      return reply.code(201).send(await segments.get(id));
    },
  );
  app.post(
    '/v1/segments::preview',
    {
      preHandler: changing,
      config: api('Who a rule that is not saved would hold, and why', 'admins', { body: segmentPreview }),
    },
    async (request) => segments.preview(parse(segmentPreview, request.body).rule),
  );
  app.get(
    '/v1/segments/:id',
    { preHandler: reading, config: api('One segment', 'supervisors, admins') },
    async (request) => segments.get(parse(byId, request.params).id),
  );
  app.put(
    '/v1/segments/:id',
    {
      preHandler: changing,
      config: api('Changes a segment; refused when somebody has since', 'admins', { body: segmentUpdate }),
    },
    async (request) => {
      const { id } = parse(byId, request.params);
      await segmentRows.update(id, parse(segmentUpdate, request.body), staffOf(request).staffId);
      return segments.get(id);
    },
  );
  app.delete(
    '/v1/segments/:id',
    { preHandler: changing, config: api('Deletes a segment that nothing refers to', 'admins') },
    async (request, reply) => {
      await segmentRows.remove(parse(byId, request.params).id, staffOf(request).staffId);
      return reply.code(204).send();
    },
  );
  app.get(
    '/v1/segments/:id/members',
    {
      preHandler: reading,
      config: api('Its members, masked, with the reason', 'supervisors, admins', {
        query: segmentMembersQuery,
      }),
    },
    async (request) => {
      const query = parse(segmentMembersQuery, request.query);
      if (query.cursor !== undefined && !z.uuid().safeParse(query.cursor).success)
        throw invalidInput([
          { path: 'cursor', message: 'is not a cursor that a page of this list gave out' },
        ]);
      return segments.members(parse(byId, request.params).id, query);
    },
  );
  app.get(
    '/v1/segments/:id/members/:customerId',
    {
      preHandler: reading,
      config: api('Whether a customer belongs to it, condition by condition', 'supervisors, admins'),
    },
    async (request) => {
      const { id, customerId } = parse(memberOf, request.params);
      return segments.explain(id, customerId);
    },
  );
}
