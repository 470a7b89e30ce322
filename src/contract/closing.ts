import { z } from 'zod';

/** How a conversation ends: what came of it, as agents say, and how it was, as the shopper says. */

export const score = z.int().min(1).max(5);
const tag = z.string().trim().min(1).max(12);

/** What the shopper was asked about: a person's service, or whether the bot's answers helped. */
export const satisfactionAbout = z.enum(['person', 'bot']);
export type SatisfactionAbout = z.infer<typeof satisfactionAbout>;

/** A shopper's answer. 1 is very dissatisfied, 5 very satisfied; about the bot: 1 did not help, 5 helped. */
export const satisfactionRating = z.object({
  score,
  comment: z.string().optional(),
  tags: z.array(z.string()).optional(),
  ratedAt: z.iso.datetime(),
  /** Until then it may be changed. */
  changeableUntil: z.iso.datetime(),
});
export type SatisfactionRating = z.infer<typeof satisfactionRating>;

/** `satisfaction.rate`: about the talk that ended last. Once more within a day replaces the answer. */
export const satisfactionRate = z.strictObject({
  score,
  comment: z.string().trim().max(300, 'at most 300 characters').optional(),
  tags: z.array(tag).max(6, 'at most 6 tags').optional(),
});
export type SatisfactionRate = z.infer<typeof satisfactionRate>;

/** `satisfaction.rated`: to the shopper's other windows, whoever has the conversation open, and those who oversee. */
export interface SatisfactionRated {
  conversationId: string;
  /** The card. */
  messageId: string;
  rating: SatisfactionRating;
}

const disposition = z.strictObject({
  name: z.string().trim().min(1).max(20),
  /** Whoever chooses it says why. */
  needsNote: z.boolean().default(false),
});

const different = (names: readonly string[]) => new Set(names).size === names.length;
const tags = z.array(tag).max(8, 'at most 8 tags').refine(different, 'must not name the same tag twice');

/** `GET` and `PUT /v1/closing`: what agents are asked when they end a conversation, and what shoppers are. */
export const closingSettings = z.strictObject({
  dispositions: z
    .array(disposition)
    .min(1, 'must have at least one')
    .max(20, 'at most 20')
    .refine((all) => different(all.map(({ name }) => name)), 'must not name the same one twice')
    .default([
      { name: '已解决', needsNote: false },
      { name: '未解决待跟进', needsNote: true },
      { name: '咨询', needsNote: false },
      { name: '退换售后', needsNote: false },
      { name: '投诉', needsNote: true },
      { name: '无效', needsNote: false },
    ]),
  /** Staff cannot end a conversation without saying what came of it. */
  dispositionRequired: z.boolean().default(false),
  askSatisfaction: z.boolean().default(true),
  /** What can be tapped beside the stars: with 4 and 5, and with less. */
  goodTags: tags.default(['回复很快', '讲得清楚', '态度好', '问题解决了']),
  badTags: tags.default(['等太久', '没解决问题', '听不懂', '态度不好']),
});
export type ClosingSettings = z.infer<typeof closingSettings>;
