import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { passwordChange, staffChange, staffCreate } from '../contract/http.js';
import { parse } from '../platform/errors.js';
import type { MakeRateLimit } from '../platform/rate-limit.js';
import { bearerToken, type StaffGuard } from './guard.js';
import type { Members } from './members.js';
import { readSessionCookie } from './session-cookie.js';

const byId = z.strictObject({ id: z.uuid() });
/** Tries of one person a minute: each costs two password hashes, and a stranger at an open window may guess. */
const passwordTries = 10;

/** Accounts of the staff for admins, and the own password for everybody. */
export function memberRoutes(
  app: FastifyInstance,
  members: Members,
  guard: StaffGuard,
  limits: MakeRateLimit,
): void {
  const { requireRole, staffOf } = guard;
  const limit = limits('own-password', passwordTries, 60);
  const admins = { preHandler: requireRole('admin') };
  const described = (summary: string, body?: z.ZodType) => ({
    config: { api: { summary, who: 'admins', auth: 'staff' as const, ...(body ? { body } : {}) } },
  });

  app.get('/v1/staff', { ...admins, ...described('Everybody with an account') }, async () => ({
    items: await members.list(),
  }));

  app.post(
    '/v1/staff',
    { ...admins, ...described('A new account with a one-time password', staffCreate) },
    async (request, reply) =>
      reply.code(201).send(await members.create(staffOf(request), parse(staffCreate, request.body))),
  );

  app.put(
    '/v1/staff/:id',
    { ...admins, ...described('Name, role, skills, capacity, active', staffChange) },
    async (request) => {
      const { id } = parse(byId, request.params);
      const change = parse(staffChange, request.body);
      await members.change(staffOf(request), id, change);
      return change;
    },
  );

  app.post(
    '/v1/staff/:id/password',
    { ...admins, ...described('A new one-time password') },
    async (request) => members.resetPassword(staffOf(request), parse(byId, request.params).id),
  );

  app.put(
    '/v1/staff/me/password',
    {
      preHandler: requireRole('agent', { beforePasswordChange: true }),
      config: {
        api: { summary: 'Changes the own password', who: 'staff', auth: 'staff', body: passwordChange },
      },
    },
    async (request, reply) => {
      const { cookie, authorization } = request.headers;
      const token = bearerToken(authorization) ?? readSessionCookie(cookie) ?? '';
      const change = parse(passwordChange, request.body);
      await limit.take(staffOf(request).staffId);
      await members.changeOwnPassword(staffOf(request), change, token);
      return reply.code(204).send();
    },
  );
}
