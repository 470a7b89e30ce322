import { type Delivery, describeWay, inventTrackingNumber } from './delivery.js';
import type { Choice } from './habits.js';
import { buildOrder, type OpenOrder } from './orders.js';
import type { PersonaScript, ScriptedItem, ScriptedOrder } from './persona-scripts.js';
import { type Place, placeOf } from './places.js';
import type { CatalogProduct } from './products.js';
import type { Random } from './random.js';
import { atHour, dayNumber, hour } from './shanghai-time.js';

/** Plays a persona's script backwards from `now`. */
export function personaOrders(
  script: PersonaScript,
  products: readonly CatalogProduct[],
  now: number,
  random: Random,
): OpenOrder[] {
  return script.orders.map((scripted) => {
    const place = placeOf(scripted.to ?? script.city);
    const createdAt = scripted.way
      ? now - scripted.way.createdHoursAgo * hour
      : atHour(dayNumber(now) - scripted.daysAgo, random.between(10, 22));
    const request = {
      customerExternalId: script.externalId,
      createdAt,
      place,
      choices: scripted.items.map((item) => findChoice(item, products)),
      fate: scripted.fate ?? 'kept',
      express: false,
      hasCoupon: false,
      hasBirthdayCoupon: false,
      sizeRank: script.sizeRank,
      ...(scripted.paidAbovePercent === undefined ? {} : { paidAbovePercent: scripted.paidAbovePercent }),
      ...(scripted.confirmed === undefined ? {} : { confirmed: scripted.confirmed }),
    } as const;
    const stage = { request, scripted, place, now, random };
    return scripted.fate === 'returned' ? buildRefunding(stage) : buildOrder(withWay(stage), now, random);
  });
}

interface Stage {
  request: Parameters<typeof buildOrder>[0];
  scripted: ScriptedOrder;
  place: Place;
  now: number;
  random: Random;
}

function withWay({ request, scripted, place, now, random }: Stage): Stage['request'] {
  const { way } = scripted;
  if (!way) return request;
  const shippedAt = now - way.shippedHoursAgo * hour;
  const deliveredAt = now + way.deliveredHoursFromNow * hour;
  const delivery: Delivery = {
    shippedAt,
    deliveredAt,
    trackingNumber: inventTrackingNumber('中通快递', random),
    steps: describeWay(
      {
        place,
        district: undefined,
        origin: 'hangzhou',
        carrier: '中通快递',
        delayed: scripted.fate === 'delayed',
        shippedAt,
        plannedAt: now + way.plannedHoursFromNow * hour,
        deliveredAt,
      },
      random,
    ),
  };
  return { ...request, carrier: '中通快递', delivery };
}

/** A refund that was asked for and is not through yet, whatever the dates that were drawn. */
function buildRefunding({ request, now, random }: Stage): OpenOrder {
  const order = buildOrder({ ...request, fate: 'kept' }, now, random);
  return { ...order, status: 'refunding' };
}

function findChoice([type, position, quantity]: ScriptedItem, products: readonly CatalogProduct[]): Choice {
  const entry = products.filter((candidate) => candidate.type === type)[position];
  if (!entry) throw new RangeError(`no product ${position} of type ${type} in the demo shop`);
  return { entry, quantity: quantity ?? 1 };
}
