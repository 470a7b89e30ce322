import { framePicture } from './picture/frame.js';
import { mixInk, type PictureSubject } from './picture/ink.js';
import { shapeFor } from './picture/shapes.js';

export type { PictureSubject } from './picture/ink.js';

/**
 * Draws the picture of a demo product: its kind as a flat illustration in its own colour.
 * Pure and deterministic; the same product gives the same picture.
 * @returns A self-contained square SVG document of at most 4 KB; the only text in it is the brand, escaped.
 */
export function drawProductPicture(product: PictureSubject): string {
  const ink = mixInk(product);
  const { stage, draw } = shapeFor(product);
  return framePicture(product.category, ink, stage, draw(ink));
}
