import { randomBytes } from 'node:crypto';
import { staffRole } from '../contract/staff-socket.js';
import { invalidInput } from '../platform/errors.js';
import { createAuditStore } from '../staff/audit-store.js';
import { createStaffStore } from '../staff/staff-store.js';
import type { Command } from './command.js';

/** The first admin of an installation without a demo, and anybody after. */
export const staffAdd: Command = {
  name: 'staff add',
  summary: 'makes an account for the console and prints its password, once (changes the database)',
  options: {
    email: { value: 'EMAIL', explanation: 'what the person logs in with', required: true },
    name: { value: 'NAME', explanation: 'what shoppers and colleagues see', required: true },
    role: { value: 'ROLE', explanation: staffRole.options.join(', '), required: true },
  },
  async run({ value }, { print, withDatabase }) {
    const role = staffRole.safeParse(value('role'));
    if (!role.success) {
      throw invalidInput([{ path: '--role', message: `must be one of ${staffRole.options.join(', ')}` }]);
    }
    const password = randomBytes(12).toString('base64url');
    await withDatabase(async ({ prisma }) => {
      const member = await createStaffStore({ prisma }).create({
        email: value('email'),
        name: value('name'),
        role: role.data,
        password,
      });
      await createAuditStore({ prisma }).record({
        actor: { type: 'system', id: 'cli' },
        action: 'staff.create',
        subject: `staff:${member.staffId}`,
        detail: { role: member.role },
      });
      print(`${member.email} may log in as ${member.role}. Password, shown only now: ${password}`);
    });
  },
};
