import type { Cell } from '../../src/marketing/uplift/features.js';
import { longRandom, normalDeviate, type RandomStream } from '../../src/platform/seeded-random.js';

/** Customers of a made-up shop whose true effects are known. */
export interface World {
  names: string[];
  /** By feature, then by row. */
  cells: Cell[][];
  treated: Float64Array;
  outcome: Float64Array;
  /** Expected outcome with treatment less without. */
  effect: Float64Array;
  /** Expected outcome without treatment. */
  baseline: Float64Array;
}

interface Person {
  cells: Cell[];
  /** Expected outcome, or probability, without and with treatment. */
  without: number;
  with: number;
  /** Probability of being treated. */
  propensity: number;
  /** Draws what happens from the expectation; absent: yes or no. */
  draw?: (expected: number) => number;
}

interface WorldKind {
  names: string[];
  person(random: RandomStream): Person;
}

const logistic = (score: number) => 1 / (1 + Math.exp(-score));
const pick = <T>(random: RandomStream, list: readonly T[]) => list[Math.floor(random() * list.length)] as T;

/** A mailing: months since the last order, spending, channel; people who are new react otherwise. */
const mailing: WorldKind = {
  names: ['recency', 'history', 'women', 'men', 'place', 'newcomer', 'channel', 'segment'],
  person(random) {
    const recency = 1 + Math.floor(random() * 12);
    const history = Math.round(30 + Math.exp(4.6 + 0.9 * normalDeviate(random)));
    const women = random() < 0.55 ? 1 : 0;
    const men = women === 0 || random() < 0.2 ? 1 : 0;
    const newcomer = random() < 0.5 ? 1 : 0;
    const channel = pick(random, ['Web', 'Phone', 'Multichannel']);
    const base = -2.2 - 0.06 * recency + 0.25 * Math.log(history / 100) - 0.4 * newcomer;
    const lift = 0.15 + 0.35 * women - 0.1 * men + (channel === 'Web' ? 0.15 : 0) - 0.2 * newcomer;
    return {
      cells: [
        recency,
        history,
        women,
        men,
        pick(random, ['城区', '郊区', '乡村']),
        newcomer,
        channel,
        history < 100 ? '1) 0-100' : history < 350 ? '2) 100-350' : '3) 350+',
      ],
      without: logistic(base),
      with: logistic(base + lift),
      propensity: 0.5,
    };
  },
};

/** Spending in that mailing: nearly nobody buys, and amounts differ widely. */
const spending: WorldKind = {
  names: mailing.names,
  person(random) {
    const { cells, without, with: treated } = mailing.person(random);
    const amount = 90 + 0.05 * Math.min(2000, Number(cells[1]));
    return {
      cells,
      without: (without * amount) / 6,
      with: (treated * amount) / 6,
      propensity: 0.5,
      draw: (expected) =>
        random() < expected / amount ? amount * Math.exp(0.8 * normalDeviate(random) - 0.32) : 0,
    };
  },
};

/** Advertisements: few conversions, most people treated, anonymous numbers; who buys anyway is also persuaded more. */
const advertisement: WorldKind = {
  names: Array.from({ length: 12 }, (_, index) => `f${index}`),
  person(random) {
    const z = Array.from({ length: 12 }, () => normalDeviate(random));
    const [a = 0, b = 0, c = 0, d = 0] = z;
    const base = -4.2 + 0.9 * a + 0.7 * Math.max(0, b) - 0.5 * Math.abs(c);
    const lift = 0.2 + 0.25 * Math.tanh(d);
    return {
      cells: z.map((value, index) => (index % 3 === 0 ? Math.exp(value) : Math.max(-1, value))),
      without: logistic(base),
      with: logistic(base + lift),
      propensity: 0.85,
    };
  },
};

/** Persuadable people, sure things, lost causes and those who are put off, in regions that no line separates. */
const fourKinds: WorldKind = {
  names: ['visits', 'discounts', 'age', 'city', 'noise1', 'noise2', 'noise3', 'mostly_missing'],
  person(random) {
    const visits = Math.floor(-8 * Math.log(1 - random()));
    const discounts = random();
    const age = 18 + 50 * random();
    const city = pick(random, ['上海', '成都', '武汉', '西安', '广州', '杭州', '沈阳', '昆明']);
    const keen = visits > 12;
    const bargains = discounts > 0.6;
    const western = city === '成都' || city === '西安' || city === '昆明';
    const without = keen ? 0.35 : bargains ? 0.1 : 0.05;
    const change = keen
      ? bargains
        ? 0.03
        : -0.05
      : bargains
        ? age < 35
          ? 0.12
          : 0.05
        : western
          ? 0.03
          : 0;
    return {
      cells: [
        random() < 0.05 ? undefined : visits,
        random() < 0.1 ? undefined : discounts,
        age,
        random() < 0.03 ? undefined : city,
        normalDeviate(random),
        random(),
        pick(random, ['甲', '乙', '丙', '丁']),
        random() < 0.9 ? undefined : random(),
      ],
      without,
      with: Math.max(0.001, without + change),
      propensity: 0.5,
    };
  },
};

/** Those who already buy were treated more often: what the treated do is not what the treatment does. */
const confounded: WorldKind = {
  names: fourKinds.names,
  person(random) {
    const person = fourKinds.person(random);
    const visits = Number(person.cells[0] ?? 6);
    return { ...person, propensity: logistic(-0.8 + 0.08 * Math.min(visits, 25)) };
  },
};

/** A number with normal noise and smooth effects that change sign. */
const smooth: WorldKind = {
  names: Array.from({ length: 20 }, (_, index) => `x${index}`),
  person(random) {
    const x = Array.from({ length: 20 }, () => normalDeviate(random));
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = x;
    const without = 3 + a + 0.5 * b * c;
    return {
      cells: x,
      without,
      with: without + 0.3 * Math.sin(2 * d) + 0.25 * e,
      propensity: 0.3,
      draw: (expected) => expected + 2 * normalDeviate(random),
    };
  },
};

/** The same effect for everybody. */
const noDifference: WorldKind = {
  names: fourKinds.names,
  person(random) {
    const person = fourKinds.person(random);
    return { ...person, with: person.without + 0.03 };
  },
};

const kinds = { mailing, spending, advertisement, fourKinds, confounded, smooth, noDifference } as const;
export type WorldName = keyof typeof kinds;

/** Draws so many customers of a world; the same for the same seed. */
export function drawWorld(name: WorldName, count: number, seed: number): World {
  const random = longRandom(seed);
  const { names, person } = kinds[name];
  const world: World = {
    names,
    cells: names.map(() => []),
    treated: new Float64Array(count),
    outcome: new Float64Array(count),
    effect: new Float64Array(count),
    baseline: new Float64Array(count),
  };
  for (let row = 0; row < count; row += 1) {
    const drawn = person(random);
    const treated = random() < drawn.propensity;
    const expected = treated ? drawn.with : drawn.without;
    drawn.cells.forEach((cell, index) => {
      world.cells[index]?.push(cell);
    });
    world.treated[row] = treated ? 1 : 0;
    world.outcome[row] = drawn.draw ? drawn.draw(expected) : random() < expected ? 1 : 0;
    world.effect[row] = drawn.with - drawn.without;
    world.baseline[row] = drawn.without;
  }
  return world;
}
