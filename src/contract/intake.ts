import { z } from 'zod';
import { orderStatus } from './cards.js';

/**
 * What the shop sends in. A record says everything that the shop knows of one thing: what a record leaves out has its
 * default afterwards. Money is integer minor units, times are ISO 8601 with an offset.
 */

export const intakeKind = z.enum(['products', 'customers', 'orders', 'events']);
export type IntakeKind = z.infer<typeof intakeKind>;

/** The most that an integer column of PostgreSQL takes, rounded down: 20 million yuan in 分. */
const mostMinor = 2_000_000_000;
const minor = z.int().min(0, 'must be 0 or more, in minor units (分)').max(mostMinor);
const count = z.int().min(0, 'must be 0 or more').max(mostMinor);
/** The database has no year 0, and no shop anything older than this. */
const time = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2026-11-22T10:00:00+08:00' })
  .refine((text) => text >= '1900', 'must not lie before the year 1900');
const line = (most: number) => z.string().trim().max(most);
const filled = (most: number) => line(most).min(1, 'must not be empty');

/** The shop's own id of something. */
export const shopId = z.string().min(1, 'must not be empty').max(100).regex(/^\S+$/, 'must not hold spaces');
/** Orders records by age: an older one never overwrites a newer one. Send it always or never. */
const updatedAt = time.optional();
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as CNY')
  .default('CNY');
const address = z
  .string()
  .max(1_000)
  .regex(/^(https?:\/\/|\/)\S+$/, 'must be an http(s) address or a path that begins with /');

const attributeName = z.string().trim().min(1).max(40);
const attributeValue = z.union([line(200), z.array(line(200)).max(20)]);

export const productRecord = z.strictObject({
  id: shopId,
  title: filled(200),
  description: line(5_000).default(''),
  category: filled(60),
  brand: line(60).default(''),
  priceMinor: minor,
  listPriceMinor: minor.optional(),
  currency,
  stock: count,
  attributes: z
    .record(attributeName, attributeValue)
    .refine((all) => Object.keys(all).length <= 50, 'at most 50 attributes')
    .default({}),
  tags: z.array(filled(40)).max(50).default([]),
  crossBorder: z.boolean().default(false),
  /** Typical days between purchases, for consumables. */
  replenishDays: z.int().min(1).max(3_650).optional(),
  imageUrl: address.optional(),
  url: address.optional(),
  /** False: not sold any more. */
  active: z.boolean().default(true),
  updatedAt,
});
export type ProductRecord = z.output<typeof productRecord>;

export const customerRecord = z.strictObject({
  id: shopId.regex(/^[^.]+$/, 'must not hold dots: the id is part of what the shop signs'),
  name: filled(60),
  tier: filled(30).default('regular'),
  points: count.default(0),
  province: line(30).optional(),
  city: line(30).optional(),
  birthday: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be MM-DD')
    .optional(),
  registeredAt: time.optional(),
  /** Stored encrypted, shown masked. */
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d -]{5,25}$/, 'must be a telephone number')
    .optional(),
  email: z
    .string()
    .trim()
    .max(200)
    .regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')
    .optional(),
  updatedAt,
});
export type CustomerRecord = z.output<typeof customerRecord>;

const orderLine = z.strictObject({
  productId: shopId,
  /** As it was sold; otherwise the product's. */
  title: filled(200).optional(),
  quantity: z.int().min(1).max(100_000),
  unitPriceMinor: minor,
});

export const orderRecord = z
  .strictObject({
    id: shopId,
    customerId: shopId,
    status: orderStatus,
    currency,
    lines: z.array(orderLine).min(1, 'must have at least one line').max(200),
    shippingMinor: minor.default(0),
    discountMinor: minor.default(0),
    /** Otherwise lines + shipping − discount. */
    totalMinor: minor.optional(),
    createdAt: time,
    paidAt: time.optional(),
    shippedAt: time.optional(),
    deliveredAt: time.optional(),
    carrier: line(40).optional(),
    trackingNumber: line(60).optional(),
    tracking: z
      .array(z.strictObject({ at: time, text: filled(300) }))
      .max(100)
      .default([]),
    /** Name, phone and address are stored encrypted. */
    shipTo: z
      .strictObject({
        name: line(60).optional(),
        phone: line(30).optional(),
        province: line(30).optional(),
        city: line(30).optional(),
        district: line(30).optional(),
        address: line(300).optional(),
      })
      .default({}),
    updatedAt,
  })
  .refine((order) => itemsMinorOf(order) <= mostMinor, {
    path: ['lines'],
    message: `must not come to more than ${mostMinor} minor units`,
  })
  .refine((order) => order.totalMinor !== undefined || totalMinorOf(order) >= 0, {
    path: ['discountMinor'],
    message: 'must not be more than lines and shipping together, or give totalMinor',
  });
