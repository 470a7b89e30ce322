/** Buckets that n-grams are hashed into: a few collisions among some thousand n-grams do no harm. */
export const gramBuckets = 4096;
const longest = 3;

/** Weighted n-grams of one text, as a vector over buckets that has length 1 (0 without any known n-gram). */
export interface GramVector {
  buckets: Int32Array;
  values: Float32Array;
}

export interface CharacterGrams {
  /** @param without Known questions that are to be treated as unknown. */
  read(text: string, without?: readonly string[]): GramVector;
}

const runs = /\p{Script=Han}+|[\p{Script=Latin}\p{N}]+/gu;
const han = /^\p{Script=Han}/u;

/**
 * Reads texts as their Chinese n-grams of one to three characters and their Latin words and numbers, weighted by how
 * few of the known questions hold them, and hashed with a sign (Weinberger et al. 2009, "Feature Hashing for Large
 * Scale Multitask Learning"). What no known question holds is left out.
 *
 * @param known Normalised questions that the weights are counted over.
 */
export function countCharacterGrams(known: readonly string[]): CharacterGrams {
  const frequency = new Map<string, number>();
  for (const text of known)
    for (const gram of gramsOf(text)) frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
  return {
    read(text, without = []) {
      const hidden = new Map<string, number>();
      for (const question of without)
        for (const gram of gramsOf(question)) hidden.set(gram, (hidden.get(gram) ?? 0) + 1);
      const hashes: number[] = [];
      const weights: number[] = [];
      for (const gram of gramsOf(text)) {
        const seen = (frequency.get(gram) ?? 0) - (hidden.get(gram) ?? 0);
        if (seen <= 0) continue;
        hashes.push(hash(gram));
        weights.push(Math.log(1 + (1 + known.length) / (1 + seen)));
      }
      const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
      return {
        buckets: Int32Array.from(hashes, (value) => value % gramBuckets),
        values: Float32Array.from(
          weights,
          (weight, g) => (((hashes[g] as number) & 0x80000000) === 0 ? weight : -weight) / length,
        ),
      };
    },
  };
}

function gramsOf(text: string): Set<string> {
  const grams = new Set<string>();
  for (const [run] of text.matchAll(runs)) {
    if (!han.test(run)) {
      grams.add(run);
      continue;
    }
    const characters = [...run];
    for (let size = 1; size <= longest; size++)
      for (let at = 0; at + size <= characters.length; at++)
        grams.add(characters.slice(at, at + size).join(''));
  }
  return grams;
}

/** FNV-1a (Fowler, Noll & Vo), its bits mixed once more because the low ones pick the bucket. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  return (value ^ (value >>> 12)) >>> 0;
}
