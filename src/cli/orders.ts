import { readKnowledgeFiles } from '../knowledge/content-files.js';
import { readOrderRules } from '../orders/rules-file.js';
import type { Command } from './command.js';
import { countOf, refuseProblems } from './content.js';

export const ordersCheck: Command = {
  name: 'orders check',
  summary: 'checks the rules of what may be done with an order, and lists everything that is wrong with them',
  options: {
    knowledge: {
      value: 'FILES',
      explanation: 'knowledge files that the rules go with: the entries that they name must exist',
      required: false,
      list: true,
    },
  },
  operands: { value: 'FILES', explanation: 'the YAML file as in order-rules/, or its folder' },
  listsProblems: true,
  async run({ operands, list }, { print }) {
    const knowledge = list('knowledge');
    const entries = knowledge && (await readKnowledgeFiles(knowledge));
    if (entries) refuseProblems(entries.problems);
    const { rules, problems } = await readOrderRules(
      operands,
      entries && new Set(entries.items.map(({ id }) => id)),
    );
    refuseProblems(problems);
    print(`${countOf(rules?.rules.length ?? 0, 'rule', 'rules')}, nothing wrong.`);
  },
};
