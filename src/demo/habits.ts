import type { CatalogProduct } from './products.js';
import type { Random } from './random.js';
import { dayDemand, seasonDemand } from './season.js';
import { calendarDay } from './shanghai-time.js';
import type { Shopper } from './shoppers.js';
import { boughtTogether } from './tastes.js';

export interface Choice {
  entry: CatalogProduct;
  quantity: number;
}

/** One visit that ends in an order. */
export interface Trip {
  shopper: Shopper;
  dayNo: number;
  choices: Choice[];
}

/** Days after which a customer usually orders a consumable again scatter by this share. */
const intervalJitter = 0.12;
/** Share of consumables that become a habit at the first purchase. */
const habitShare = 0.42;
/** Nobody keeps more habits at this shop at a time. */
const mostHabits = 4;
/** Days before the first one that are played as well and then dropped, so that habits exist from the start. */
const warmUp = 120;
/** What runs out within so many days is put into a basket that is filled anyway. */
const foresight = 5;

const companions = new Map<string, { type: string; probability: number }[]>();
for (const [first, type, probability] of boughtTogether) {
  companions.set(first, [...(companions.get(first) ?? []), { type, probability }]);
}

/**
 * Plays one customer's days from `from` to `to` (Shanghai day numbers): spontaneous trips, more of them on sale days,
 * and trips because a consumable has run out. What was bought changes what is wanted next.
 */
export function shopThrough(
  shopper: Shopper,
  products: readonly CatalogProduct[],
  { from, to }: { from: number; to: number },
  random: Random,
): Trip[] {
  const trips: Trip[] = [];
  const wish = shopper.liking.slice();
  const runsOut = new Map<number, number>();
  const start = Math.max(from - warmUp, shopper.registeredDay);
  const end = Math.min(to, shopper.leavesOn);
  for (let dayNo = start; dayNo <= end; dayNo += 1) {
    const isFirstVisit = dayNo === shopper.registeredDay && random.chance(0.7);
    const strolls = isFirstVisit || random.chance(shopper.dailyTrips * dayDemand(dayNo));
    const isDue = [...runsOut.values()].some((dueDay) => dueDay <= dayNo);
    if (!strolls && !isDue) continue;
    const needs = takeNeeds(runsOut, dayNo + foresight, shopper.loyalty, random);
    const basket = new Set(needs);
    if (strolls) fillBasket(basket, weighWishes(wish, products, dayNo), products, random);
    if (basket.size === 0) continue;
    const choices = [...basket].map((index) => choose(index, products, random));
    if (dayNo >= from) trips.push({ shopper, dayNo, choices });
    for (const index of basket) {
      const isHabit = needs.includes(index) || (runsOut.size < mostHabits && random.chance(habitShare));
      remember(index, { wish, runsOut, products, shopper, dayNo, isHabit, random });
    }
  }
  return trips;
}

function takeNeeds(runsOut: Map<number, number>, until: number, loyalty: number, random: Random): number[] {
  const needs: number[] = [];
  for (const [index, dueDay] of runsOut) {
    if (dueDay > until) continue;
    runsOut.delete(index);
    if (random.chance(loyalty)) needs.push(index);
  }
  return needs;
}

function weighWishes(wish: Float64Array, products: readonly CatalogProduct[], dayNo: number): Float64Array {
  const { month } = calendarDay(dayNo);
  return wish.map((weight, index) => {
    const entry = products[index] as CatalogProduct;
    return entry.onSaleFrom >= dayNo ? 0 : weight * seasonDemand(entry.season, month);
  });
}

/** Adds one to four wishes and what goes with them; domestic and cross-border goods do not share a basket. */
function fillBasket(
  basket: Set<number>,
  weights: Float64Array,
  products: readonly CatalogProduct[],
  random: Random,
): void {
  const wanted =
    1 + (random.chance(0.42) ? 1 : 0) + (random.chance(0.16) ? 1 : 0) + (random.chance(0.06) ? 1 : 0);
  for (let taken = 0; taken < wanted; taken += 1) {
    const index = random.weighted(weights);
    if (index < 0) return;
    const { crossBorder } = (products[index] as CatalogProduct).product;
    for (let other = 0; other < weights.length; other += 1) {
      if ((products[other] as CatalogProduct).product.crossBorder !== crossBorder) weights[other] = 0;
    }
    addWithCompanions(index, basket, weights, products, random);
  }
}

function addWithCompanions(
  index: number,
  basket: Set<number>,
  weights: Float64Array,
  products: readonly CatalogProduct[],
  random: Random,
): void {
  basket.add(index);
  weights[index] = 0;
  for (const { type, probability } of companions.get((products[index] as CatalogProduct).type) ?? []) {
    if (!random.chance(probability)) continue;
    const companion = random.weighted(
      weights.map((weight, at) => ((products[at] as CatalogProduct).type === type ? weight : 0)),
    );
    if (companion < 0) continue;
    basket.add(companion);
    weights[companion] = 0;
  }
}

function choose(index: number, products: readonly CatalogProduct[], random: Random): Choice {
  const entry = products[index] as CatalogProduct;
  const cheap = entry.product.priceMinor < 6000 && entry.product.replenishDays !== undefined;
  return { entry, quantity: cheap && random.chance(0.28) ? random.int(2, 3) : 1 };
}

interface Memory {
  wish: Float64Array;
  runsOut: Map<number, number>;
  products: readonly CatalogProduct[];
  shopper: Shopper;
  dayNo: number;
  isHabit: boolean;
  random: Random;
}

function remember(index: number, { wish, runsOut, products, shopper, dayNo, isHabit, random }: Memory): void {
  const { product, type, lasting } = products[index] as CatalogProduct;
  if (product.replenishDays !== undefined) {
    const days = product.replenishDays * shopper.pace * Math.max(0.6, 1 + intervalJitter * random.normal());
    if (isHabit) runsOut.set(index, dayNo + Math.max(3, Math.round(days)));
    wish[index] = (wish[index] as number) * 0.6;
    return;
  }
  wish[index] = (wish[index] as number) * 0.03;
  if (!lasting) return;
  for (let other = 0; other < wish.length; other += 1) {
    if ((products[other] as CatalogProduct).type === type) wish[other] = (wish[other] as number) * 0.15;
  }
}
