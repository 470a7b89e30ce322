import type { CouponRefusal } from '../../contract/coupon-checkout.js';
import {
  after,
  applyCoupon,
  type CartState,
  type CouponSplit,
  clash,
  isRefusal,
  savedBy,
  startOf,
} from './apply-coupon.js';
import { byApplication, type CouponRule, type PricedCart } from './coupon-rule.js';

/** A coupon that might be used: time, caps and budget were checked before. */
export interface Candidate {
  rule: CouponRule;
  /** When it can no longer be used: of two that save alike, the one that ends sooner goes first. */
  usableUntil: Date;
  /** Of a flash sale: the most pieces that this customer may have. */
  mostPieces?: number;
}

export interface Combination<C extends Candidate> {
  /** In the order in which they are taken off. */
  chosen: { candidate: C; split: CouponSplit }[];
  savedMinor: number;
  /** Of every line of the cart. */
  lines: number[];
  shippingMinor: number;
  /** Every combination was looked at. */
  exact: boolean;
  /** Why the others are not in it. */
  notUsed: { candidate: C; refusal: CouponRefusal }[];
}

/** Up to so many, every combination is looked at: 4,096. */
export const exactUpTo = 12;
const mostImprovements = 50;

type Set<C extends Candidate> = Pick<Combination<C>, 'chosen' | 'savedMinor'> & {
  giftMinor: number;
  state: CartState;
};

/**
 * The set of coupons that saves the customer most on this cart, within the rules of stacking. Among equal ones: the
 * more valuable gifts, fewer coupons, those that end sooner. Pure; the order of the candidates does not matter.
 *
 * Exact for up to 12 applicable coupons, so that one more coupon never makes the result worse. Beyond that, exact over
 * the twelve that save most by themselves, then improved by adding and exchanging single coupons until nothing gains.
 */
export function bestCombination<C extends Candidate>(
  candidates: readonly C[],
  cart: PricedCart,
): Combination<C> {
  const start = startOf(cart);
  const alone = [...candidates]
    .sort((a, b) => byApplication(a.rule, b.rule) || a.usableUntil.getTime() - b.usableUntil.getTime())
    .map((candidate) => ({ candidate, split: tryOn(candidate, cart, start) }));
  const useful = alone.flatMap(({ candidate, split }) =>
    isRefusal(split) ? [] : [{ candidate, worth: savedBy(split) }],
  );
  // A coupon more than once in the wallet is one candidate: the piece that ends first.
  const distinct = useful.filter(
    ({ candidate }, index) =>
      useful.findIndex(({ candidate: other }) => other.rule.id === candidate.rule.id) === index,
  );
  const exact = distinct.length <= exactUpTo;
  const first = exact
    ? distinct
    : [...distinct]
        .sort((a, b) => b.worth - a.worth || byApplication(a.candidate.rule, b.candidate.rule))
        .slice(0, exactUpTo);
  const searched = search(first.map(({ candidate }) => candidate).sort(inOrder), cart, start);
  const best = exact
    ? searched
    : improve(
        searched,
        distinct.map(({ candidate }) => candidate),
        cart,
        start,
      );
  return {
    chosen: best.chosen,
    savedMinor: best.savedMinor,
    lines: start.left.map((each, index) => each - (best.state.left[index] ?? 0)),
    shippingMinor: start.shippingLeft - best.state.shippingLeft,
    exact,
    notUsed: alone
      .filter(({ candidate }) => !best.chosen.some((each) => each.candidate === candidate))
      .map(({ candidate, split }) => ({ candidate, refusal: whyNot(candidate, split, best, cart) })),
  };
}

const inOrder = (a: Candidate, b: Candidate) => byApplication(a.rule, b.rule);

function tryOn(candidate: Candidate, cart: PricedCart, state: CartState) {
  return applyCoupon(candidate.rule, cart, state, candidate.mostPieces);
}

/** Every allowed combination, in the order of application. */
function search<C extends Candidate>(ordered: readonly C[], cart: PricedCart, start: CartState): Set<C> {
  let best: Set<C> = { chosen: [], savedMinor: 0, giftMinor: 0, state: start };
  const visit = (index: number, current: Set<C>): void => {
    const candidate = ordered[index];
    if (!candidate) {
      if (isBetter(current, best)) best = current;
      return;
    }
    const taken = take(candidate, current, cart);
    if (taken) visit(index + 1, taken);
    visit(index + 1, current);
  };
  visit(0, best);
  return best;
}

/** The set with one more at its end; undefined when that is not allowed. */
function take<C extends Candidate>(candidate: C, current: Set<C>, cart: PricedCart): Set<C> | undefined {
  if (current.chosen.some(({ candidate: other }) => clash(candidate.rule, other.rule))) return undefined;
  const split = tryOn(candidate, cart, current.state);
  if (isRefusal(split)) return undefined;
  return {
    chosen: [...current.chosen, { candidate, split }],
    savedMinor: current.savedMinor + savedBy(split),
    giftMinor: current.giftMinor + (split.gift?.worthMinor ?? 0),
    state: after(current.state, candidate.rule, split),
  };
}

/** Adds or exchanges single coupons as long as that gains something. */
function improve<C extends Candidate>(
  from: Set<C>,
  all: readonly C[],
  cart: PricedCart,
  start: CartState,
): Set<C> {
  let best = from;
  for (let round = 0; round < mostImprovements; round++) {
    const before = best;
    const members = before.chosen.map(({ candidate }) => candidate);
    for (const added of all) {
      if (members.includes(added)) continue;
      for (const removed of [undefined, ...members]) {
        const wanted = [...members.filter((member) => member !== removed), added].sort(inOrder);
        const made = build(wanted, cart, start);
        if (made && isBetter(made, best)) best = made;
      }
    }
    if (best === before) break;
  }
  return best;
}

function build<C extends Candidate>(
  wanted: readonly C[],
  cart: PricedCart,
  start: CartState,
): Set<C> | undefined {
  let made: Set<C> | undefined = { chosen: [], savedMinor: 0, giftMinor: 0, state: start };
  for (const candidate of wanted) made = made && take(candidate, made, cart);
  return made;
}

function isBetter<C extends Candidate>(a: Set<C>, b: Set<C>): boolean {
  if (a.savedMinor !== b.savedMinor) return a.savedMinor > b.savedMinor;
  if (a.giftMinor !== b.giftMinor) return a.giftMinor > b.giftMinor;
  if (a.chosen.length !== b.chosen.length) return a.chosen.length < b.chosen.length;
  return keyOf(a) < keyOf(b);
}

/** Sooner ends first, then by id: a total order, so that nothing depends on how the candidates came. */
function keyOf<C extends Candidate>({ chosen }: Set<C>): string {
  const ends = chosen.map(({ candidate }) => candidate.usableUntil.toISOString()).sort();
  const ids = chosen.map(({ candidate }) => candidate.rule.id).sort();
  return [...ends, ...ids].join(' ');
}

function whyNot<C extends Candidate>(
  { rule, mostPieces }: C,
  alone: CouponSplit | CouponRefusal,
  best: Set<C>,
  cart: PricedCart,
): CouponRefusal {
  if (isRefusal(alone)) return alone;
  for (const { candidate } of best.chosen) {
    const refusal = clash(rule, candidate.rule);
    if (refusal) return refusal;
  }
  const now = applyCoupon(rule, cart, best.state, mostPieces);
  return isRefusal(now) ? now : { reason: 'nothing-left', message: '加上这张也不会更省，先留着下次用' };
}
