import { readOrderRules } from '../orders/rules-file.js';
import { createOrderRulesStore } from '../orders/rules-store.js';
import { createAuditStore } from '../staff/audit-store.js';
import type { Command } from './command.js';
import { countOf, knowledgeBeside, putInForce, readKnowledgeBeside, refuseProblems } from './content.js';

const files = { value: 'FILES', explanation: 'the YAML file as in order-rules/, or its folder' };

export const ordersCheck: Command = {
  name: 'orders check',
  summary: 'checks the rules of what may be done with an order, and lists everything that is wrong with them',
  options: knowledgeBeside('knowledge files that the rules go with: the entries that they name must exist'),
  operands: files,
  listsProblems: true,
  async run({ operands, list }, { print }) {
    const entries = await readKnowledgeBeside(list('knowledge'));
    const { rules, problems } = await readOrderRules(
      operands,
      entries && new Set(entries.map(({ id }) => id)),
    );
    refuseProblems(problems);
    print(`${countOf(rules?.rules.length ?? 0, 'rule', 'rules')}, nothing wrong.`);
  },
};

export const ordersImport: Command = {
  name: 'orders import',
  summary: 'checks the rules of what may be done with an order and puts them in force (changes the database)',
  options: {},
  operands: files,
  async run({ operands }, { print, withDatabase }) {
    const { rules, problems } = await readOrderRules(operands);
    refuseProblems(problems);
    if (!rules) return;
    await withDatabase(async ({ prisma }) => {
      const store = createOrderRulesStore({ prisma, audit: createAuditStore({ prisma }).record });
      await putInForce(store, rules, print);
    });
  },
};
