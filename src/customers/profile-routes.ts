import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { pointsPageQuery } from '../contract/member-rules.js';
import { customerListQuery, type ProfileStatus } from '../contract/profile.js';
import type { StaffRole } from '../contract/staff-socket.js';
import { parse } from '../platform/errors.js';
import { type MemberRulesRoutesNeeds, memberRulesRoutes } from './member-rules-routes.js';
import type { Membership } from './members/membership-store.js';
import type { ProfileViews } from './profile-view-store.js';
import { type SegmentRoutesNeeds, segmentRoutes } from './segment-routes.js';

export interface ProfileRoutesNeeds
  extends Omit<SegmentRoutesNeeds, 'staffOf'>,
    Omit<MemberRulesRoutesNeeds, 'requireRole' | 'staffOf'> {
  staffOf(request: FastifyRequest): { staffId: string; role: StaffRole };
  views: ProfileViews;
  membership: Membership;
  status(): Promise<ProfileStatus>;
}

const byCustomer = z.strictObject({ externalId: z.string().min(1).max(100) });

/** Customers and what is known of them, the rules of membership, and segments. */
export function profileRoutes(app: FastifyInstance, needs: ProfileRoutesNeeds): void {
  const { requireRole, staffOf, views, membership, status, rebuild } = needs;
  const staff = { who: 'staff', auth: 'staff' } as const;
  const admins = { who: 'admins', auth: 'staff' } as const;
  const isAdmin = (request: FastifyRequest) => staffOf(request).role === 'admin';

  app.get(
    '/v1/customers',
    {
      preHandler: requireRole('agent'),
      config: { api: { ...staff, summary: 'Customers, newest first', query: customerListQuery } },
    },
    async (request) => views.list(parse(customerListQuery, request.query), isAdmin(request)),
  );
  app.get(
    '/v1/customers/:externalId/profile',
    {
      preHandler: requireRole('agent'),
      config: { api: { ...staff, summary: 'What is known of a customer, with reasons, by role' } },
    },
    async (request) => views.view(parse(byCustomer, request.params), isAdmin(request)),
  );
  app.get(
    '/v1/customers/:externalId/points',
    {
      preHandler: requireRole('agent'),
      config: { api: { ...staff, summary: 'The ledger of points, newest first', query: pointsPageQuery } },
    },
    async (request) => {
      const { externalId } = parse(byCustomer, request.params);
      const query = parse(pointsPageQuery, request.query);
      return membership.ledger(await views.idOf(externalId), query);
    },
  );
  app.get(
    '/v1/profiles/status',
    {
      preHandler: requireRole('supervisor'),
      config: {
        api: { ...staff, who: 'supervisors, admins', summary: 'How fresh profiles are, and how good' },
      },
    },
    async () => status(),
  );
  app.post(
    '/v1/profiles::rebuild',
    {
      preHandler: requireRole('admin'),
      config: { api: { ...admins, summary: 'Fits and computes everything anew' } },
    },
    async (_request, reply) => {
      rebuild();
      return reply.code(202).send({ accepted: true });
    },
  );
  memberRulesRoutes(app, needs);
  segmentRoutes(app, needs);
}
