/** Standard coefficients of Nelder & Mead (1965), "A simplex method for function minimization". */
const reflection = 1;
const expansion = 2;
const contraction = 0.5;
const shrinkage = 0.5;

export interface Minimum {
  at: number[];
  value: number;
  steps: number;
}

interface Corner {
  at: number[];
  value: number;
}

/**
 * Looks for a minimum without derivatives, a step a turn, so that whoever drives it can let others work in between.
 * Values that are not finite count as infinitely bad. Where the simplex has become small it is spread once more around
 * the best corner: a simplex that has collapsed on its way starts again.
 * @param start where to begin; `spread`: length of the first edges
 */
export function* minimumSteps(
  f: (at: readonly number[]) => number,
  start: readonly number[],
  {
    spread = 0.5,
    tolerance = 1e-7,
    mostSteps = 1200,
  }: { spread?: number; tolerance?: number; mostSteps?: number } = {},
): Generator<undefined, Minimum> {
  const valueAt = (at: number[]): Corner => {
    const value = f(at);
    return { at, value: Number.isFinite(value) ? value : Number.POSITIVE_INFINITY };
  };
  const around = (center: Corner, length: number): Corner[] => [
    center,
    ...center.at.map((_, axis) =>
      valueAt(center.at.map((each, index) => (index === axis ? each + length : each))),
    ),
  ];
  let simplex = around(valueAt([...start]), spread);
  let restarts = 1;
  let steps = 0;
  for (; steps < mostSteps; steps++) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0] as Corner;
    const worst = simplex.at(-1) as Corner;
    const next = simplex.at(-2) as Corner;
    const size = Math.max(...simplex.map(({ at }) => Math.hypot(...at.map((x, i) => x - (best.at[i] ?? 0)))));
    if (Math.abs(worst.value - best.value) <= tolerance * (1 + Math.abs(best.value)) && size < 1e-3) {
      if (restarts === 0) break;
      restarts -= 1;
      simplex = around(best, spread / 4);
      continue;
    }
    yield undefined;
    const others = simplex.slice(0, -1);
    const center = best.at.map(
      (_, axis) => others.reduce((sum, { at }) => sum + (at[axis] ?? 0), 0) / others.length,
    );
    const moved = (by: number) =>
      valueAt(center.map((each, axis) => each + by * (each - (worst.at[axis] ?? 0))));
    const reflected = moved(reflection);
    if (reflected.value < best.value) {
      const expanded = moved(expansion);
      simplex[simplex.length - 1] = expanded.value < reflected.value ? expanded : reflected;
      continue;
    }
    if (reflected.value < next.value) {
      simplex[simplex.length - 1] = reflected;
      continue;
    }
    const contracted = reflected.value < worst.value ? moved(contraction) : moved(-contraction);
    if (contracted.value < Math.min(reflected.value, worst.value)) {
      simplex[simplex.length - 1] = contracted;
      continue;
    }
    simplex = [
      best,
      ...simplex
        .slice(1)
        .map(({ at }) =>
          valueAt(at.map((each, axis) => (best.at[axis] ?? 0) + shrinkage * (each - (best.at[axis] ?? 0)))),
        ),
    ];
  }
  simplex.sort((a, b) => a.value - b.value);
  const best = simplex[0] as Corner;
  return { ...best, steps };
}

/** The result of something that works step by step, without a break. */
export function finish<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
