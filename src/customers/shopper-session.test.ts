import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresTestDatabase, openTestDatabase } from '../../test/database.js';
import { shopRows } from '../../test/shop-rows.js';
import { createOwnershipStore } from '../conversation/ownership-store.js';
import type { Database } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { createConsentStore } from './consent-store.js';
import { signCustomer } from './customer-claim.js';
import { createShopperIdentification, createShopperSessions } from './shopper-session.js';
import { createShopperTokens } from './shopper-token.js';
import { createVisitorStore } from './visitor-store.js';

const shopSecret = 'the-secret-of-the-shop';
const tokenSecret = 'the-secret-of-the-tokens';
const now = new Date('2026-11-21T10:00:00Z');

/** The same suite on both databases: the embedded one has one connection, the server has real races. */
describe.each([
  ['the embedded database', openTestDatabase as () => Promise<Database | undefined>],
  ['a PostgreSQL server', openPostgresTestDatabase as () => Promise<Database | undefined>],
])('sessions on %s', (_name, openDatabase) => {
  let database: Database;
  let available = false;
  let open: ReturnType<typeof createShopperSessions>;
  let identify: ReturnType<typeof createShopperIdentification>;
  const tokens = createShopperTokens(tokenSecret);

  beforeAll(async () => {
    const opened = await openDatabase();
    if (!opened) return;
    database = opened;
    available = true;
    const visitors = createVisitorStore(database);
    open = createShopperSessions({
      visitors,
      tokens,
      shopSecrets: [shopSecret],
      openConversation: createOwnershipStore(database).openFor,
      clock: () => now,
    });
    identify = createShopperIdentification({ visitors, tokens });
  });
  afterAll(() => (available ? database.close() : undefined));

  /** Skips where no server can be started. */
  const test = (title: string, run: () => Promise<void>) =>
    it(title, async (context) => (available ? run() : context.skip()));

  let counter = 0;
  const somebody = () => `C-${++counter}`;
  function claimOf(id: string, name?: string) {
    const issuedAt = now.getTime() / 1000;
    return { id, issuedAt, signature: signCustomer(shopSecret, id, issuedAt), ...(name ? { name } : {}) };
  }
  const ask = (request: Partial<Parameters<typeof open>[0]> = {}) =>
    open({ visitorId: undefined, customer: undefined, ...request });
  const say = async (conversationId: string) => {
    const { lastSequence } = await database.prisma.conversation.update({
      where: { id: conversationId },
      data: { lastSequence: { increment: 1 } },
    });
    await database.prisma.message.create({
      data: { conversationId, sequence: lastSequence, from: 'shopper', type: 'text', text: '在吗' },
    });
  };

  describe('an anonymous visitor', () => {
    test('gets a visitor, a conversation and a token that says so', async () => {
      const session = await ask();
      expect(await identify(session.token)).toEqual({
        visitorId: session.visitorId,
        conversationId: session.conversationId,
      });
    });

    test('comes back by visitor id, or by the token alone', async () => {
      const first = await ask();
      const byId = await ask({ visitorId: first.visitorId });
      const byToken = await ask({ token: first.token });
      expect([byId, byToken]).toEqual([
        expect.objectContaining({ visitorId: first.visitorId, conversationId: first.conversationId }),
        expect.objectContaining({ visitorId: first.visitorId, conversationId: first.conversationId }),
      ]);
    });

    test('who is unknown here starts anew, and a token of somebody else is no help', async () => {
      const unknown = newId();
      const forged = await createShopperTokens('some-other-secret').issue({
        visitorId: (await ask()).visitorId,
        conversationId: newId(),
      });
      expect((await ask({ visitorId: unknown })).visitorId).not.toBe(unknown);
      const first = await ask();
      expect((await ask({ visitorId: first.visitorId, token: forged })).visitorId).toBe(first.visitorId);
      expect((await ask({ token: forged })).visitorId).not.toBe(first.visitorId);
    });

    test('two anonymous visitors never share a conversation', async () => {
      const [one, other] = await Promise.all([ask(), ask()]);
      expect(one.conversationId).not.toBe(other.conversationId);
    });
  });

  describe('signing in', () => {
    test('takes the anonymous conversation along', async () => {
      const anonymous = await ask();
      await say(anonymous.conversationId);
      const known = await ask({ visitorId: anonymous.visitorId, customer: claimOf(somebody()) });
      expect(known.visitorId).toBe(anonymous.visitorId);
      expect(known.conversationId).toBe(anonymous.conversationId);
      expect((await identify(known.token)).customerId).toBeDefined();
    });

    test('ends the anonymous token of that browser', async () => {
      const anonymous = await ask();
      await ask({ visitorId: anonymous.visitorId, customer: claimOf(somebody()) });
      await expect(identify(anonymous.token)).rejects.toMatchObject({ code: 'unauthenticated' });
    });

    test('opens the same history on every device', async () => {
      const customer = claimOf(somebody());
      const phone = await ask({ customer });
      await say(phone.conversationId);
      const laptop = await ask({ customer });
      expect(laptop.visitorId).not.toBe(phone.visitorId);
      expect(laptop.conversationId).toBe(phone.conversationId);
    });

    test('keeps the history when the widget first opened an empty anonymous session', async () => {
      const customer = claimOf(somebody());
      const before = await ask({ customer });
      await say(before.conversationId);
      const empty = await ask();
      const after = await ask({ visitorId: empty.visitorId, customer });
      expect(after.conversationId).toBe(before.conversationId);
    });

    test('makes the customer once, however many tabs open at once', async () => {
      const customer = claimOf(somebody(), '周先生');
      const sessions = await Promise.all(Array.from({ length: 8 }, () => ask({ customer })));
      expect(new Set(sessions.map(({ conversationId }) => conversationId)).size).toBe(1);
      const rows = await database.prisma.customer.findMany({ where: { externalId: customer.id } });
      expect(rows).toMatchObject([{ name: '周先生' }]);
    });

    test('does not let a page rename a customer whom the shop has sent', async () => {
      const { externalId } = await shopRows(database.prisma).customer({ name: '陈女士' });
      await ask({ customer: claimOf(externalId, '<b>老板</b>') });
      const row = await database.prisma.customer.findUnique({ where: { externalId } });
      expect(row?.name).toBe('陈女士');
    });

    test('refuses a wrong signature and leaves nothing behind', async () => {
      const count = () => Promise.all([database.prisma.visitor.count(), database.prisma.customer.count()]);
      const before = await count();
      const customer = { ...claimOf(somebody()), signature: 'f'.repeat(64) };
      await expect(ask({ customer })).rejects.toMatchObject({ code: 'unauthenticated' });
      expect(await count()).toEqual(before);
    });
  });

  describe('two people at one browser', () => {
    test('signing out starts somebody new, and the visitor id alone does not bring the customer back', async () => {
      const known = await ask({ customer: claimOf(somebody()) });
      const after = await ask({ visitorId: known.visitorId });
      expect(after.visitorId).not.toBe(known.visitorId);
      expect(after.conversationId).not.toBe(known.conversationId);
      const withToken = await ask({ visitorId: known.visitorId, token: known.token });
      expect(withToken.conversationId).not.toBe(known.conversationId);
    });

    test('another customer gets another visitor and another conversation', async () => {
      const first = await ask({ customer: claimOf(somebody()) });
      await say(first.conversationId);
      const second = await ask({ visitorId: first.visitorId, customer: claimOf(somebody()) });
      expect(second.visitorId).not.toBe(first.visitorId);
      expect(second.conversationId).not.toBe(first.conversationId);
    });

    test('of two customers who sign in at once on one anonymous visitor, one gets its history', async () => {
      for (let round = 0; round < 5; round++) {
        const anonymous = await ask();
        await say(anonymous.conversationId);
        const sessions = await Promise.all([
          ask({ visitorId: anonymous.visitorId, customer: claimOf(somebody()) }),
          ask({ visitorId: anonymous.visitorId, customer: claimOf(somebody()) }),
        ]);
        const [one, other] = sessions;
        expect(one?.conversationId).not.toBe(other?.conversationId);
        expect(
          sessions.filter(({ conversationId }) => conversationId === anonymous.conversationId),
        ).toHaveLength(1);
        for (const { token } of sessions) {
          const { conversationId, customerId } = await identify(token);
          const row = await database.prisma.conversation.findUnique({ where: { id: conversationId } });
          expect(row?.customerId).toBe(customerId);
        }
      }
    });
  });

  describe('consents when a browser turns out to be a customer’s', () => {
    const consents = () => createConsentStore(database);
    const decide = (visitorId: string, granted: boolean, customerId?: string) =>
      consents().record({
        visitorId,
        purpose: 'personalization',
        granted,
        source: 'chat',
        ...(customerId ? { customerId } : {}),
      });
    const inForce = async (token: string) => {
      const { visitorId, customerId } = await identify(token);
      const states = await consents().current({ visitorId, ...(customerId ? { customerId } : {}) });
      return states.find(({ purpose }) => purpose === 'personalization')?.granted;
    };

    test('are carried over, so that nobody is asked twice', async () => {
      const anonymous = await ask();
      await decide(anonymous.visitorId, true);
      const customer = claimOf(somebody());
      await ask({ visitorId: anonymous.visitorId, customer });
      const elsewhere = await ask({ customer });
      expect(await inForce(elsewhere.token)).toBe(true);
    });

    test('the newer decision wins: a later no of the browser, and a later no of the customer', async () => {
      const customer = claimOf(somebody());
      const known = await ask({ customer });
      const { customerId } = await identify(known.token);
      const early = await ask();
      await decide(early.visitorId, true);
      await decide(known.visitorId, false, customerId);
      const merged = await ask({ visitorId: early.visitorId, customer });
      expect(await inForce(merged.token)).toBe(false);

      await decide(known.visitorId, true, customerId);
      const late = await ask();
      await decide(late.visitorId, false);
      const again = await ask({ visitorId: late.visitorId, customer });
      expect(await inForce(again.token)).toBe(false);
    });
  });

  describe('tokens', () => {
    const signed = (
      claims: Record<string, unknown>,
      { secret = tokenSecret, expires = '1h', audience = 'zhanggui-shopper' } = {},
    ) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(expires)
        .sign(new TextEncoder().encode(secret));
    const someone = { visitorId: newId(), conversationId: newId() };
    const refused = { code: 'unauthenticated' };

    test('are refused when forged, expired, of another kind, unsigned, changed or nonsense', async () => {
      const good = await signed(someone);
      expect(await tokens.verify(good)).toEqual(someone);
      const [header = '', , signature = ''] = good.split('.');
      const other = Buffer.from(JSON.stringify({ ...someone, visitorId: newId() })).toString('base64url');
      const none = Buffer.from('{"alg":"none"}').toString('base64url');
      const bad = [
        await signed(someone, { secret: 'another-secret-altogether' }),
        await signed(someone, { expires: '-1s' }),
        await signed(someone, { audience: 'somebody-else' }),
        await signed({ ...someone, conversationId: 'x' }),
        `${header}.${other}.${signature}`,
        `${none}.${good.split('.')[1]}.`,
        'nonsense',
        '',
      ];
      for (const token of bad) await expect(tokens.verify(token)).rejects.toMatchObject(refused);
    });

    test('end when the visitor is no more', async () => {
      await expect(identify(await tokens.issue(someone))).rejects.toMatchObject(refused);
    });
  });
});
