import type { Choice, Trip } from './habits.js';
import { buildOrder, drawFate, type OpenOrder, type OrderRequest } from './orders.js';
import type { Random } from './random.js';
import { atHour, dayNumber, minute, monthAndDate } from './shanghai-time.js';
import type { Shopper } from './shoppers.js';

/** How many orders come in each hour of the day, from midnight; own estimate with a noon and an evening peak. */
const hourWeights = [
  3, 1, 0.5, 0.3, 0.2, 0.4, 1, 2, 3, 5, 6, 6, 7, 6, 5, 5, 5, 5, 6, 8, 10, 11, 9, 6,
] as const;

/** Turns a trip into one order, or two where domestic and cross-border goods have to be apart. */
export function ordersOfTrip({ shopper, dayNo, choices }: Trip, now: number, random: Random): OpenOrder[] {
  const wished = atHour(dayNo, random.weighted(hourWeights) + random.next());
  const createdAt = Math.max(wished, shopper.registeredAt.getTime() + 6 * minute);
  const domestic = choices.filter(({ entry }) => !entry.product.crossBorder);
  const crossBorder = choices.filter(({ entry }) => entry.product.crossBorder);
  return [domestic, crossBorder]
    .filter((part) => part.length > 0)
    .map((part, index) => requestOf(shopper, createdAt + index * 3 * minute, part, random))
    .filter((request) => request.createdAt <= now)
    .map((request) => buildOrder(request, now, random));
}

function requestOf(
  shopper: Shopper,
  createdAt: number,
  choices: readonly Choice[],
  random: Random,
): OrderRequest {
  const isBirthdayMonth = monthAndDate(dayNumber(createdAt)).slice(0, 2) === shopper.birthday.slice(0, 2);
  return {
    customerExternalId: shopper.externalId,
    createdAt,
    place: random.chance(0.06) ? shopper.otherPlace : shopper.place,
    choices,
    fate: drawFate(choices, random),
    express: random.chance(0.03),
    hasCoupon: random.chance(0.24),
    hasBirthdayCoupon: isBirthdayMonth && random.chance(0.5),
    sizeRank: shopper.sizeRank,
  };
}

/** A few orders of the last hours, so that unpaid and freshly paid ones exist at any time of day. */
export function liveOrders(trips: readonly Trip[], now: number, random: Random): OpenOrder[] {
  const minutesAgo = [5, 11, 18, 25, 95, 170, 260];
  const recent = random.shuffle(trips.slice(-Math.max(40, minutesAgo.length)));
  return minutesAgo.flatMap((ago, index) => {
    const trip = recent[index];
    const choice = trip?.choices[0];
    if (!trip || !choice) return [];
    const request = requestOf(trip.shopper, now - ago * minute, [choice], random);
    return [buildOrder({ ...request, fate: ago < 30 ? 'abandoned' : 'kept' }, now, random)];
  });
}