export type OrderRecord = z.output<typeof orderRecord>;

interface OrderMoney {
  lines: readonly { quantity: number; unitPriceMinor: number }[];
  shippingMinor: number;
  discountMinor: number;
  totalMinor?: number | undefined;
}

/** What the lines of an order come to, minor units. */
export function itemsMinorOf({ lines }: Pick<OrderMoney, 'lines'>): number {
  return lines.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0);
}

/** What the customer pays, minor units. */
export function totalMinorOf(order: OrderMoney): number {
  return order.totalMinor ?? itemsMinorOf(order) + order.shippingMinor - order.discountMinor;
}

/** `page_view`, `product_view`, `cart_add`, `checkout.started` … */
export const eventName = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9_.]*$/, 'must be lower case letters, digits, _ and . such as cart_add');
const eventValue = z.union([
  z.string().max(500),
  z.number(),
  z.boolean(),
  z.null(),
  z
    .array(
      z.union([
        z.string().max(500),
        z.number(),
        z.record(z.string().max(60), z.union([z.string().max(500), z.number()])),
      ]),
    )
    .max(100),
]);
const mostPropertyLetters = 8_000;
export const eventProperties = z
  .record(z.string().min(1).max(60), eventValue)
  .refine((all) => Object.keys(all).length <= 30, 'at most 30 properties')
  .refine((all) => JSON.stringify(all).length <= mostPropertyLetters, 'at most 8,000 characters altogether');

export const eventRecord = z
  .strictObject({
    /** The sender's own id: the same id again is the same event. */
    id: shopId,
    name: eventName,
    customerId: shopId.optional(),
    /** Ours, as `POST /v1/shopper/sessions` gave it. */
    visitorId: z.uuid().optional(),
    properties: eventProperties.default({}),
    occurredAt: time,
  })
  .refine(({ customerId, visitorId }) => customerId !== undefined || visitorId !== undefined, {
    path: ['customerId'],
    message: 'must say whose event it is: customerId or visitorId',
  });
export type EventRecord = z.output<typeof eventRecord>;

export const intakeRecords = {
  products: productRecord,
  customers: customerRecord,
  orders: orderRecord,
  events: eventRecord,
} as const;

const flag = z.enum(['true', 'false']).transform((word) => word === 'true');
/** Query of the routes that take many records. */
export const intakeQuery = z.strictObject({
  /** All lines or none, up to 10,000 of them. */
  atomic: flag.default(false),
  /** Orders: products and customers that are not known yet get a placeholder instead of an error. */
  createMissing: flag.default(false),
});

export const intakeError = z.object({
  /** Of the file, or the position in the array, from 1. */
  line: z.int(),
  /** Dotted path; empty when the whole line is meant. */
  field: z.string(),
  message: z.string(),
});
export type IntakeError = z.infer<typeof intakeError>;

/** What became of many records. `accepted + unchanged + stale + failed` is the number of lines. */
export const intakeSummary = z.object({
  /** Stored, or replaced by a later line of the same request. */
  accepted: z.int(),
  /** Known already, exactly so. */
  unchanged: z.int(),
  /** Older than what is known: left out. */
  stale: z.int(),
  failed: z.int(),
  /** Lines whose id had been in an earlier line of the same request: the later one counts. */
  duplicates: z.int(),
  /** Of the lines that failed, the first 1,000. */
  errors: z.array(intakeError),
});
export type IntakeSummary = z.infer<typeof intakeSummary>;

/** What became of a single record. */
export const intakeOutcome = z.object({
  outcome: z.enum(['accepted', 'unchanged', 'stale']),
  /** Of a customer: everything that was known under this id was deleted then at the person’s wish; this is a new one. */
  erasedAt: z.iso.datetime().optional(),
});
