import { anytimeShares } from '../../src/marketing/experiments/anytime-difference.js';
import { differenceOfShares } from '../../src/marketing/experiments/effects.js';
import { exactDifference } from '../../src/marketing/experiments/exact-shares.js';
import { anytimeEffect } from '../../src/marketing/experiments/sequential.js';
import { longRandom } from '../../src/platform/seeded-random.js';

/** Shares that buy in the arm and the control group, and how many are held out. */
const cases = [
  { arm: 0.003, control: 0.003, held: 0.5 },
  { arm: 0.01, control: 0.01, held: 0.1 },
  { arm: 0.01, control: 0.02, held: 0.5 },
  { arm: 0.1, control: 0.1, held: 0.1 },
  { arm: 0.02, control: 0, held: 0.3 },
] as const;

export interface RareFigures {
  arm: number;
  control: number;
  held: number;
  runs: number;
  people: number;
  looks: number;
  /** Share of the runs in which an interval did not hold the true difference at some look. */
  missedByCurve: number;
  missedByExact: number;
  missedInUse: number;
}

const people = 6000;
const every = 60;

/** Intervals for any time where hardly anybody buys: the normal curve alone, the exact one, and what reports use. */
export function measureRare(runs: number): RareFigures[] {
  return cases.map((shares) => {
    const missed = { curve: 0, exact: 0, inUse: 0 };
    for (let run = 0; run < runs; run += 1) {
      const out = oneRun(shares, run * 31 + 7);
      missed.curve += Number(out.curve);
      missed.exact += Number(out.exact);
      missed.inUse += Number(out.inUse);
    }
    return {
      ...shares,
      runs,
      people,
      looks: people / every,
      missedByCurve: missed.curve / runs,
      missedByExact: missed.exact / runs,
      missedInUse: missed.inUse / runs,
    };
  });
}

function oneRun({ arm, control, held }: (typeof cases)[number], seed: number) {
  const random = longRandom(seed);
  const truth = arm - control;
  const own = { yes: 0, count: 0 };
  const other = { yes: 0, count: 0 };
  const misses = ({ low, high }: { low: number; high: number }) => low > truth + 1e-9 || high < truth - 1e-9;
  const out = { curve: false, exact: false, inUse: false };
  for (let n = 1; n <= people; n += 1) {
    const group = random() < held ? other : own;
    group.count += 1;
    group.yes += Number(random() < (group === own ? arm : control));
    if (n % every !== 0 || own.count === 0 || other.count === 0) continue;
    out.curve ||= misses(anytimeEffect(differenceOfShares(own, other), n, 5000));
    out.exact ||= misses(exactDifference(own, other));
    out.inUse ||= misses(anytimeShares(own, other));
  }
  return out;
}
