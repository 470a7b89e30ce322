import { checkLedger, countCoupons } from '../marketing/coupons/ledger-check-store.js';
import { invalidInput } from '../platform/errors.js';
import type { Command } from './command.js';

export const couponsCheck: Command = {
  name: 'coupons check',
  summary:
    'proves that the counters of every coupon are the sums over its ledger, and lists every difference',
  options: {},
  listsProblems: true,
  async run(_input, { print, withDatabase }) {
    await withDatabase(async (database) => {
      const differences = await checkLedger(database);
      const problems = differences.map(({ externalId, counter, counted, ledger }) => ({
        path: externalId,
        message: `${externalId}: ${counter} says ${counted}, the ledger ${ledger}`,
      }));
      if (problems.length > 0) throw invalidInput(problems, problems[0]?.message);
      const coupons = await countCoupons(database);
      print(`${coupons} coupons: every counter is the sum over its ledger.`);
    });
  },
};
