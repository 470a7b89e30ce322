import type { CouponContent, CouponDetail, CouponKind } from '../../../../src/contract/coupons.js';

type Blankable<T> = { [Name in keyof T]?: T[Name] | null | undefined };

/** The editor's fields. Named as in the contract, so that the server's complaints find their place; money in fen. */
export interface CouponForm extends Blankable<Omit<CouponContent, 'kind' | 'distribution' | 'scope'>> {
  kind: CouponKind;
  distribution: CouponContent['distribution'];
  scope: NonNullable<CouponContent['scope']>;
  stacking: 'usual' | 'any' | 'named';
}

/** What is sent: whatever is filled in and fits the kind. The server says what is missing. */
export type CouponBody = Record<string, unknown>;

/** What a coupon may not be combined with where nothing else is said, as the server has it. */
const usualGroup: Record<CouponKind, string> = {
  flash: '',
  shipping: 'shipping',
  gift: 'gift',
  threshold: 'order',
  percent: 'order',
  amount: 'order',
};

/** What belongs to some kinds or ways of giving out only. */
const fits: Partial<Record<keyof CouponForm, (form: CouponForm) => boolean>> = {
  thresholdMinor: ({ kind }) => kind !== 'flash',
  valueMinor: ({ kind }) => kind !== 'percent' && kind !== 'flash',
  percentOff: ({ kind }) => kind === 'percent',
  maxDiscountMinor: ({ kind }) => kind === 'percent',
  giftProductId: ({ kind }) => kind === 'gift',
  flashPriceMinor: ({ kind }) => kind === 'flash',
  publicCode: (form) => form.kind !== 'flash' && form.distribution === 'public',
  validDaysAfterClaim: (form) => form.kind !== 'flash' && form.distribution === 'claim',
};

export function fitsForm(name: keyof CouponForm, form: CouponForm): boolean {
  return fits[name]?.(form) ?? true;
}

export function newCouponForm(): CouponForm {
  return {
    kind: 'threshold',
    distribution: 'claim',
    scope: {},
    perCustomerCap: 1,
    period: 'day',
    stacking: 'usual',
    memberTiers: [],
    channels: [],
    newCustomersOnly: false,
    personal: false,
    exclusive: false,
  };
}

export function formOf(coupon: CouponDetail): CouponForm {
  const { id, externalId, status, version, counters, held, createdAt, ...content } = coupon;
  const stacking =
    content.stackGroup === usualGroup[content.kind] ? 'usual' : content.stackGroup === '' ? 'any' : 'named';
  return { ...content, stacking };
}

export function bodyOf(form: CouponForm): CouponBody {
  const { stacking, stackGroup, scope, ...rest } = form;
  const filled = Object.entries(rest).filter(
    ([name, value]) =>
      value !== null && value !== undefined && value !== '' && fitsForm(name as keyof CouponForm, form),
  );
  const lists = Object.entries(scope).filter(([, list]) => Array.isArray(list) && list.length > 0);
  return {
    ...Object.fromEntries(filled),
    ...(form.kind === 'flash' ? { distribution: 'public' } : {}),
    scope: Object.fromEntries(form.kind === 'flash' ? lists.filter(([name]) => name === 'products') : lists),
    ...(stacking === 'usual' ? {} : { stackGroup: stacking === 'any' ? '' : (stackGroup ?? '') }),
  };
}
