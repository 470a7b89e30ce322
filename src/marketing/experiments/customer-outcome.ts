import type { PairedMoments } from './effects.js';

/** What one assigned customer did in the attribution window. Money in minor units. */
export interface CustomerOutcome {
  arm: string;
  triggered: boolean;
  exposed: boolean;
  offered: boolean;
  seen: boolean;
  claimed: boolean;
  redeemed: boolean;
  orders: number;
  revenueMinor: number;
  /** Discounts by the campaign's own coupons, less what was given back. */
  costMinor: number;
  /** Spent before assignment, in the baseline days. */
  beforeMinor: number;
  handedOff: boolean;
  complained: boolean;
  unsubscribed: boolean;
  /** The window is not over. */
  stillOpen: boolean;
}

/** Sums over the customers of a group. */
export interface GroupTotals {
  customers: number;
  triggered: number;
  exposed: number;
  offered: number;
  seen: number;
  claimed: number;
  redeemed: number;
  converted: number;
  costMinor: number;
  handOffs: number;
  complaints: number;
  unsubscribes: number;
  stillOpen: number;
  /** x: spent before, y: spent in the window. */
  revenue: PairedMoments;
}

export function emptyTotals(): GroupTotals {
  return {
    customers: 0,
    triggered: 0,
    exposed: 0,
    offered: 0,
    seen: 0,
    claimed: 0,
    redeemed: 0,
    converted: 0,
    costMinor: 0,
    handOffs: 0,
    complaints: 0,
    unsubscribes: 0,
    stillOpen: 0,
    revenue: { count: 0, sumX: 0, sumY: 0, sumXX: 0, sumXY: 0, sumYY: 0 },
  };
}

/** Adds a customer to the sums, in place. */
export function addOutcome(totals: GroupTotals, outcome: CustomerOutcome): void {
  totals.customers += 1;
  totals.triggered += Number(outcome.triggered);
  totals.exposed += Number(outcome.exposed);
  totals.offered += Number(outcome.offered);
  totals.seen += Number(outcome.seen);
  totals.claimed += Number(outcome.claimed);
  totals.redeemed += Number(outcome.redeemed);
  totals.converted += Number(outcome.orders > 0);
  totals.costMinor += outcome.costMinor;
  totals.handOffs += Number(outcome.handedOff);
  totals.complaints += Number(outcome.complained);
  totals.unsubscribes += Number(outcome.unsubscribed);
  totals.stillOpen += Number(outcome.stillOpen);
  addPair(totals.revenue, outcome.beforeMinor, outcome.revenueMinor);
}

export function addPair(moments: PairedMoments, x: number, y: number): void {
  moments.count += 1;
  moments.sumX += x;
  moments.sumY += y;
  moments.sumXX += x * x;
  moments.sumXY += x * y;
  moments.sumYY += y * y;
}
