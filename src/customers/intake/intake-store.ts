import type { Database } from '../../platform/database.js';
import type { FieldEncryption } from '../../platform/field-encryption.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import { transactionOptions } from '../../platform/transaction-limits.js';
import type { ShippingAddresses } from '../shipping-address.js';
import { writeCustomers } from './customer-intake-store.js';
import { writeEvents } from './event-intake-store.js';
import type { IntakeStore, IntakeWriters } from './intake.js';
import type { Client } from './known-rows-store.js';
import { writeOrders } from './order-intake-store.js';
import { writeProducts } from './product-intake-store.js';

/** Ten thousand orders together take this long at most, milliseconds. */
const togetherTimeout = 60_000;

/** Writes what the shop sends in: a transaction a chunk, or one for all. */
export function createIntakeStore(
  { prisma }: Pick<Database, 'prisma'>,
  { fields, addresses }: { fields: FieldEncryption; addresses: ShippingAddresses },
): IntakeStore {
  const writersIn = (client: Client): IntakeWriters => ({
    products: writeProducts(client, fields),
    customers: writeCustomers(client, fields),
    orders: writeOrders(client, { fields, addresses }),
    events: writeEvents(client),
  });
  const alone = <T>(work: (writers: IntakeWriters) => Promise<T>): Promise<T> =>
    prisma.$transaction((tx: Prisma.TransactionClient) => work(writersIn(tx)), transactionOptions);
  return {
    writers: {
      products: (...call) => alone(({ products }) => products(...call)),
      customers: (...call) => alone(({ customers }) => customers(...call)),
      orders: (...call) => alone(({ orders }) => orders(...call)),
      events: (...call) => alone(({ events }) => events(...call)),
    },
    together: (work) =>
      prisma.$transaction((tx) => work(writersIn(tx)), { ...transactionOptions, timeout: togetherTimeout }),
  };
}
