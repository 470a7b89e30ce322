import { describe, expect, it } from 'vitest';
import { habitRule } from '../contract/campaigns.js';
import { type AudienceFacts, habitsInWords, isInAudience } from './audience.js';

const customer: AudienceFacts = {
  tier: 'silver',
  orders: 3,
  daysSinceOrder: 40,
  daysSinceRegistered: 200,
  categories: new Set(['宠物用品', '女装']),
  runningOut: [
    { category: '宠物用品', inDays: 4, usualDays: 30 },
    { category: '女装', inDays: -31, usualDays: 30 },
  ],
};

describe('isInAudience', () => {
  it.each([
    [{}, true],
    [{ minOrders: 3 }, true],
    [{ minOrders: 4 }, false],
    [{ maxOrders: 3 }, true],
    [{ maxOrders: 0 }, false],
    [{ inactiveDays: 40 }, true],
    [{ inactiveDays: 41 }, false],
    [{ registeredWithinDays: 200 }, true],
    [{ registeredWithinDays: 30 }, false],
    [{ categories: ['女装', '鞋靴'] }, true],
    [{ categories: ['鞋靴'] }, false],
    [{ memberTiers: ['gold', 'black'] }, false],
    [{ memberTiers: ['silver'] }, true],
    [{ replenishmentDueWithinDays: 5 }, true],
    [{ replenishmentDueWithinDays: 3 }, false],
    [{ replenishmentDueWithinDays: 5, categories: ['女装'] }, false],
    [{ minOrders: 2, inactiveDays: 90 }, false],
  ])('%j → %s', (rule, expected) => {
    expect(isInAudience(rule, customer)).toBe(expected);
  });

  it('tells staff what is true of the customer about each condition', () => {
    expect(
      habitsInWords(
        {
          categories: ['女装', '宠物用品', '鞋靴'],
          minOrders: 1,
          inactiveDays: 30,
          registeredWithinDays: 300,
          replenishmentDueWithinDays: 5,
          memberTiers: ['silver'],
        },
        customer,
      ),
    ).toBe('买过女装、宠物用品，下过 3 单，40 天没下单，注册 200 天，宠物用品快用完了，会员等级符合');
  });

  it('what is not known counts as no', () => {
    const { daysSinceOrder: _order, daysSinceRegistered: _registered, ...unknown } = customer;
    expect(isInAudience({ inactiveDays: 1 }, unknown)).toBe(false);
    expect(isInAudience({ registeredWithinDays: 9999 }, unknown)).toBe(false);
  });

  it('a rule with a condition that is not known here is not read at all', () => {
    expect(habitRule.safeParse({ minOrders: 1, horoscope: 'leo' }).success).toBe(false);
  });
});
