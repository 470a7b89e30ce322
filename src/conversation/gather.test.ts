import { describe, expect, it } from 'vitest';
import {
  annoyed,
  customer,
  declined,
  factsOf,
  granted,
  knowledgeOf,
  matchOf,
  offerCandidate,
  understandingOf,
  visitor,
} from '../../test/conversation-fixtures.js';
import type { CustomerFacts, Understanding } from './evidence.js';
import { type GatherInput, gather } from './gather.js';
import { defaultPolicy } from './policy.js';

const quick = { ...defaultPolicy, evidenceTimeout: 30 };

function gathered(
  found: string,
  {
    facts: changes = {},
    understanding = {},
    ...input
  }: Partial<Omit<GatherInput, 'understanding'>> & {
    facts?: Partial<CustomerFacts>;
    understanding?: Partial<Understanding>;
  } = {},
) {
  const { facts, asked } = factsOf(changes);
  const evidence = gather(
    {
      conversationId: visitor.visitorId,
      person: customer,
      dialogue: { misses: 0 },
      understanding: understandingOf(understanding),
      ...(input.command ? {} : { read: { match: matchOf([[found, 0.9]]) } }),
      ...input,
    },
    knowledgeOf(),
    facts,
    quick,
  );
  return evidence.then((value) => ({ evidence: value, asked }));
}

describe('what is asked for', () => {
  it.each([
    ['entry:returns', []],
    ['intent:hello', []],
    ['intent:order-status', ['orders']],
    ['intent:order-list', ['orders']],
    ['intent:wallet', ['wallet']],
    ['intent:points', ['points']],
    ['intent:settings', ['consents']],
    ['intent:recommend', ['consents', 'suggest']],
    ['intent:coupon', ['consents', 'wallet']],
    ['intent:cancel-order', ['orderChoices', 'orderRequests']],
    ['intent:cancel-return', ['orderRequests']],
    ['intent:refund-progress', ['orders', 'orderRequests']],
    ['intent:modify-order', ['orders']],
  ])('%s needs %j', async (found, expected) => {
    expect((await gathered(found)).asked).toEqual(expected);
  });

  it('is nothing of a visitor’s, whom nobody knows', async () => {
    for (const found of ['intent:order-status', 'intent:wallet', 'intent:points', 'intent:cancel-order'])
      expect((await gathered(found, { person: visitor })).asked).toEqual([]);
    const { asked } = await gathered('intent:recommend', {
      person: visitor,
      facts: { consents: async () => granted },
    });
    expect(asked).toEqual(['consents', 'suggest']);
  });

  it('follows the open question and the tapped choice instead of the words', async () => {
    const pending = { action: 'points' as const, intentId: 'points', missing: 'login' as const };
    expect((await gathered('intent:hello', { dialogue: { misses: 0, pending } })).asked).toEqual(['points']);
    const tapped = await gathered('intent:hello', { command: { kind: 'intent', id: 'wallet' } });
    expect(tapped.asked).toEqual(['wallet']);
    expect(tapped.evidence.match).toBeUndefined();
  });

  it('looks further back for an order number', async () => {
    const limits: number[] = [];
    const facts: Partial<CustomerFacts> = {
      orders: async (_, limit) => {
        limits.push(limit);
        return [];
      },
    };
    await gathered('intent:order-status', { facts });
    await gathered('intent:order-status', { facts, understanding: { slots: { orderNumber: 'QH1' } } });
    expect(limits).toEqual([5, 200]);
  });
});

describe('an offer', () => {
  const consents = async () => granted;

  it('is looked for with consent, by itself or beside a suggestion', async () => {
    for (const found of ['intent:coupon', 'intent:recommend'])
      expect((await gathered(found, { facts: { consents } })).evidence.offer).toBe(offerCandidate);
  });

  it('is not even asked for without consent', async () => {
    for (const answer of [declined, []])
      expect(
        (await gathered('intent:coupon', { facts: { consents: async () => answer } })).asked,
      ).not.toContain('offer');
    const unreadable = async () => Promise.reject(new Error('ledger'));
    expect((await gathered('intent:coupon', { facts: { consents: unreadable } })).asked).not.toContain(
      'offer',
    );
  });

  it('is not even asked for when the shopper is upset', async () => {
    for (const found of ['intent:coupon', 'intent:recommend']) {
      const { asked } = await gathered(found, { facts: { consents }, understanding: { mood: annoyed } });
      expect(asked).not.toContain('offer');
    }
  });

  it('never rides on an answer about something else', async () => {
    for (const found of ['entry:returns', 'intent:order-status', 'intent:points', 'intent:settings'])
      expect((await gathered(found, { facts: { consents } })).asked).not.toContain('offer');
  });

  it('goes by the answer given in this very turn, also when the ledger cannot be read', async () => {
    const said = (consentAnswer: boolean, read: CustomerFacts['consents']) =>
      gathered('intent:coupon', { consentAnswer, facts: { consents: read } });
    expect((await said(true, async () => declined)).evidence.offer).toBe(offerCandidate);
    expect((await said(false, consents)).asked).not.toContain('offer');
    expect((await said(true, async () => Promise.reject(new Error('x')))).evidence.offer).toBe(
      offerCandidate,
    );
  });
});

describe('a suggestion', () => {
  it('uses the profile only with consent', async () => {
    const personal = async (consents: CustomerFacts['consents'], person = customer) =>
      (await gathered('intent:recommend', { person, facts: { consents } })).evidence.suggestion?.personal;
    expect(await personal(async () => granted)).toBe(true);
    expect(await personal(async () => declined)).toBe(false);
    expect(await personal(async () => Promise.reject(new Error('x')))).toBe(false);
  });

  it('is about the wish that was named before the question for consent', async () => {
    const requests: unknown[] = [];
    const wish = { category: '羽绒服', priceRange: { maxMinor: 50_000 }, words: ['羽绒服'] };
    await gathered('intent:hello', {
      dialogue: {
        misses: 0,
        wish,
        shownProducts: ['P9'],
        pending: { action: 'recommend', intentId: 'recommend', missing: 'consent' },
      },
      facts: {
        suggest: async (request) => {
          requests.push(request);
          return { products: [], personal: false };
        },
      },
      understanding: { words: ['同意'] },
    });
    expect(requests[0]).toMatchObject({
      category: '羽绒服',
      priceRange: { maxMinor: 50_000 },
      exclude: ['P9'],
    });
  });
});

describe('evidence that fails or is late', () => {
  it('is named, and the rest is there', async () => {
    const { evidence } = await gathered('intent:coupon', {
      facts: { consents: async () => granted, wallet: () => Promise.reject(new Error('no wallet today')) },
    });
    expect(evidence.missing).toEqual({ wallet: 'no wallet today' });
    expect(evidence.offer).toBe(offerCandidate);
  });

  it('is waited for no longer than the time box', async () => {
    const started = performance.now();
    const { evidence } = await gathered('intent:order-status', {
      facts: { orders: () => new Promise(() => {}) },
    });
    expect(performance.now() - started).toBeLessThan(1000);
    expect(evidence.orders).toBeUndefined();
    expect(evidence.missing).toEqual({ orders: 'orders took longer than 30 ms' });
  });
});
