import type { IncomingHttpHeaders } from 'node:http';
import type { StaffMember } from '../contract/http.js';
import type { StaffRole } from '../contract/staff-socket.js';
import { forbidden, unauthenticated } from '../platform/errors.js';
import { changesState, originOf } from './same-origin.js';
import { readSessionCookie } from './session-cookie.js';
import type { StaffSessions } from './session-store.js';

/** What the guard looks at of a request; a Fastify request is one. */
export interface GuardedRequest {
  method: string;
  headers: IncomingHttpHeaders;
}

export interface StaffGuard {
  /** Whose session it is: by the `Cookie` header, or by a token that was handed over otherwise. */
  authenticate(proof: {
    cookie?: string | undefined;
    token?: string | undefined;
  }): Promise<StaffMember | undefined>;
  /**
   * A Fastify `preHandler` that lets in staff of at least this role. Throws AppError `unauthenticated` or `forbidden`.
   * A session that came by cookie may change something only from our own page.
   * @param beforePasswordChange also those who still have the password that an admin gave them
   */
  requireRole(
    role: StaffRole,
    options?: { beforePasswordChange?: true },
  ): (request: GuardedRequest) => Promise<void>;
  /** Who asks, by token or cookie; undefined for anybody else. For reading only: no page is asked where it is from. */
  staffFrom(request: GuardedRequest): Promise<StaffMember | undefined>;
  /**
   * Who opens a socket, by the token of the handshake or by cookie; by cookie only from our own page.
   * @throws AppError `unauthenticated`
   */
  admitSocket(handshake: { headers: IncomingHttpHeaders; token: unknown }): Promise<StaffMember>;
  /** Whom `requireRole` let in. Throws when no guard stood before the route: that is a fault of ours. */
  staffOf(request: GuardedRequest): StaffMember;
}

const firstPassword = '请先把一次性密码换成自己的密码。';

const rank: Record<StaffRole, number> = { agent: 1, supervisor: 2, admin: 3 };

/** @param publicUrl the address that staff see, when it is configured */
export function createStaffGuard({
  sessions,
  publicUrl,
}: {
  sessions: StaffSessions;
  publicUrl?: string | undefined;
}): StaffGuard {
  const admitted = new WeakMap<GuardedRequest, StaffMember>();

  async function authenticate({
    cookie,
    token,
  }: {
    cookie?: string | undefined;
    token?: string | undefined;
  }) {
    const shown = token ?? readSessionCookie(cookie);
    return shown === undefined ? undefined : sessions.find(shown);
  }

  return {
    authenticate,

    async admitSocket({ headers, token }) {
      const viaToken = typeof token === 'string' && token !== '';
      if (!viaToken && originOf(headers, publicUrl) === 'other')
        throw unauthenticated('请在工作台页面里登录。');
      const staff = await authenticate(viaToken ? { token } : { cookie: headers.cookie });
      if (!staff) throw unauthenticated('请先登录。');
      if (staff.mustChangePassword) throw unauthenticated(firstPassword);
      return staff;
    },

    async staffFrom({ headers }) {
      const staff = await authenticate({ cookie: headers.cookie, token: bearerToken(headers.authorization) });
      return staff?.mustChangePassword ? undefined : staff;
    },

    requireRole: (role, options) => async (request) => {
      const { cookie, authorization } = request.headers;
      const token = bearerToken(authorization);
      const staff = await authenticate({ cookie, token });
      if (staff === undefined) throw unauthenticated('请先登录。');
      // A browser adds the cookie to a request that any page makes it send; a token in a header no page can make it add.
      if (
        token === undefined &&
        changesState(request.method) &&
        originOf(request.headers, publicUrl) !== 'same'
      ) {
        throw forbidden('请在工作台页面里操作；脚本请把会话令牌放在 Authorization: Bearer 里。');
      }
      if (staff.mustChangePassword && !options?.beforePasswordChange) throw forbidden(firstPassword);
      if (rank[staff.role] < rank[role]) throw forbidden('您的账号没有这项权限，需要的话请联系管理员。');
      admitted.set(request, staff);
    },

    staffOf(request) {
      const staff = admitted.get(request);
      if (staff === undefined) throw new Error('staffOf was asked about a request that no guard let in.');
      return staff;
    },
  };
}

/** The token of `Authorization: Bearer …` (RFC 6750), if that is what the header holds. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +([\w-]+)$/i.exec(authorization ?? '')?.[1];
}
