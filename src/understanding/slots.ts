import type { SlotName } from '../contract/intents.js';
import { findAddress } from './address.js';
import { type Detail, findEmails, findPhones } from './contact-details.js';
import { type Found, meantOf } from './corrections.js';
import { findInvoiceTitles, findTaxNumbers } from './invoice-details.js';
import { findQuantities, findSizes } from './measures.js';
import { findPriceRange } from './price-range.js';
import { readReason } from './reason.js';
import { findWords } from './word-index.js';

/** What the shop sells, in the words that shoppers use. Supplied from the products that the shop sends in. */
export interface SlotCatalogue {
  category: readonly string[];
  brand: readonly string[];
  colour: readonly string[];
  /** Words by which products may be named, such as `productTerms` gives them. */
  product?: readonly string[];
}

type Slots = Partial<Record<SlotName, string>>;

/** Eight or more letters and digits, at least seven of them digits: order numbers as shops write them. */
const orderNumber =
  /(?<![a-z0-9-])(?=[a-z0-9-]{8,40}(?![a-z0-9-]))(?=(?:[a-z-]*\d){7})[a-z0-9]+(?:-[a-z0-9]+)*/g;
const mobileNumber = /^1[3-9]\d{9}$/;
const plainDate = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const spacedDate = /^(?:19|20)\d{2}-\d{1,2}-\d{1,2}$/;
const otherNumber =
  /(?:电话|手机|手机号|运单号|快递单号|物流单号|税号|身份证|身份证号|卡号|识别号)(?:码)?(?:是|为|:)?\s*$/;

/**
 * Reads the details of goods and orders that a text names.
 *
 * @param normalized Text as `normalize` gives it, without addresses, phone and tax numbers.
 * @param catalogue Known categories, brands, colours and products; the longest one in the text wins, and in a
 *   correction ("不是红色,是蓝色") what it says in the end.
 * @returns One value per slot that was found. Order numbers in upper case, as shops print them; `priceRange` in the
 *   shopper's own words (`readPriceRange` gives the amounts); `product` as the text names it; `quantity` in digits.
 */
export function readSlots(normalized: string, catalogue: SlotCatalogue): Slots {
  const chosen = (found: readonly Found[]) => meantOf(normalized, found);
  const product = chosen(findWords(normalized, catalogue.product ?? []));
  const sizes = findSizes(normalized);
  // "37码" is no number of pieces, and "2双" no size.
  const quantities = findQuantities(normalized).filter(
    ({ start, end }) => !sizes.some((size) => size.start < end && size.end > start),
  );
  return present({
    orderNumber: chosen(findOrderNumbers(normalized))?.value,
    product: product && normalized.slice(product.start, product.end),
    category: chosen(findWords(normalized, catalogue.category))?.value,
    brand: chosen(findWords(normalized, catalogue.brand))?.value,
    priceRange: findPriceRange(normalized)?.said,
    quantity: chosen(quantities)?.value,
    colour: chosen(findWords(normalized, catalogue.colour))?.value,
    size: chosen(sizes)?.value,
    reason: readReason(normalized),
  });
}

/** What a person is reached by and billed to, and the text without it. */
export interface PersonalDetails {
  slots: Pick<Slots, 'phone' | 'address'>;
  details: { email?: string; invoiceTitle?: string; taxNumber?: string };
  /** The same text with a gap in the place of each, so that no other reader takes a part of it for something else. */
  rest: string;
}

/** @param legible Text as `legible` gives it: as it was written, because names and addresses are copied from it. */
export function readPersonalDetails(legible: string): PersonalDetails {
  let rest = legible;
  const take = (find: (text: string) => readonly Detail[]): string | undefined => {
    const found = find(rest);
    const meant = meantOf(rest, found);
    for (const { start, end } of found)
      rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
    return meant?.value;
  };
  const email = take(findEmails);
  const taxNumber = take(findTaxNumbers);
  const phone = take(findPhones);
  const invoiceTitle = take(findInvoiceTitles);
  const address = take((text) => {
    const found = findAddress(text);
    return found ? [found] : [];
  });
  return { slots: present({ phone, address }), details: present({ email, invoiceTitle, taxNumber }), rest };
}

function findOrderNumbers(text: string): Found[] {
  return [...text.matchAll(orderNumber)].flatMap(({ 0: value, index }) => {
    if (mobileNumber.test(value) || plainDate.test(value) || spacedDate.test(value)) return [];
    if (otherNumber.test(text.slice(Math.max(0, index - 8), index))) return [];
    return [{ value: value.toUpperCase(), start: index, end: index + value.length }];
  });
}

/** The same without what is missing. */
function present<Name extends string>(values: Record<Name, string | undefined>): { [key in Name]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [key in Name]?: string;
  };
}
