/** A stream of numbers in [0, 1), the same for the same seed. Not for secrets. */
export type RandomStream = () => number;

/** Mulberry32 (Tommy Ettinger, public domain): small and fast, 32 bits of state. */
export function seededRandom(seed: number): RandomStream {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Small Fast Counting generator, 32 bits, 128 bits of state, for simulations of many draws; the first 15 numbers are
 * thrown away so that similar seeds part ways.
 * Source: Chris Doty-Humphrey, PractRand, https://pracrand.sourceforge.net/ (public domain).
 */
export function longRandom(seed: number): RandomStream {
  let a = seed >>> 0;
  let b = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  let c = Math.imul(seed ^ 0xc2b2ae35, 0x27d4eb2f) >>> 0;
  let counter = 1;
  const draw = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 15; round += 1) draw();
  return draw;
}

/** A standard normal deviate (Box and Muller, 1958). */
export function normalDeviate(random: RandomStream): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Puts the numbers into random order, in place (Fisher and Yates). */
export function shuffleInPlace(values: Int32Array, random: RandomStream): Int32Array {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = values[last] ?? 0;
    values[last] = values[other] ?? 0;
    values[other] = kept;
  }
  return values;
}
