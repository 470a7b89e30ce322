import type { SegmentCreate, SegmentRule } from '../../contract/segments.js';
import type { SegmentRows } from './segment-rows-store.js';

const valuable: SegmentRule = {
  kind: 'any',
  rules: [
    { kind: 'choice', figure: 'tier', values: ['gold', 'black'] },
    { kind: 'number', figure: 'valueMinor', op: 'at-least', value: 200_000 },
  ],
};
const leaving: SegmentRule = {
  kind: 'all',
  rules: [
    { kind: 'number', figure: 'churn', op: 'at-least', value: 0.6 },
    { kind: 'number', figure: 'orders', op: 'at-least', value: 3 },
    { kind: 'date', figure: 'lastOrderAt', op: 'within-last', days: 365 },
  ],
};

const starters: SegmentCreate[] = [
  { name: '高价值会员', description: '金卡以上，或者预计一年还会花两千元以上', rule: valuable },
  { name: '即将流失', description: '买过三次以上，未来三个月很可能不再来', rule: leaving },
  {
    name: '新客未复购',
    description: '第一单已经过去两周，还没有第二单',
    rule: {
      kind: 'all',
      rules: [
        { kind: 'number', figure: 'orders', op: 'equals', value: 1 },
        { kind: 'date', figure: 'lastOrderAt', op: 'longer-ago', days: 14 },
        { kind: 'date', figure: 'lastOrderAt', op: 'within-last', days: 90 },
      ],
    },
  },
  {
    name: '快到补货期',
    description: '常用的东西一周内用完，或者刚刚用完',
    rule: { kind: 'date', figure: 'replenishDueAt', op: 'within-next', days: 7 },
  },
  { name: '生日在即', description: '两周内过生日', rule: { kind: 'birthday', withinDays: 14 } },
  {
    name: '沉睡老客',
    description: '买过三次以上，比平时久没来了',
    rule: {
      kind: 'all',
      rules: [
        { kind: 'choice', figure: 'lifecycle', values: ['沉睡'] },
        { kind: 'number', figure: 'orders', op: 'at-least', value: 3 },
      ],
    },
  },
  {
    name: '近期活跃',
    description: '一个月内下过单的回头客',
    rule: {
      kind: 'all',
      rules: [
        { kind: 'date', figure: 'lastOrderAt', op: 'within-last', days: 30 },
        { kind: 'number', figure: 'orders', op: 'at-least', value: 2 },
      ],
    },
  },
  {
    name: '等优惠再买',
    description: '比一般人更常等到优惠才下单',
    rule: {
      kind: 'all',
      rules: [
        { kind: 'number', figure: 'couponSensitivity', op: 'at-least', value: 0.35 },
        { kind: 'number', figure: 'orders', op: 'at-least', value: 3 },
      ],
    },
  },
  {
    name: '注册未下单',
    description: '注册两个月以内，还没有买过',
    rule: {
      kind: 'all',
      rules: [
        { kind: 'date', figure: 'registeredAt', op: 'within-last', days: 60 },
        { kind: 'number', figure: 'orders', op: 'equals', value: 0 },
      ],
    },
  },
  {
    name: '需要关怀',
    description: '投诉过，或者评价不高',
    rule: {
      kind: 'any',
      rules: [
        { kind: 'number', figure: 'complaints', op: 'at-least', value: 1 },
        { kind: 'number', figure: 'satisfaction', op: 'at-most', value: 2.5 },
      ],
    },
  },
  {
    name: '愿意收营销消息',
    description: '明确同意过',
    rule: { kind: 'consent', purpose: 'marketing', state: 'granted' },
  },
];

/** The segments of the demo shop, and one that refers to another of them. @returns how many */
export async function importStarterSegments(rows: SegmentRows): Promise<number> {
  const ids = new Map<string, string>();
  for (const segment of starters) ids.set(segment.name, await rows.create(segment));
  await rows.create({
    name: '重点挽回',
    description: '价值高，又有离开的迹象：最值得花时间的人',
    rule: {
      kind: 'all',
      rules: [
        { kind: 'segment', segmentId: ids.get('高价值会员') ?? '' },
        {
          kind: 'any',
          rules: [
            { kind: 'number', figure: 'churn', op: 'at-least', value: 0.25 },
            { kind: 'choice', figure: 'lifecycle', values: ['沉睡', '流失'] },
          ],
        },
      ],
    },
  });
  return starters.length + 1;
}
