import { describe, expect, it } from 'vitest';
import { closingSettings } from '../../../src/contract/closing.js';
import { routingSettings, serviceHours, serviceLevels } from '../../../src/contract/desk.js';
import { memberRules } from '../../../src/contract/member-rules.js';
import { settingSentence } from './setting-sentence.js';

const noShifts = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
};
const hours = (monday: object[], more: object = {}) => ({
  timeZone: 'Asia/Shanghai',
  weekdays: { ...noShifts, monday },
  ...more,
});
const shift = { from: '09:00', until: '18:00' };
const day = { date: '2026-10-01', name: '国庆节', shifts: [] };

const first = { id: 'a', name: '普通会员', reach: 0 };
const member = { points: { perYuan: 1, birthday: { multiplier: 99 } } };

describe('complaints about settings', () => {
  it.each([
    [serviceHours, hours([{ from: '9点', until: '18:00' }])],
    [serviceHours, hours([{ from: '18:00', until: '09:00' }])],
    [serviceHours, hours([shift, shift])],
    [serviceHours, hours([])],
    [serviceHours, hours([shift], { timeZone: '上海' })],
    [serviceHours, hours([shift], { specialDays: [day, day] })],
    [serviceHours, hours([shift], { specialDays: [{ ...day, date: '' }] })],
    [serviceHours, hours([shift], { specialDays: [{ ...day, name: '' }] })],
    [routingSettings, { acceptSeconds: -1 }],
    [routingSettings, { acceptSeconds: 9999 }],
    [routingSettings, { promiseMinutes: 0.5 }],
    [routingSettings, { promiseMinutes: null }],
    [serviceLevels, { urgent: { firstResponseMinutes: 0, nextResponseMinutes: 1, resolutionMinutes: 1 } }],
    [closingSettings, { dispositions: [] }],
    [closingSettings, { dispositions: [{ name: '' }] }],
    [closingSettings, { dispositions: [{ name: '咨询' }, { name: '咨询' }] }],
    [closingSettings, { goodTags: ['好', '好'] }],
    [memberRules, { ...member, tiers: { windowMonths: 0, levels: [{ ...first, reach: 1 }, first] } }],
    [memberRules, { ...member, tiers: { levels: [first, { id: 'b', name: '', reach: 0.001, keep: 9 }] } }],
  ])('are told in Chinese, each with its own words', (schema, value) => {
    const { error } = schema.safeParse(value);
    const told = error?.issues.map(({ message }) => settingSentence(message)) ?? [];
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((sentence) => /[a-z]{3}/i.test(sentence))).toEqual([]);
  });
});
