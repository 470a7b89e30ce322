import { readMemberRules } from '../customers/members/member-rules-file.js';
import { createMemberRulesStore } from '../customers/members/member-rules-store.js';
import { systemClock } from '../platform/clock.js';
import { createAuditStore } from '../staff/audit-store.js';
import type { Command } from './command.js';
import { countOf, putInForce, refuseProblems } from './content.js';

const operands = { value: 'FILES', explanation: 'the YAML file as in member-rules/, or its folder' };

export const membersCheck: Command = {
  name: 'members check',
  summary: 'checks the rules of tiers and points, and lists everything that is wrong with them',
  options: {},
  operands,
  listsProblems: true,
  async run({ operands: files }, { print }) {
    const { rules, problems } = await readMemberRules(files);
    refuseProblems(problems);
    print(`${countOf(rules?.tiers.levels.length ?? 0, 'tier', 'tiers')}, nothing wrong.`);
  },
};

export const membersImport: Command = {
  name: 'members import',
  summary: 'checks the rules of tiers and points and puts them in force (changes the database)',
  options: {},
  operands,
  async run({ operands: files }, { print, withDatabase }) {
    const { rules, problems } = await readMemberRules(files);
    refuseProblems(problems);
    if (!rules) return;
    await withDatabase(async ({ prisma }) => {
      const audit = createAuditStore({ prisma }).record;
      const store = createMemberRulesStore({ prisma, audit, clock: systemClock });
      await putInForce(store, rules, print);
    });
  },
};
