import type { Stage } from './backdrop.js';
import type { Ink } from './ink.js';

export interface Shape {
  stage: Stage;
  draw: (ink: Ink) => string;
}

/** For each 品类 the drawings by what the title says; the first that matches is taken, '' matches all. */
export type ShapeTable = Readonly<Record<string, readonly (readonly [titleHas: string, shape: Shape])[]>>;

/** Lies or hangs before the wall, with a drop shadow. */
export function flat(draw: Shape['draw']): Shape {
  return { stage: 'wall', draw };
}

/** Stands on the podium. */
export function standing(draw: Shape['draw']): Shape {
  return { stage: 'podium', draw };
}
