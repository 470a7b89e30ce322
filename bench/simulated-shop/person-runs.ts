import { learnPersonModel } from '../../src/marketing/uplift/person-model.js';
import { drawWorld, type WorldName } from './uplift-worlds.js';

export interface PersonFigures {
  world: WorldName;
  runs: number;
  people: number;
  /** Share of the draws in which a model of people was taken into use. */
  used: number;
  /** Processor time to learn, seconds. */
  seconds: number;
}

/** How often a model of people is taken into use, where people differ in effect and where they do not. */
export function measurePersons(world: WorldName, runs: number, people: number): PersonFigures {
  let used = 0;
  const begun = process.cpuUsage();
  for (let run = 0; run < runs; run += 1) {
    const { names, cells, outcome, treated } = drawWorld(world, people, 500 + run);
    const columns = cells.map((column) =>
      column.map((cell) => (typeof cell === 'number' ? cell : undefined)),
    );
    const propensity = new Float64Array(people).fill(0.5);
    used += Number(learnPersonModel({ names, columns, outcome, treated, propensity }, 1).state === 'ready');
  }
  return {
    world,
    runs,
    people,
    used: used / runs,
    seconds: process.cpuUsage(begun).user / 1e6 / runs,
  };
}
