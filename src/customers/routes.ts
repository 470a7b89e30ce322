import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type CouponItem, couponItem } from '../contract/cards.js';
import {
  type ConsentPurpose,
  type ConsentState,
  consentChange,
  consentPurpose,
  shopperSessionRequest,
  shopperSessionResponse,
} from '../contract/http.js';
import { parse } from '../platform/errors.js';
import { requestsPerMinute } from '../platform/rate-limit.js';
import { sessionTokenOf } from '../platform/session-token.js';
import type { OpenShopperSession } from './shopper-session.js';
import type { ShopperIdentity } from './shopper-token.js';

export interface ShopperRoutesNeeds {
  openSession: OpenShopperSession;
  identify: (token: string) => Promise<ShopperIdentity>;
  consents: {
    current(person: { visitorId: string; customerId?: string }): Promise<ConsentState[]>;
    record(change: {
      visitorId: string;
      customerId?: string;
      purpose: ConsentPurpose;
      granted: boolean;
      source: string;
    }): Promise<void>;
  };
  /** Supplied by marketing. */
  wallet: (customerId: string) => Promise<CouponItem[]>;
}

/** By address. Behind one address of a mobile network there may be many shoppers. */
const sessionLimit = requestsPerMinute(120);
const consentList = z.object({
  consents: z.array(
    z.object({
      purpose: consentPurpose,
      granted: z.boolean().optional(),
      decidedAt: z.iso.datetime().optional(),
    }),
  ),
});

/** What the widget asks for over HTTP. Everything but the session needs its token. */
export function shopperRoutes(
  app: FastifyInstance,
  { openSession, identify, consents, wallet }: ShopperRoutesNeeds,
): void {
  async function shopperOf(request: FastifyRequest): Promise<ShopperIdentity> {
    return identify(sessionTokenOf(request.headers.authorization));
  }
  const person = ({ visitorId, customerId }: ShopperIdentity) => ({
    visitorId,
    ...(customerId ? { customerId } : {}),
  });

  app.post(
    '/v1/shopper/sessions',
    {
      config: {
        rateLimit: sessionLimit,
        api: {
          summary: 'Open or resume a shopper session',
          who: 'the widget',
          body: shopperSessionRequest,
          response: shopperSessionResponse,
        },
      },
    },
    async (request) => openSession(parse(shopperSessionRequest, request.body)),
  );
  app.get(
    '/v1/shopper/wallet',
    {
      config: {
        api: {
          summary: 'Coupons the shopper holds',
          who: 'the widget',
          auth: 'shopper',
          response: z.object({ coupons: z.array(couponItem) }),
        },
      },
    },
    async (request) => {
      const { customerId } = await shopperOf(request);
      return { coupons: customerId ? await wallet(customerId) : [] };
    },
  );
  app.get(
    '/v1/shopper/consents',
    {
      config: {
        api: {
          summary: 'What the shopper agreed to',
          who: 'the widget',
          auth: 'shopper',
          response: consentList,
        },
      },
    },
    async (request) => ({ consents: await consents.current(person(await shopperOf(request))) }),
  );
  app.put(
    '/v1/shopper/consents',
    {
      config: {
        api: {
          summary: 'Agree to a purpose, or take it back',
          who: 'the widget',
          auth: 'shopper',
          body: consentChange,
          response: consentList,
        },
      },
    },
    async (request) => {
      const shopper = person(await shopperOf(request));
      await consents.record({ ...shopper, ...parse(consentChange, request.body), source: 'settings' });
      return { consents: await consents.current(shopper) };
    },
  );
}
