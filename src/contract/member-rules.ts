import { z } from 'zod';

const id = z
  .string()
  .max(40, 'at most 40 characters')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and "-" only');
/** Yuan with at most two decimals. */
const yuan = z
  .number()
  .min(0, 'must not be negative')
  .max(100_000_000, 'at most 100000000')
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, 'at most two decimals');
const months = z.int().min(1, 'at least 1').max(120, 'at most 120');
const who = z.enum(['rules', 'shop']);

const level = z.strictObject({
  id,
  name: z.string().trim().min(1, 'must not be empty').max(20, 'at most 20 characters'),
  /** Spending of the window, yuan, that gives the tier. */
  reach: yuan,
  /** Spending of the window, yuan, that keeps it when its time is over; absent: as much as reaching it. */
  keep: yuan.optional(),
});

/** One YAML file of `member-rules/`, and the body of `PUT /v1/member-rules`. */
export const memberRules = z
  .strictObject({
    /** Who says what tier somebody has: these rules, or the shop with every customer that it sends. */
    tiersFrom: who.default('shop'),
    pointsFrom: who.default('shop'),
    tiers: z.strictObject({
      /** Spending of so many months counts. */
      windowMonths: months.default(12),
      /** A tier that was reached stays for so many months, whatever is spent. */
      holdMonths: months.default(12),
      /** Lowest first; the first must need nothing. */
      levels: z.array(level).min(1).max(20),
    }),
    points: z.strictObject({
      /**
       * YYYY-MM-DD: orders from that day on give points. Absent: orders from the moment on that these rules give points,
       * and what everybody had before stays as an opening balance.
       */
      countFrom: z.iso.date('YYYY-MM-DD; quote it in YAML').optional(),
      perYuan: z.number().min(0).max(1000).default(1),
      /** Points times this for orders around the birthday. */
      birthday: z
        .strictObject({
          multiplier: z.number().min(1).max(20),
          during: z.enum(['day', 'month']).default('month'),
        })
        .optional(),
      /** By tier; 1 where none is given. */
      tierMultipliers: z.record(id, z.number().min(0).max(20)).default({}),
      /** At the end of the Nth year after the one in which they were earned, or after so many months; absent: never. */
      expiry: z
        .union([z.strictObject({ endOfYear: z.int().min(0).max(20) }), z.strictObject({ months })])
        .optional(),
    }),
  })
  .superRefine(({ tiers, points }, context) => {
    const say = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const ids = new Set<string>();
    for (const [index, { id, reach, keep }] of tiers.levels.entries()) {
      const at = (field: string) => ['tiers', 'levels', index, field];
      if (ids.has(id)) say(at('id'), `the tier "${id}" is there twice`);
      ids.add(id);
      const before = tiers.levels[index - 1];
      if (index === 0 && reach !== 0) say(at('reach'), 'the first tier must need nothing: reach: 0');
      if (before && reach <= before.reach) say(at('reach'), 'must be more than the tier before needs');
      if (keep !== undefined && keep > reach) say(at('keep'), 'must not be more than reaching it needs');
    }
    for (const tier of Object.keys(points.tierMultipliers)) {
      if (!ids.has(tier)) say(['points', 'tierMultipliers', tier], `there is no tier "${tier}"`);
    }
  });
export type MemberRules = z.infer<typeof memberRules>;
export type MemberLevel = z.infer<typeof level>;

/** `PUT /v1/member-rules`: refused when somebody has changed them since. */
export const memberRulesUpdate = z.strictObject({ rules: memberRules, baseVersion: z.int().min(0) });

/** `GET /v1/member-rules`. */
export interface MemberRulesInForce {
  /** 0 while there are none: the shop's own tiers and points are shown. */
  version: number;
  rules?: MemberRules;
  /** The same as YAML, as files hold them. */
  yaml?: string;
  /** The rules that come with the program, to go back to. */
  standard: MemberRules;
}

/** `GET /v1/member-tiers`: what the shop calls its tiers, lowest first; empty while the shop sends its own. */
export const memberTiers = z.strictObject({
  tiers: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});
export type MemberTiers = z.infer<typeof memberTiers>;

/** `POST /v1/member-rules:preview`. */
export const memberRulesPreview = z.strictObject({ rules: memberRules });

/** What rules would do at the next look, with the spending of now. */
export const memberRulesEffect = z.strictObject({
  customers: z.int(),
  /** Fewer than `customers` where the time ran out: the rest was not looked at. */
  lookedAt: z.int(),
  /** Who would have another tier. */
  changed: z.int(),
  /** Who would have a tier that is lost when its time is over, unless more is spent. */
  atRisk: z.int(),
  /** By ids of tiers, most customers first. */
  moves: z.array(z.strictObject({ from: z.string(), to: z.string(), customers: z.int() })),
});
export type MemberRulesEffect = z.infer<typeof memberRulesEffect>;

export const pointsPageQuery = z.strictObject({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** A row of `GET /v1/customers/:externalId/points`, newest first. */
export interface PointsRow {
  id: string;
  kind: 'opening' | 'earned' | 'taken-back' | 'expired';
  points: number;
  reason: string;
  orderId?: string;
  expiresAt?: string;
  createdAt: string;
}
