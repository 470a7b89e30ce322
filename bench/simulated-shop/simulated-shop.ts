import {
  addOutcome,
  type CustomerOutcome,
  emptyTotals,
  type GroupTotals,
} from '../../src/marketing/experiments/customer-outcome.js';
import { normalDeviate, type RandomStream } from '../../src/platform/seeded-random.js';

/** A kind of customer: how many there are, how likely they buy without and with the campaign, what an order is worth. */
interface Kind {
  share: number;
  without: number;
  with: number;
  orderMinor: number;
}

/** Persuadable people, sure things, lost causes and those who are put off by advertising ("sleeping dogs"). */
const kinds: readonly Kind[] = [
  { share: 0.2, without: 0.06, with: 0.12, orderMinor: 12_000 },
  { share: 0.25, without: 0.3, with: 0.31, orderMinor: 18_000 },
  { share: 0.45, without: 0.02, with: 0.02, orderMinor: 9000 },
  { share: 0.1, without: 0.15, with: 0.12, orderMinor: 14_000 },
];

/** The same shop where the campaign does nothing. */
const unmoved: readonly Kind[] = kinds.map((kind) => ({ ...kind, with: kind.without }));

export interface SimulatedShop {
  /** What a campaign truly changes in the share that buys and in the money per customer, minor units. */
  truth: { conversion: number; revenueMinor: number };
  /** What somebody does, reached or not. */
  outcome(reached: boolean, random: RandomStream): CustomerOutcome;
}

/**
 * A shop whose effects are known exactly: a person's readiness (mean 1) multiplies the chance to buy, the purse (mean 1, heavy
 * tail) every order, and both also made what was spent before, so that this tells something of what follows.
 */
export function simulatedShop(effective = true): SimulatedShop {
  const list = effective ? kinds : unmoved;
  const total = (of: (kind: Kind) => number) => list.reduce((sum, kind) => sum + kind.share * of(kind), 0);
  return {
    truth: {
      conversion: total((kind) => kind.with - kind.without),
      revenueMinor: total((kind) => (kind.with - kind.without) * kind.orderMinor),
    },
    outcome(reached, random) {
      const kind = kindOf(list, random());
      const readiness = random() < 0.5 ? 0.5 : 1.5;
      const purse = Math.exp(0.7 * normalDeviate(random) - 0.245);
      const amount = () => kind.orderMinor * purse * Math.exp(0.4 * normalDeviate(random) - 0.08);
      let beforeMinor = 0;
      // Three periods like the one that follows.
      for (let period = 0; period < 3; period += 1)
        if (random() < kind.without * readiness) beforeMinor += amount();
      const buys = random() < (reached ? kind.with : kind.without) * readiness;
      return {
        arm: reached ? 'offer' : 'holdout',
        triggered: true,
        exposed: reached,
        offered: reached,
        seen: false,
        claimed: false,
        redeemed: false,
        orders: buys ? 1 : 0,
        revenueMinor: buys ? Math.round(amount()) : 0,
        costMinor: 0,
        beforeMinor: Math.round(beforeMinor),
        handedOff: random() < 0.04,
        complained: random() < 0.01,
        unsubscribed: random() < 0.01,
        stillOpen: false,
      };
    },
  };
}

/** Sums of the groups, with one more customer each time. */
export function openGroups() {
  const totals = new Map<string, GroupTotals>();
  return {
    totals,
    add(outcome: CustomerOutcome): void {
      const group = totals.get(outcome.arm) ?? emptyTotals();
      totals.set(outcome.arm, group);
      addOutcome(group, outcome);
    },
  };
}

function kindOf(list: readonly Kind[], drawn: number): Kind {
  let rest = drawn;
  for (const kind of list) {
    rest -= kind.share;
    if (rest < 0) return kind;
  }
  return list[list.length - 1] as Kind;
}
