import type { StaffMember } from '../contract/http.js';
import { unauthenticated } from '../platform/errors.js';
import type { AuditStore } from './audit-store.js';
import type { LoginThrottle } from './login-throttle.js';
import { passwordMatches } from './passwords.js';
import type { StaffSessions } from './session-store.js';
import type { StaffStore } from './staff-store.js';

export interface StaffLogin {
  /**
   * @param address where the request came from, for the throttle
   * @throws AppError `unauthenticated`, the same for a wrong password, an unknown e-mail and a closed account;
   *   `rate-limited` after too many wrong attempts
   */
  login(credentials: { email: string; password: string; address: string }): Promise<{
    staff: StaffMember;
    token: string;
  }>;
  logout(token: string): Promise<void>;
}

export interface StaffLoginParts {
  staffStore: StaffStore;
  sessions: StaffSessions;
  throttle: LoginThrottle;
  audit: AuditStore;
}

export function createStaffLogin({ staffStore, sessions, throttle, audit }: StaffLoginParts): StaffLogin {
  return {
    async login({ email, password, address }) {
      await throttle.attempt(email, address);
      const found = await staffStore.findForLogin(email);
      const right = await passwordMatches(found?.passwordHash, password);
      if (!right || found === undefined || !found.active) {
        await audit.record({
          actor: { type: 'system', id: 'login' },
          action: 'staff.login-failed',
          subject: `staff:${found?.member.staffId ?? 'unknown'}`,
        });
        throw unauthenticated('邮箱或密码不对，请再试一次。');
      }
      await throttle.succeeded(email, address);
      await sessions.removeExpired();
      const staff = found.member;
      const token = await sessions.open(staff.staffId);
      await audit.record({
        actor: { type: 'staff', id: staff.staffId },
        action: 'staff.login',
        subject: `staff:${staff.staffId}`,
      });
      return { staff, token };
    },

    async logout(token) {
      const staff = await sessions.find(token);
      await sessions.close(token);
      if (staff === undefined) return;
      await audit.record({
        actor: { type: 'staff', id: staff.staffId },
        action: 'staff.logout',
        subject: `staff:${staff.staffId}`,
      });
    },
  };
}
