import { dailyShapes, fallbackShape } from './daily-shapes.js';
import { houseShapes } from './house-shapes.js';
import type { PictureSubject } from './ink.js';
import type { Shape, ShapeTable } from './shape-table.js';
import { wornShapes } from './worn-shapes.js';

const shapes: ShapeTable = { ...wornShapes, ...dailyShapes, ...houseShapes };

/** The drawing that fits the product's 品类 and title. */
export function shapeFor({ title, attributes }: Pick<PictureSubject, 'title' | 'attributes'>): Shape {
  const choices = shapes[String(attributes.品类)] ?? [];
  return choices.find(([titleHas]) => new RegExp(titleHas).test(title))?.[1] ?? fallbackShape;
}
