/** What the rules of the desk say about a conversation that begins to wait. Supplied by hand-off. */
export interface QueuePlan {
  /** Skill that is needed; absent: anybody. */
  neededSkill?: string;
  /** Nobody is there for it now: a left message (留言), answered by `promisedAt`. */
  leftMessage: boolean;
  promisedAt?: Date;
}

export type PlanQueue = (need: { reason: string; tier?: string; at: Date }) => QueuePlan;

/** Where nothing is known of skills and hours: the plain line. */
export const plainQueue: PlanQueue = () => ({ leftMessage: false });

/** Head start of a point of priority. 100 points are 20 minutes, so that nobody is overtaken for longer than that. */
const headStartMsPerPoint = 12_000;
/** Left messages come first when service opens. */
const leftMessageHeadStartMs = 3_600_000;

/**
 * The place in the line as a moment: since when somebody waits, less a head start. Waiting time and priority weigh
 * against each other for ever as they do now, so that the order needs no recalculation.
 * @param priority 0 … 100
 */
export function rankAtOf(queuedAt: Date, priority: number, leftMessage: boolean): Date {
  const headStart = priority * headStartMsPerPoint + (leftMessage ? leftMessageHeadStartMs : 0);
  return new Date(queuedAt.getTime() - headStart);
}

/** Columns of a conversation that begins to wait. */
export function beginsToWait(plan: QueuePlan, at: Date, priority: number) {
  return {
    queuedAt: at,
    rankAt: rankAtOf(at, priority, plan.leftMessage),
    priority,
    neededSkill: plan.neededSkill ?? null,
    skillSince: plan.neededSkill === undefined ? null : at,
    ...notAskedYet,
    ...(plan.leftMessage ? leaves(plan, at) : {}),
  };
}

/** Columns of a wait that turns into a left message. */
export function leaves(plan: QueuePlan, at: Date) {
  return { leftMessageAt: at, promisedAt: plan.promisedAt ?? null, followUpOpen: true };
}

/** Columns of a conversation that nobody has been asked to take. */
export const notAskedYet = {
  offeredStaffId: null,
  offeredUntil: null,
  passedStaffIds: [] as string[],
  escalatedAt: null,
};

/** Columns of a conversation that does not wait. */
export const notWaiting = { ...notAskedYet, rankAt: null, neededSkill: null, skillSince: null };
