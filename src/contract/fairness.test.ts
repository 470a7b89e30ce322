import { describe, expect, it } from 'vitest';
import { forbiddenUses } from './fairness.js';

describe('what nobody may be selected by', () => {
  it.each([
    [{ all: [{ field: 'attribute', name: '民族', is: '回族' }] }, '民族和种族'],
    [{ all: [{ tag: '佛教徒' }] }, '宗教信仰'],
    [{ any: [{ not: { attribute: 'health_status', is: 'bad' } }] }, '健康和医疗'],
    [{ tag: '糖尿病患者' }, '健康和医疗'],
    [{ tag: '怀孕' }, '健康和医疗'],
    [{ creditScore: { above: 600 } }, '金融账户和征信'],
    [{ tag: '小学生' }, '未满十四周岁的未成年人'],
    [{ attribute: 'sexual_orientation' }, '性取向和性生活'],
  ])('%j', (rule, group) => {
    expect(forbiddenUses(rule).map((use) => use.group)).toContain(group);
  });

  it.each([
    [
      {
        all: [
          { field: 'tier', in: ['gold'] },
          { field: 'recencyDays', atMost: 30 },
        ],
      },
    ],
    [{ bought: { category: '孕妇装', withinDays: 90 } }],
    [{ bought: { product: '家用血糖仪 医疗级' } }],
    [{ kind: 'bought', what: 'category', values: ['孕妇装', '医疗器械'] }],
    [{ field: 'city', is: '上海' }],
    [{ birthdayWithinDays: 7 }],
    [{ name: '儿童节活动', description: '六一儿童用户回馈' }],
  ])('lets %j be', (rule) => {
    expect(forbiddenUses(rule)).toEqual([]);
  });

  it('names the place', () => {
    expect(forbiddenUses({ all: [{ x: 1 }, { tag: '信教' }] })[0]?.path).toBe('all.1.tag');
  });
});
