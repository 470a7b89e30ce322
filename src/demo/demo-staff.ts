import { randomBytes } from 'node:crypto';
import type { StaffRole } from '../contract/staff-socket.js';

export interface DemoAccount {
  email: string;
  name: string;
  role: StaffRole;
  password: string;
}

const people: Omit<DemoAccount, 'password'>[] = [
  { email: 'agent1@demo.local', name: '小禾', role: 'agent' },
  { email: 'agent2@demo.local', name: '小青', role: 'agent' },
  { email: 'supervisor@demo.local', name: '店长', role: 'supervisor' },
  { email: 'admin@demo.local', name: '管理员', role: 'admin' },
];

/** Accounts to try the console with. The passwords are new in every installation: no copy has a known one. */
export function makeDemoAccounts(): DemoAccount[] {
  return people.map((person) => ({ ...person, password: `demo-${randomBytes(6).toString('hex')}` }));
}
