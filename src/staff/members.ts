import type { z } from 'zod';
import type { StaffAccount, StaffChange, StaffMember, staffCreate } from '../contract/http.js';
import { conflict, invalidInput } from '../platform/errors.js';
import type { AuditStore } from './audit-store.js';
import { oneTimePassword, passwordMatches } from './passwords.js';
import { hashOf } from './session-store.js';
import type { StaffStore } from './staff-store.js';

export interface MembersParts {
  staffStore: Pick<
    StaffStore,
    'accounts' | 'create' | 'setService' | 'change' | 'setPassword' | 'findForLogin'
  >;
  audit: AuditStore;
  /** Somebody's account is closed, or has other rights: open windows of theirs are not served any more. */
  dismissed: (staffId: string) => Promise<void>;
  /** Skills, capacity or people have changed: look at the line again. */
  changed: () => void;
}

/** Accounts as admins keep them, and everybody's own password. */
export function createMembers({ staffStore, audit, dismissed, changed }: MembersParts) {
  const keep = (by: StaffMember, action: string, staffId: string, detail?: object) =>
    audit.record({
      actor: { type: 'staff', id: by.staffId },
      action,
      subject: `staff:${staffId}`,
      ...(detail ? { detail: { ...detail } } : {}),
    });

  return {
    list: (): Promise<StaffAccount[]> => staffStore.accounts(),

    /** @returns the new account with a password that is never told again */
    async create(
      by: StaffMember,
      { skills, capacity, ...account }: z.infer<typeof staffCreate>,
    ): Promise<{ staff: StaffMember; password: string }> {
      const password = oneTimePassword();
      const staff = await staffStore.create({ ...account, password, passwordTemporary: true });
      await staffStore.setService(staff.staffId, { skills, capacity });
      await keep(by, 'staff.create', staff.staffId, { role: account.role, skills, capacity });
      changed();
      return { staff, password };
    },

    /** @throws AppError `conflict` for an own account that would lock its owner out, or the last admin */
    async change(by: StaffMember, staffId: string, change: StaffChange): Promise<void> {
      if (by.staffId === staffId && (!change.active || change.role !== by.role))
        throw conflict('不能停用自己的账号，也不能改自己的角色，请让另一位管理员来改。');
      const before = (await staffStore.accounts()).find((account) => account.staffId === staffId);
      await staffStore.change(staffId, change);
      const { role, active, skills, capacity } = change;
      await keep(by, 'staff.change', staffId, { role, active, skills, capacity });
      if (!active || (before && before.role !== role)) await dismissed(staffId);
      changed();
    },

    /** A new one-time password for somebody who has lost theirs. */
    async resetPassword(by: StaffMember, staffId: string): Promise<{ password: string }> {
      if (by.staffId === staffId) throw conflict('自己的密码请在右上角的账号菜单里改。');
      const password = oneTimePassword();
      await staffStore.setPassword(staffId, password, { temporary: true });
      await keep(by, 'staff.reset-password', staffId);
      await dismissed(staffId);
      return { password };
    },

    /**
     * One's own password. The session that asks goes on; all others end.
     * @throws AppError `invalid-input` that names the field
     */
    async changeOwnPassword(
      staff: StaffMember,
      { current, next }: { current: string; next: string },
      token: string,
    ): Promise<void> {
      const found = await staffStore.findForLogin(staff.email);
      if (!(await passwordMatches(found?.passwordHash, current)))
        throw invalidInput([{ path: 'current', message: '现在的密码不对' }]);
      if (current === next) throw invalidInput([{ path: 'next', message: '新密码不能和现在的一样' }]);
      try {
        await staffStore.setPassword(staff.staffId, next, { temporary: false, keepSession: hashOf(token) });
      } catch (error) {
        throw namedNext(error);
      }
      await keep(staff, 'staff.change-password', staff.staffId);
    },
  };
}

export type Members = ReturnType<typeof createMembers>;

/** A complaint about the password belongs to the field that was filled in. */
function namedNext(error: unknown): unknown {
  const { errors } = error as { errors?: { path: string; message: string }[] };
  if (!errors?.some(({ path }) => path === 'password')) return error;
  return invalidInput(errors.map(({ message }) => ({ path: 'next', message })));
}
