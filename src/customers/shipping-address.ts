import type { FieldEncryption } from '../platform/field-encryption.js';

/** Who and where: encrypted. Province, city and district stay readable, because regions are counted. */
const sealedFields = ['name', 'recipient', 'phone', 'address'];
const place = (field: string) => `Order.shipTo.${field}`;

/** Where an order goes, as it is stored. */
export interface ShippingAddresses {
  seal(address: Record<string, unknown>): Record<string, unknown>;
  /** @throws AppError `unavailable` when the key is gone; what an earlier version stored is given back as it is */
  open(stored: unknown): Record<string, unknown>;
}

export function createShippingAddresses({
  seal,
  open,
}: Pick<FieldEncryption, 'seal' | 'open'>): ShippingAddresses {
  const each = (address: object, change: (text: string, at: string) => string): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(address).map(([field, value]) => [
        field,
        typeof value === 'string' && sealedFields.includes(field) ? change(value, place(field)) : value,
      ]),
    );
  return {
    seal: (address) => each(address, seal),
    open: (stored) => (typeof stored === 'object' && stored !== null ? each(stored, open) : {}),
  };
}
