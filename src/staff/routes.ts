import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type StaffService, staffService } from '../contract/desk.js';
import { type StaffMember, staffLogin } from '../contract/http.js';
import { forbidden, parse } from '../platform/errors.js';
import { bearerToken, type StaffGuard } from './guard.js';
import type { StaffLogin } from './login.js';
import { originOf } from './same-origin.js';
import { expiredSessionCookie, readSessionCookie, sessionCookie } from './session-cookie.js';

export interface StaffRoutesParts {
  login: StaffLogin;
  guard: StaffGuard;
  /** Skills and capacity of somebody, with who changed them. */
  setService: (by: StaffMember, staffId: string, service: StaffService) => Promise<void>;
  /** The address that staff see, when it is configured; with https the cookie travels over https only. */
  publicUrl?: string | undefined;
}

const byId = z.strictObject({ id: z.uuid() });

/** `/v1/staff/login`, `/logout` and `/me`; what somebody is asked to deal with. */
export function staffRoutes({ login, guard, setService, publicUrl }: StaffRoutesParts): FastifyPluginAsync {
  const secure = publicUrl?.startsWith('https:') ?? false;
  const refuseOtherSites = (request: FastifyRequest) => {
    if (originOf(request.headers, publicUrl) === 'other') throw forbidden('请在工作台页面里登录。');
  };

  return async (app) => {
    app.post(
      '/v1/staff/login',
      {
        config: {
          api: { summary: 'Opens a session, as a cookie', who: 'anyone with an account', body: staffLogin },
        },
      },
      async (request, reply) => {
        refuseOtherSites(request);
        const { email, password } = parse(staffLogin, request.body);
        const { staff, token } = await login.login({ email, password, address: request.ip });
        reply.header('set-cookie', sessionCookie(token, secure));
        return { staff };
      },
    );

    // Somebody whose session has run out wants to be logged out, and is: no role is asked for.
    app.post(
      '/v1/staff/logout',
      { config: { api: { summary: 'Ends the session', who: 'anyone' } } },
      async (request, reply) => {
        refuseOtherSites(request);
        const { cookie, authorization } = request.headers;
        const token = bearerToken(authorization) ?? readSessionCookie(cookie);
        if (token !== undefined) await login.logout(token);
        return reply.header('set-cookie', expiredSessionCookie(secure)).code(204).send();
      },
    );

    app.put(
      '/v1/staff/:id/service',
      {
        preHandler: guard.requireRole('admin'),
        config: {
          api: {
            summary: 'Skills and capacity of somebody',
            who: 'admins',
            auth: 'staff',
            body: staffService,
          },
        },
      },
      async (request) => {
        const { id } = parse(byId, request.params);
        const service = parse(staffService, request.body);
        await setService(guard.staffOf(request), id, service);
        return service;
      },
    );

    app.get(
      '/v1/staff/me',
      {
        preHandler: guard.requireRole('agent', { beforePasswordChange: true }),
        config: { api: { summary: 'Who is logged in', who: 'staff', auth: 'staff' } },
      },
      async (request, reply) => {
        // The session lasts on with use, and so must the cookie.
        const token = readSessionCookie(request.headers.cookie);
        if (token !== undefined) reply.header('set-cookie', sessionCookie(token, secure));
        return { staff: guard.staffOf(request) };
      },
    );
  };
}
