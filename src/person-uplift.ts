import { wordingInUse } from './customers/privacy/wordings.js';
import type { Ground } from './ground.js';
import type { PersonEstimate } from './marketing/campaigns/expected-uplift.js';
import { couponShare } from './marketing/uplift/coupon-share.js';
import { createFitStore } from './marketing/uplift/fit-store.js';
import { type LearningJob, learnInThread } from './marketing/uplift/learn-in-thread.js';
import { readPersonFacts } from './marketing/uplift/person-facts-store.js';
import { type PersonFit, personUplift } from './marketing/uplift/person-model.js';
import { cellsOf, readPersonRows } from './marketing/uplift/person-rows-store.js';
import { createUpliftKeeper } from './marketing/uplift/uplift-keeper.js';
import { alwaysOnDuty, createDuty } from './platform/duty.js';

/** Longer than a thread may learn, so that nobody else begins meanwhile. */
const dutyMs = 20 * 60_000;
const seed = 20_070_101;

export interface PersonUpliftNeeds extends Pick<Ground, 'database' | 'prisma' | 'nodeId' | 'clock' | 'log'> {
  /** In a thread of its own unless given. */
  learn?: (job: LearningJob) => Promise<PersonFit>;
}

/** What a coupon would change for one customer. */
export type UpliftOfCoupon = (coupon: Parameters<typeof couponShare>[0]) => PersonEstimate;

/** Whom offers move, put together: learnt from the shop's own campaigns, asked by the choice of offers. */
export function openPersonUplift({
  database,
  prisma,
  nodeId,
  clock,
  log,
  learn = learnInThread,
}: PersonUpliftNeeds) {
  const wording = wordingInUse('personalization').version;
  const keeper = createUpliftKeeper({
    fits: createFitStore({ prisma }),
    readRows: (now) => readPersonRows(prisma, wording, now),
    learn: (rows) => learn({ rows, seed }),
    duty: database.kind === 'postgres' ? createDuty(database, 'uplift', nodeId, log, dutyMs) : alwaysOnDuty,
    clock,
    log,
  });
  return {
    ...keeper,
    /** @returns undefined where there is no model that tells people apart, or this customer does not agree to personalisation */
    async upliftOf(customerId: string, now: Date): Promise<UpliftOfCoupon | undefined> {
      const fit = keeper.inForce();
      if (!fit) return undefined;
      const facts = (await readPersonFacts(prisma, [{ customerId, at: now }], wording)).get(customerId);
      if (!facts) return undefined;
      return (coupon) => ({
        ...personUplift(fit.model, cellsOf(facts, couponShare(coupon))),
        fitId: fit.id,
        people: fit.model.people,
      });
    },
  };
}
