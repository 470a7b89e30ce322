import { buildCampaigns } from './campaigns.js';
import { inventConsents } from './consents.js';
import { buildCoupons } from './coupons.js';
import type { DemoCustomer, DemoShop } from './demo-records.js';
import { shopThrough } from './habits.js';
import { pointsOf, spentInLastYear, tierFor } from './membership.js';
import { numberOrders } from './order-numbers.js';
import type { OpenOrder } from './orders.js';
import { personaOrders } from './persona-orders.js';
import { type PersonaScript, personaScripts } from './persona-scripts.js';
import { placeOf } from './places.js';
import { buildProducts, listCategories } from './products.js';
import { createRandom } from './random.js';
import { atHour, dayNumber } from './shanghai-time.js';
import { inventShoppers, type Shopper } from './shoppers.js';
import { liveOrders, ordersOfTrip } from './trip-orders.js';

export type * from './demo-records.js';
export { type DemoPersona, demoPersonas } from './personas.js';

/** Customers beside the personas. */
const shopperCount = 560;
const firstShopper = 1001 + personaScripts.length;
/** Eighteen months. */
const historyDays = 548;

type Person = Omit<DemoCustomer, 'tier' | 'points'>;

/**
 * Invents the demo shop 青禾生活: products, customers and eighteen months of orders up to `today`.
 * Pure and deterministic: the same seed and instant give the same shop; nothing in it lies after `today`
 * except the ends of coupons and campaigns.
 * @param options.seed Any whole number.
 * @param options.today The instant that counts as the present.
 */
export function generateDemoShop({ seed, today }: { seed: number; today: Date }): DemoShop {
  const random = createRandom(seed);
  const now = today.getTime();
  const present = dayNumber(now);
  const catalogue = buildProducts(random.fork('products'), present);
  const shoppers = inventShoppers(
    { first: firstShopper, count: shopperCount, today: present, days: historyDays, products: catalogue },
    random.fork('shoppers'),
  );
  const stretch = { from: present - historyDays, to: present };
  const trips = shoppers.flatMap((shopper) =>
    shopThrough(shopper, catalogue, stretch, random.fork(`trips ${shopper.externalId}`)),
  );
  trips.sort((a, b) => a.dayNo - b.dayNo);
  const fromTrips = random.fork('orders');
  const openOrders = [
    ...personaScripts.flatMap((script) =>
      personaOrders(script, catalogue, now, random.fork(script.externalId)),
    ),
    ...trips.flatMap((trip) => ordersOfTrip(trip, now, fromTrips)),
    ...liveOrders(trips, now, random.fork('live orders')),
  ];
  const people = [
    ...personaScripts.map((script) => personOf(script, present)),
    ...shoppers.map(withoutTraits),
  ];
  const products = catalogue.map(({ product }) => product);
  return {
    categories: listCategories(),
    products,
    customers: rankCustomers(people, openOrders, now),
    consents: inventConsents(shoppers, random.fork('consents')),
    orders: numberOrders(openOrders),
    coupons: buildCoupons(present, products),
    campaigns: buildCampaigns(present),
  };
}

function rankCustomers(people: readonly Person[], orders: readonly OpenOrder[], now: number): DemoCustomer[] {
  const ofCustomer = new Map<string, OpenOrder[]>(people.map(({ externalId }) => [externalId, []]));
  for (const order of orders) ofCustomer.get(order.customerExternalId)?.push(order);
  return people.map((person) => {
    const own = ofCustomer.get(person.externalId) ?? [];
    return {
      ...person,
      tier: tierFor(spentInLastYear(own, now)),
      points: pointsOf(own, person.birthday, now),
    };
  });
}

function personOf(
  { externalId, name, city, birthday, registeredDaysAgo }: PersonaScript,
  present: number,
): Person {
  const { province } = placeOf(city);
  return {
    externalId,
    name,
    city,
    province,
    birthday,
    registeredAt: new Date(atHour(present - registeredDaysAgo, 20)),
  };
}

function withoutTraits({ externalId, name, place, birthday, registeredAt }: Shopper): Person {
  return { externalId, name, city: place.city, province: place.province, birthday, registeredAt };
}
