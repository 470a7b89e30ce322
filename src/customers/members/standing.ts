import type { MemberLevel, MemberRules } from '../../contract/member-rules.js';

/** The tier that somebody has, and until when it stays whatever is spent. */
export interface Standing {
  tier: string;
  since: Date;
  holdUntil: Date;
}

export type Move = 'reached' | 'kept' | 'lowered' | 'same';

type Tiers = MemberRules['tiers'];

/** The same moment so many months later; the last of the month where there is none. */
export function monthsLater(at: Date, months: number): Date {
  const moved = new Date(at);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  // 31 January and a month runs over into March: back to the last day of February.
  if (moved.getUTCDate() !== at.getUTCDate()) moved.setUTCDate(0);
  return moved;
}

const minor = (yuan: number) => Math.round(yuan * 100);
const keepMinor = ({ keep, reach }: MemberLevel) => minor(keep ?? reach);

/** Index of the highest level that so much spending gives. */
function levelFor({ levels }: Tiers, spentMinor: number): number {
  return levels.findLastIndex(({ reach }) => spentMinor >= minor(reach));
}

/**
 * The tier now. Up at once; down only when the time that a tier holds is over and what keeps it was not spent. Pure.
 * @param spentMinor what counts of the window
 * @param held what the customer has; absent: nothing yet
 * @returns the standing, and what happened
 */
export function standingAfter(
  tiers: Tiers,
  spentMinor: number,
  now: Date,
  held?: Standing,
): { standing: Standing; move: Move } {
  const { levels, holdMonths } = tiers;
  const given = Math.max(0, levelFor(tiers, spentMinor));
  const own = held ? levels.findIndex(({ id }) => id === held.tier) : -1;
  const fresh = (): Standing => ({
    tier: levels[given]?.id ?? '',
    since: now,
    holdUntil: monthsLater(now, holdMonths),
  });
  const level = levels[own];
  if (!held || !level || given > own) return { standing: fresh(), move: 'reached' };
  if (now < held.holdUntil) return { standing: held, move: 'same' };
  // The lowest tier needs nothing and is never lost.
  if (spentMinor >= keepMinor(level))
    return {
      standing: { ...held, holdUntil: monthsLater(now, holdMonths) },
      move: own === 0 ? 'same' : 'kept',
    };
  return { standing: fresh(), move: 'lowered' };
}

/** A tier that the shop gave before the rules were there is held like one that was just reached. */
export function startingFrom(tier: string, { holdMonths }: Tiers, now: Date): Standing {
  return { tier, since: now, holdUntil: monthsLater(now, holdMonths) };
}

export interface Progress {
  tierName: string;
  windowMonths: number;
  /** The tier above, and what is missing for it; absent at the top, or when only the next look is missing. */
  next?: { id: string; name: string; missingMinor: number };
  /** What is missing to keep the tier when its time is over; absent when enough was spent. */
  keep?: { until: Date; missingMinor: number };
}

/** How far it is to the next tier, and whether this one is safe. Pure. */
export function progressOf(tiers: Tiers, spentMinor: number, standing: Standing): Progress {
  const own = tiers.levels.findIndex(({ id }) => id === standing.tier);
  const level = tiers.levels[own];
  const above = tiers.levels[own + 1];
  const missing = above ? minor(above.reach) - spentMinor : 0;
  const lacking = level && own > 0 ? keepMinor(level) - spentMinor : 0;
  return {
    tierName: level?.name ?? standing.tier,
    windowMonths: tiers.windowMonths,
    ...(above && missing > 0 ? { next: { id: above.id, name: above.name, missingMinor: missing } } : {}),
    ...(lacking > 0 ? { keep: { until: standing.holdUntil, missingMinor: lacking } } : {}),
  };
}
