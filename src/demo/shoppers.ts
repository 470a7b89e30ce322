import { inventName } from './nicknames.js';
import { type Place, places } from './places.js';
import type { CatalogProduct } from './products.js';
import type { Random } from './random.js';
import { atHour, monthAndDate } from './shanghai-time.js';
import { householdCategories, type Taste, tastes } from './tastes.js';

/** A customer with the hidden traits that make the orders; the traits never leave the generator. */
export interface Shopper {
  externalId: string;
  name: string;
  woman: boolean;
  place: Place;
  /** Parents or a friend elsewhere, whom some parcels go to. */
  otherPlace: Place;
  birthday: string;
  registeredDay: number;
  registeredAt: Date;
  /** Shanghai day of the last visit; Infinity while the customer is still around. */
  leavesOn: number;
  /** Chance of a shopping trip on an ordinary day, on top of what has run out. */
  dailyTrips: number;
  /** Liking of each product, in catalogue order. */
  liking: Float64Array;
  /** How fast consumables are used up: 1 is usual, 0.8 is faster. */
  pace: number;
  /** Chance to buy a consumable here again when it runs out. */
  loyalty: number;
  /** 0 to 1: where in the list of sizes the own size is. */
  sizeRank: number;
}

/** Share of customers who have stopped coming. */
const leavers = 0.2;
/** Median trips a day of an active customer, before sales peaks. */
const medianDailyTrips = 0.0112;
/** Spread of activity between customers (sigma of a log-normal distribution). */
const activitySpread = 0.75;

/**
 * Invents the customers with externalIds C<first> onwards.
 * Activity is stratified, so that every seed has the same mix of busy and rare buyers.
 */
export function inventShoppers(
  input: { first: number; count: number; today: number; days: number; products: readonly CatalogProduct[] },
  random: Random,
): Shopper[] {
  const ranks = random.shuffle(
    Array.from({ length: input.count }, (_, index) => (index + 0.5) / input.count),
  );
  return ranks.map((rank, index) => {
    const externalId = `C${input.first + index}`;
    return inventShopper(externalId, rank, input, random.fork(externalId));
  });
}

function inventShopper(
  externalId: string,
  activityRank: number,
  { today, days, products }: { today: number; days: number; products: readonly CatalogProduct[] },
  random: Random,
): Shopper {
  const taste = drawTaste(random);
  const second = drawTaste(random);
  const woman = random.chance(taste.women);
  const place = drawPlace(random);
  const registeredDay = today - (random.chance(0.56) ? random.int(days, days + 360) : random.int(2, days));
  const leaves = random.chance(leavers);
  return {
    externalId,
    name: inventName(random, woman, taste.parent ? 'parent' : 'other'),
    woman,
    place,
    otherPlace: drawPlace(random),
    birthday: monthAndDate(random.int(0, 364)),
    registeredDay,
    registeredAt: new Date(atHour(registeredDay, random.between(8, 23))),
    leavesOn: leaves ? today - random.int(100, days) : Number.POSITIVE_INFINITY,
    dailyTrips: medianDailyTrips * Math.exp(activitySpread * normalQuantile(activityRank)),
    liking: likings(products, { taste, second, woman, spending: 0.35 + 0.4 * (activityRank - 0.5) }, random),
    pace: random.between(0.85, 1.15),
    loyalty: random.between(0.55, 0.9),
    sizeRank: Math.min(1, Math.max(0, 0.45 + 0.25 * random.normal())),
  };
}

function drawTaste(random: Random): Taste {
  return tastes[random.weighted(tastes.map((taste) => taste.share))] as Taste;
}

function drawPlace(random: Random): Place {
  return places[random.weighted(places.map((place) => place.weight))] as Place;
}

interface Person {
  taste: Taste;
  second: Taste;
  woman: boolean;
  /** Mean of the preferred price rank. */
  spending: number;
}

function likings(products: readonly CatalogProduct[], person: Person, random: Random): Float64Array {
  const priceTaste = person.spending + 0.25 * random.normal();
  const forParents = random.chance(0.3);
  const ofType = new Map<string, number>();
  return Float64Array.from(products, (entry) => {
    const typeLiking = ofType.get(entry.type) ?? Math.exp(0.8 * random.normal());
    ofType.set(entry.type, typeLiking);
    const category = categoryLiking(entry.product.category, person);
    const household = householdFit(entry, person);
    const audience = audienceFit(entry, person.woman, forParents);
    const price =
      Math.exp(-(((entry.priceRank - priceTaste) / 0.5) ** 2)) *
      (200 / (entry.product.priceMinor / 100 + 80)) ** 0.4;
    return (
      category *
      household *
      audience *
      price *
      typeLiking *
      entry.popularity *
      Math.exp(0.5 * random.normal())
    );
  });
}

function categoryLiking(category: string, { taste, second }: Person): number {
  return (taste.categories[category] ?? taste.rest) + 0.35 * (second.categories[category] ?? second.rest);
}

function householdFit({ product, type }: CatalogProduct, { taste, second }: Person): number {
  const pet = taste.pet ?? second.pet;
  if ((householdCategories.pet as readonly string[]).includes(product.category)) {
    if (pet === undefined) return 0.01;
    const ownKind = pet === 'cat' ? '猫' : '狗';
    const kinds = product.attributes.适用人群;
    return Array.isArray(kinds) ? 1 : type.startsWith(ownKind) || kinds === ownKind ? 2 : 0.01;
  }
  const forChildren = (householdCategories.parent as readonly string[]).includes(product.category);
  return forChildren && !taste.parent && !second.parent ? 0.03 : 1;
}

function audienceFit({ product }: CatalogProduct, woman: boolean, forParents: boolean): number {
  const audience = [product.attributes.适用人群 ?? []].flat();
  if (audience.some((group) => ['妈妈', '爸爸', '中老年'].includes(group))) return forParents ? 1.3 : 0.25;
  if (audience.includes('女士') && !audience.includes('男士')) return woman ? 1.2 : 0.12;
  if (audience.includes('男士') && !audience.includes('女士')) return woman ? 0.2 : 1.2;
  return 1;
}

/**
 * Quantile of the standard normal distribution by the logistic approximation of Tocher (1963),
 * x = ln(p / (1 - p)) / 1.702; off by less than 0.15 between 1 % and 99 %, which is enough here.
 */
function normalQuantile(p: number): number {
  return Math.log(p / (1 - p)) / 1.702;
}
