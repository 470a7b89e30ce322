import { assign } from '../../src/marketing/experiments/assignment.js';
import { sampleRatio } from '../../src/marketing/experiments/checks.js';
import { longRandom } from '../../src/platform/seeded-random.js';

export interface SplitFigures {
  runs: number;
  customers: number;
  /** Share of the runs with an alarm: nothing wrong; 47 assigned where 50 should be; 3 % of the treated lost. */
  alarmsWhenSound: number;
  alarmsAt50To47: number;
  alarmsWhenThreePercentAreLost: number;
}

/** How often the sample ratio alarm fires on splits by the real assignment, sound and broken. */
export function measureSplits(runs: number, customers: number, seed: number): SplitFigures {
  let sound = 0;
  let uneven = 0;
  let lossy = 0;
  for (let run = 0; run < runs; run += 1) {
    const random = longRandom(seed + run);
    const plan = { salt: `split-${seed}-${run}`, holdoutShare: 0.5, arms: [{ id: 'offer', weight: 1 }] };
    const counts = { offer: 0, holdout: 0, kept: 0, reached: 0 };
    for (let customer = 0; customer < customers; customer += 1) {
      const treated = assign(`customer-${customer}`, plan, { salt: '', share: 0 }).kind === 'arm';
      counts[treated ? 'offer' : 'holdout'] += 1;
      if (!treated) continue;
      counts.reached += Number(random() >= 0.06);
      counts.kept += Number(random() >= 0.03);
    }
    const broken = (treated: number) =>
      sampleRatio([
        { count: counts.holdout, share: 0.5 },
        { count: treated, share: 0.5 },
      ]).broken;
    sound += Number(broken(counts.offer));
    uneven += Number(broken(counts.reached));
    lossy += Number(broken(counts.kept));
  }
  return {
    runs,
    customers,
    alarmsWhenSound: sound / runs,
    alarmsAt50To47: uneven / runs,
    alarmsWhenThreePercentAreLost: lossy / runs,
  };
}
