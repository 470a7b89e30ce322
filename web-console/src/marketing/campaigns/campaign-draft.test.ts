import { describe, expect, it } from 'vitest';
import {
  type CampaignDelivery,
  type CampaignView,
  campaignCreate,
  campaignTrigger,
} from '../../../../src/contract/campaigns.js';
import { isMarketing, needsProfile } from '../../../../src/marketing/campaigns/advertising.js';
import { variablesOf } from '../../../../src/marketing/campaigns/message-template.js';
import { campaignText } from '../../strings-campaigns.js';
import { armShares, bodyOf, draftFrom, newArm, newCampaign, sameDraft } from './campaign-draft.js';
import { consentWords, exampleOf, variablesFor } from './campaign-words.js';

const stored = (changes: object = {}): CampaignView => ({
  ...campaignCreate.parse({
    name: '换季',
    goal: '请老顾客回来看看',
    audience: { kind: 'habits', rule: { minOrders: 2, inactiveDays: 90, memberTiers: ['gold'] } },
    delivery: { kind: 'trigger', on: 'churn-risk', bar: 0.55 },
    arms: [
      { id: 'a', weight: 1, message: '{称呼}，好久不见', offer: { kind: 'coupon', couponId: 'C1' } },
      { id: 'b', weight: 3, message: '来看看新品', offer: { kind: 'products' } },
    ],
    holdoutShare: 0.07,
    layer: { name: '唤回', from: 0.07, to: 0.5 },
    startsAt: '2026-11-22T00:00:00.000Z',
    endsAt: '2026-12-22T00:00:00.000Z',
    budgetMinor: 500_000,
    caps: { perCustomer: 2, total: 900 },
    quiet: { from: 12, until: 14 },
    priority: -3,
    ...changes,
  }),
  campaignId: '0198d3a0-0000-7000-8000-000000000001',
  externalId: 'x',
  state: 'draft',
  version: 3,
  createdAt: '2026-11-21T00:00:00.000Z',
  marketing: true,
  warnings: [],
});

describe('a campaign in the editor', () => {
  it.each([
    ['with everything', {}],
    ['with the least', { layer: undefined, quiet: undefined, budgetMinor: undefined, caps: undefined }],
    [
      'of a rule',
      { audience: { kind: 'rule', rule: { kind: 'number', figure: 'orders', op: 'at-least', value: 2 } } },
    ],
    [
      'of a segment, in the chat',
      {
        audience: { kind: 'segment', segmentId: '0198d3a0-0000-7000-8000-000000000002' },
        delivery: { kind: 'chat' },
      },
    ],
  ])('%s is sent back as it was stored', (_, changes) => {
    const campaign = stored(changes);
    const sent = campaignCreate.parse(bodyOf(draftFrom(campaign)));
    expect({ ...campaign, ...sent }).toEqual(campaign);
    expect(sameDraft(draftFrom(campaign), draftFrom(campaign))).toBe(true);
    expect(sameDraft(draftFrom(campaign), draftFrom({ ...campaign, holdoutShare: 0.08 }))).toBe(false);
  });

  it('leaves out what is empty, so that the server says what is missing, at the place where it is asked', () => {
    const refused = campaignCreate.safeParse(bodyOf({ ...newCampaign(), holdoutPercent: null }));
    const paths = refused.error?.issues.map(({ path }) => path.join('.'));
    expect(paths).toEqual(
      expect.arrayContaining([
        'name',
        'goal',
        'audience.segmentId',
        'arms.0.offer.couponId',
        'startsAt',
        'endsAt',
      ]),
    );
    const rule = campaignCreate.safeParse(
      bodyOf({ ...newCampaign(), audience: { ...newCampaign().audience, kind: 'rule' } }),
    );
    expect(rule.error?.issues.map(({ path }) => path.join('.'))).toContain('audience.rule');
  });

  it('names new groups by letters that are free and tells the share of all that each gets', () => {
    const { arms, ...draft } = draftFrom(stored());
    expect(newArm(arms).id).toBe('c');
    const shares = armShares({ ...draft, arms });
    expect(shares.map((share) => Math.round(share * 10_000))).toEqual([2325, 6975]);
  });
});

describe('what the editor tells of a way of sending', () => {
  it('is what the server goes by: variables and consent', () => {
    const ways: CampaignDelivery[] = [
      { kind: 'chat' },
      { kind: 'once' },
      ...campaignTrigger.options.map((on) => ({
        kind: 'trigger' as const,
        on,
        afterMinutes: 30,
        bar: 0.7,
        dropPercent: 5,
      })),
    ];
    for (const way of ways) {
      const drawn = { kind: way.kind, on: way.kind === 'trigger' ? way.on : ('birthday' as const) };
      for (const withCoupon of [true, false])
        expect(new Set(variablesFor(drawn, withCoupon))).toEqual(variablesOf(way, withCoupon));
      const { chat, service, marketing, profiling } = campaignText.consentHint;
      const usual = isMarketing(way) ? (needsProfile(way) ? profiling : marketing) : service;
      expect(consentWords(drawn)).toBe(way.kind === 'chat' ? chat : usual);
    }
  });

  it('counts copies of copies, within the length of a name', () => {
    expect(campaignText.copyName('换季')).toBe('换季（副本）');
    expect(campaignText.copyName('换季（副本）')).toBe('换季（副本 2）');
    expect(campaignText.copyName('换季（副本 2）')).toBe('换季（副本 3）');
    for (const name of ['长'.repeat(40), `${'长'.repeat(36)}（副本）`, `${'长'.repeat(32)}（副本 999）`])
      expect(campaignText.copyName(name).length).toBeLessThanOrEqual(40);
  });

  it('shows a message with an example for every variable', () => {
    expect(exampleOf('{称呼}，{ 商品 }降到{价格}了')).toBe('糖糖妈，冻干全价猫粮 1.5kg降到89 元了');
    expect(exampleOf('{谁}')).toBe('{谁}');
  });
});
