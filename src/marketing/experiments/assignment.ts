import { createHash } from 'node:crypto';

/** One way of treating people; weights are relative, such as 50 and 50. */
export interface ArmShare {
  id: string;
  weight: number;
}

export interface AssignmentPlan {
  /** Changing it draws everybody anew. */
  salt: string;
  /** Share (0 to 1) of the audience that is left alone, to compare with. */
  holdoutShare: number;
  arms: readonly ArmShare[];
  /** Campaigns of one layer never reach the same person: each has a part of it, from `from` up to but without `to`, 0 to 1. */
  layer?: { salt: string; from: number; to: number };
}

/** Who gets no campaign at all, so that the sum of all marketing can be measured. */
export interface GlobalHoldout {
  salt: string;
  share: number;
}

export type Assignment =
  | { kind: 'global-holdout' }
  | { kind: 'out-of-layer' }
  | { kind: 'holdout' }
  | { kind: 'arm'; arm: string };

/**
 * Where a person belongs, from nothing but identity and salts: the same on every node and every day. Raising a share only adds
 * people; a new arm only takes people from the others and moves nobody between them (weighted rendezvous hashing, Thaler and
 * Ravishankar 1998; Schindelhauer and Schomaker 2005).
 *
 * @param identity of the customer, any text
 */
export function assign(identity: string, plan: AssignmentPlan, global: GlobalHoldout): Assignment {
  if (uniformHash(`global:${global.salt}`, identity) < global.share) return { kind: 'global-holdout' };
  if (plan.layer !== undefined) {
    const place = uniformHash(`layer:${plan.layer.salt}`, identity);
    if (place < plan.layer.from || place >= plan.layer.to) return { kind: 'out-of-layer' };
  }
  if (uniformHash(`holdout:${plan.salt}`, identity) < plan.holdoutShare) return { kind: 'holdout' };
  let nearest: { arm: string; distance: number } | undefined;
  for (const { id, weight } of plan.arms) {
    if (!(weight > 0)) continue;
    // The least of exponential waiting times with these rates: each wins by its share.
    const distance = -Math.log(1 - uniformHash(`arm:${plan.salt}:${id}`, identity)) / weight;
    if (nearest === undefined || distance < nearest.distance) nearest = { arm: id, distance };
  }
  return nearest === undefined ? { kind: 'holdout' } : { kind: 'arm', arm: nearest.arm };
}

/** A number in [0, 1) with 48 even bits, the same for the same salt and identity: the front of a SHA-256 hash. */
export function uniformHash(salt: string, identity: string): number {
  // The length keeps ("a", "bc") and ("ab", "c") apart.
  const hash = createHash('sha256').update(`${salt.length}:${salt}${identity}`).digest();
  return hash.readUIntBE(0, 6) / 2 ** 48;
}

/** Share of the audience that each group should have, the groups being the arms and, with a share, `holdout`. */
export function expectedShares({ holdoutShare, arms }: AssignmentPlan): Map<string, number> {
  const total = arms.reduce((sum, { weight }) => sum + Math.max(0, weight), 0);
  const shares = new Map<string, number>();
  if (holdoutShare > 0 || total === 0) shares.set('holdout', total === 0 ? 1 : holdoutShare);
  for (const { id, weight } of arms) if (weight > 0) shares.set(id, ((1 - holdoutShare) * weight) / total);
  return shares;
}
