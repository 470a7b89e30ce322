import { z } from 'zod';

/** A line of what `recommend` writes: the customer's products, the likeliest first. */
export const recommendationLine = z.object({
  customerId: z.string(),
  items: z.array(
    z.object({
      productId: z.string(),
      /** Chance that the next purchase among the products looked at is this one. */
      score: z.number().min(0).max(1),
      reason: z.string(),
    }),
  ),
});
export type RecommendationLine = z.infer<typeof recommendationLine>;
