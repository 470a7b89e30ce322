import { z } from 'zod';
import type { Boosted } from './boosting.js';
import { type Feature, mostBins } from './features.js';
import type { PersonModel } from './person-model.js';
import type { Tree } from './tree.js';

const numbers = z.array(z.number()).max(1000);
const tree = z.strictObject({
  feature: numbers,
  maskLow: numbers,
  maskHigh: numbers,
  left: numbers,
  right: numbers,
  value: numbers,
});
const boosted = z.strictObject({ start: z.number(), rate: z.number(), trees: z.array(tree).max(1000) });
const estimate = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });
const stored = z.strictObject({
  /** Another meaning of what is stored gets another number; what is older is learnt anew. */
  format: z.literal(1),
  features: z.array(
    z.strictObject({ name: z.string(), edges: z.array(z.number()).max(mostBins), bins: z.int() }),
  ),
  effect: boosted,
  base: boosted,
  groups: z.array(z.strictObject({ from: z.number(), uplift: z.number(), error: z.number().min(0) })).min(1),
  people: z.int(),
  qini: estimate,
});
export type StoredModel = z.infer<typeof stored>;

/** The model as plain data for JSON. */
export function storedModel({ features, effect, base, groups, people, qini }: PersonModel): StoredModel {
  return {
    format: 1,
    features: features.map(({ name, edges, bins }) => ({ name, edges: [...edges], bins })),
    effect: plain(effect),
    base: plain(base),
    groups,
    people,
    qini,
  };
}

/** @returns undefined for what is not, or not any more, such a model */
export function modelOf(content: unknown): PersonModel | undefined {
  const read = stored.safeParse(content);
  if (!read.success) return undefined;
  const { features, effect, base, groups, people, qini } = read.data;
  return {
    features: features.map(featureOf),
    effect: restored(effect),
    base: restored(base),
    groups,
    people,
    qini,
  };
}

function plain({ start, rate, trees }: Boosted): StoredModel['effect'] {
  return {
    start,
    rate,
    trees: trees.map(({ feature, maskLow, maskHigh, left, right, value }) => ({
      feature: [...feature],
      maskLow: [...maskLow],
      maskHigh: [...maskHigh],
      left: [...left],
      right: [...right],
      value: [...value],
    })),
  };
}

function restored({ start, rate, trees }: StoredModel['effect']): Boosted {
  return {
    start,
    rate,
    trees: trees.map(
      ({ feature, maskLow, maskHigh, left, right, value }): Tree => ({
        feature: Int16Array.from(feature),
        maskLow: Int32Array.from(maskLow),
        maskHigh: Int32Array.from(maskHigh),
        left: Int16Array.from(left),
        right: Int16Array.from(right),
        value: Float64Array.from(value),
      }),
    ),
  };
}

/** Counts and centres are for learning only. */
function featureOf({ name, edges, bins }: StoredModel['features'][number]): Feature {
  return {
    name,
    kind: 'number',
    bins,
    edges: Float64Array.from(edges),
    words: new Map(),
    otherBin: 0,
    centres: new Float64Array(mostBins),
    counts: new Float64Array(mostBins),
  };
}
