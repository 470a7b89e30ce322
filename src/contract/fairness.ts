import { z } from 'zod';

/** `GET /v1/fairness/prices`: days of the shop, the last one included. */
export const fairnessQuery = z
  .strictObject({ from: z.iso.date(), to: z.iso.date(), format: z.enum(['json', 'csv']).default('json') })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: '结束日期不能早于开始日期' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 92 * 24 * 3600 * 1000, {
    path: ['to'],
    message: '一次最多看 93 天',
  });
export type FairnessQuery = z.infer<typeof fairnessQuery>;

/** What may explain that two people saw different terms of the same thing. */
export const explanation = z.enum(['changed-meanwhile']);

const shownTo = z.object({
  terms: z.string(),
  times: z.int(),
  /** Member tiers, or `visitor`. */
  audiences: z.array(z.string()),
});

/** The same thing, at the same public terms, shown with different ones. */
export const priceDifference = z.object({
  kind: z.enum(['product', 'coupon']),
  id: z.string(),
  title: z.string(),
  /** As it stood in the catalogue: a price in minor units with currency, or the terms of a coupon. */
  listed: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  shown: z.array(shownTo),
  explainedBy: explanation.optional(),
});
export type PriceDifference = z.infer<typeof priceDifference>;

const spread = { customers: z.int(), offers: z.int(), accepted: z.int() };
const amountSpread = z.object({ min: z.int(), median: z.int(), max: z.int() });

export const fairnessReport = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** How often a price or public coupon was shown, and of how many things. */
  shown: z.int(),
  things: z.int(),
  unexplained: z.int(),
  differences: z.array(priceDifference),
  /** Coupons that anybody may have who meets their public conditions. */
  publicCoupons: z.array(
    z.object({
      couponId: z.string(),
      title: z.string(),
      memberTiers: z.array(z.string()),
      shown: z.array(z.object({ audience: z.string(), times: z.int() })),
    }),
  ),
  /** Coupons for single people: never a price; who got them, by tier and by segment. */
  personalCoupons: z.array(
    z.object({
      couponId: z.string(),
      title: z.string(),
      byTier: z.array(z.object({ tier: z.string(), ...spread })),
      /** By the shop's segments as they are now: somebody may be in several, or in none. Empty ones are left out. */
      bySegment: z.array(z.object({ segment: z.string(), ...spread })),
      /** Minor units off; absent for coupons in per cent. */
      valueMinor: amountSpread.optional(),
      percentOff: amountSpread.optional(),
    }),
  ),
});
export type FairnessReport = z.infer<typeof fairnessReport>;

/**
 * What nobody may be selected, priced or rewarded by: sensitive personal information (PIPL, Art. 28) and what it is
 * read off. Each with the words by which a field, a tag or an attribute betrays it.
 */
const forbidden: { group: string; words: RegExp }[] = [
  { group: '民族和种族', words: /民族|种族|少数民族|ethnic|\brace\b|racial|nationality/i },
  { group: '宗教信仰', words: /宗教|信仰|信教|佛教|伊斯兰|基督|religio|\bfaith\b/i },
  {
    group: '健康和医疗',
    words:
      /健康状况|疾病|病史|患者|患病|残疾|残障|怀孕|孕期|孕周|医疗|癌|糖尿病|抑郁|艾滋|health|disease|illness|disab|pregnan|medical|patient/i,
  },
  { group: '生物识别', words: /人脸|指纹|声纹|虹膜|基因|biometric|fingerprint|\bdna\b/i },
  { group: '政治观点', words: /政治|党派|党员|political|\bparty member/i },
  { group: '性取向和性生活', words: /性取向|同性恋|性生活|sexual|\bgay\b|lesbian|lgbt/i },
  { group: '金融账户和征信', words: /征信|银行卡|银行账户|负债|贷款|credit ?score|bank ?account|\bdebt\b/i },
  { group: '行踪轨迹', words: /行踪|轨迹|实时位置|精确定位|geolocation|location ?history|\bgps\b/i },
  {
    group: '未满十四周岁的未成年人',
    words:
      /未成年|儿童用户|14 ?岁以下|十四周?岁以下|小学生|中学生|\bminors?\b|under ?1[0-4]\b|child ?(user|age)/i,
  },
  { group: '犯罪记录', words: /犯罪|前科|案底|criminal/i },
];

export interface ForbiddenUse {
  /** Where it stands, dotted. */
  path: string;
  group: string;
}

/** What a shop sells may have such words in its name (孕妇装, 血糖仪): who buys it is not selected by it as a person's trait. */
const catalogueFields =
  /^(title|name|description|message)$|(^|\.)(category|categories|products?|productIds?|brands?)(\.|$)/i;

/**
 * Looks through a rule, or anything else that selects people, for traits that nobody may be selected by.
 * @returns every place with the group that it belongs to; empty: nothing forbidden
 */
export function forbiddenUses(rule: unknown, path = ''): ForbiddenUse[] {
  if (typeof rule === 'string') {
    if (catalogueFields.test(path)) return [];
    return forbidden.filter(({ words }) => words.test(rule)).map(({ group }) => ({ path, group }));
  }
  if (Array.isArray(rule))
    return rule.flatMap((one, index) => forbiddenUses(one, dotted(path, String(index))));
  if (rule === null || typeof rule !== 'object' || isAboutGoods(rule)) return [];
  return Object.entries(rule).flatMap(([key, value]) => [
    ...forbidden
      .filter(({ words }) => words.test(key))
      .map(({ group }) => ({ path: dotted(path, key), group })),
    ...forbiddenUses(value, dotted(path, key)),
  ]);
}

/** A condition of a segment that looks at what was bought, and not at the person. */
function isAboutGoods(rule: object): boolean {
  const { kind, figure } = rule as { kind?: unknown; figure?: unknown };
  return kind === 'bought' || figure === 'topCategory' || figure === 'topBrand';
}

/** For `superRefine` of a schema that selects people. */
export function refuseForbidden(
  rule: unknown,
  context: { addIssue(issue: { code: 'custom'; path: string[]; message: string }): void },
): void {
  for (const { path, group } of forbiddenUses(rule)) {
    const message = `不能按“${group}”挑选顾客：这是敏感个人信息`;
    context.addIssue({ code: 'custom', path: path.split('.'), message });
  }
}

function dotted(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
