import type { FastifyInstance, preHandlerAsyncHookHandler } from 'fastify';
import { couponCreate } from '../contract/coupons.js';
import {
  type CouponDraft,
  type CouponFields,
  type CouponPreview,
  couponDraft,
  productSearch,
} from '../contract/marketing-console.js';
import { fieldErrorsOf, parse } from '../platform/errors.js';
import type { CatalogueChoices } from './catalogue-choice-store.js';
import { presentCoupon } from './coupons/coupon-presenter.js';

export interface CouponEditorRoutesNeeds {
  /** Lets in whoever has at least this role; throws for anybody else. */
  requireRole(role: 'supervisor' | 'admin'): preHandlerAsyncHookHandler;
  choices: CatalogueChoices;
  /** What members call the tiers; supplied by customers. Empty: the shop sends its own. */
  tierNames: () => Promise<{ id: string; name: string }[]>;
  shopTimeZone: string;
  clock: () => Date;
}

const usualDays = 30;

/** What the editors of marketing need beside what they save: products to choose from, lists, the card as it would be. */
export function couponEditorRoutes(app: FastifyInstance, needs: CouponEditorRoutesNeeds): void {
  const { requireRole, choices, tierNames, shopTimeZone, clock } = needs;
  const staff = { auth: 'staff' } as const;

  app.get(
    '/v1/products',
    {
      preHandler: requireRole('supervisor'),
      config: {
        api: {
          ...staff,
          who: 'supervisors, admins',
          summary: 'Products to choose from, by part of the name or by number',
          query: productSearch,
        },
      },
    },
    async (request) => ({ items: await choices.products(parse(productSearch, request.query)) }),
  );
  app.get(
    '/v1/coupon-fields',
    {
      preHandler: requireRole('admin'),
      config: {
        api: { ...staff, who: 'admins', summary: 'What the editor of coupons offers to choose from' },
      },
    },
    async (): Promise<CouponFields> => {
      const names = await tierNames();
      const known = new Set(names.map(({ id }) => id));
      const others = (await choices.tiers()).filter((id) => !known.has(id));
      return {
        timeZone: shopTimeZone,
        ...(await choices.couponChoices()),
        tiers: [...names, ...others.map((id) => ({ id, name: id }))],
      };
    },
  );
  app.post(
    '/v1/coupons::preview',
    {
      preHandler: requireRole('admin'),
      config: {
        api: {
          ...staff,
          who: 'admins',
          summary: 'The card of a coupon that is not saved, and what would be refused of it',
          body: couponDraft,
        },
      },
    },
    async (request): Promise<CouponPreview> => ({
      card: cardOf(parse(couponDraft, request.body), clock()),
      problems: problemsOf(request.body),
    }),
  );
}

function cardOf(draft: CouponDraft, now: Date): CouponPreview['card'] {
  const { title, kind, thresholdMinor, valueMinor, percentOff, maxDiscountMinor, ...rest } = draft;
  return {
    ...presentCoupon({
      externalId: 'preview',
      title,
      kind,
      thresholdMinor,
      valueMinor: valueMinor ?? null,
      percentOff: percentOff ?? null,
      maxDiscountMinor: maxDiscountMinor ?? null,
      newCustomersOnly: rest.newCustomersOnly,
      memberTiers: rest.memberTiers,
      channels: rest.channels,
      exclusive: rest.exclusive,
      scope: rest.scope,
      validUntil: rest.validUntil
        ? new Date(rest.validUntil)
        : new Date(now.getTime() + usualDays * 86_400_000),
    }),
    state: 'offered',
  };
}

function problemsOf(body: unknown): CouponPreview['problems'] {
  const read = couponCreate.safeParse(body);
  return read.success ? [] : fieldErrorsOf(read.error.issues);
}
