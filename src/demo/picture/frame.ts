import { drawBackdrop, type Stage, wallFor } from './backdrop.js';
import { mix } from './colours.js';
import type { Ink } from './ink.js';
import { oval } from './strokes.js';

/** Puts backdrop, shadow and the needed gradients around a drawn product. */
export function framePicture(category: string, ink: Ink, stage: Stage, drawing: string): string {
  const wall = wallFor(category, ink.base);
  const shadow = stage === 'podium' ? oval(300, 484, 182, 25, 'url(#o)') : '';
  const product =
    stage === 'podium'
      ? drawing
      : `<g filter="url(#f)" transform="translate(-21 -21) scale(1.07)">${drawing}</g>`;
  const content = drawBackdrop(wall, stage, ink.draw) + shadow + product;
  const defs = Object.entries(definitions(wall, ink))
    .filter(([id]) => content.includes(`url(#${id})`))
    .map(([, definition]) => definition)
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600" stroke-linecap="round" stroke-linejoin="round"><defs>${defs}</defs>${content}</svg>`;
}

function definitions(
  wall: string,
  { base, light, dark, deep, accent, accentDark }: Ink,
): Record<string, string> {
  return {
    w: gradient('w', 'x2="0" y2="1"', [mix(wall, '#ffffff', 0.35), wall, mix(wall, '#8a7a76', 0.1)]),
    b: gradient('b', 'x2=".8" y2="1"', [light, base, dark]),
    s: gradient('s', 'x2=".3" y2="1"', [base, dark]),
    p: gradient('p', 'x2=".12" y2="1"', [light, base, base, deep], [0, 0.4, 0.6, 1]),
    t: gradient('t', '', [dark, light, base, base, deep], [0, 0.2, 0.45, 0.7, 1]),
    u: gradient('u', '', [accentDark, mix(accent, '#ffffff', 0.45), accent, accentDark], [0, 0.22, 0.55, 1]),
    m: gradient('m', '', ['#8d949c', '#eef1f3', '#b9c0c7', '#dfe3e7', '#868d95'], [0, 0.2, 0.5, 0.75, 1]),
    g: '<linearGradient id="g"><stop stop-opacity=".16"/><stop offset=".2" stop-color="#fff" stop-opacity=".38"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-opacity=".24"/></linearGradient>',
    l: '<linearGradient id="l" x2="1" y2=".3"><stop stop-color="#fff" stop-opacity=".75"/><stop offset=".5" stop-color="#eaf3f6" stop-opacity=".35"/><stop offset="1" stop-color="#cfdfe6" stop-opacity=".6"/></linearGradient>',
    o: '<radialGradient id="o"><stop stop-color="#2a1f2b" stop-opacity=".42"/><stop offset="1" stop-color="#2a1f2b" stop-opacity="0"/></radialGradient>',
    f: '<filter id="f" x="-20%" y="-20%" width="140%" height="150%"><feDropShadow dx="4" dy="16" stdDeviation="13" flood-color="#33262e" flood-opacity=".26"/></filter>',
  };
}

function gradient(
  id: string,
  direction: string,
  colours: readonly string[],
  offsets?: readonly number[],
): string {
  const stops = colours.map((colour, index) => {
    const offset = offsets?.[index] ?? index / (colours.length - 1);
    return `<stop offset="${Math.round(offset * 100) / 100}" stop-color="${colour}"/>`;
  });
  return `<linearGradient id="${id}" ${direction}>${stops.join('')}</linearGradient>`;
}
