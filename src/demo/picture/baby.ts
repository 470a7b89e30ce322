import { fills, type Ink } from './ink.js';
import { area, box, disc, line, mirrored, oval, repeat, ring } from './strokes.js';

const { accentTube, gloss, glass } = fills;

/** A feeding bottle; with handles and straw for bigger ones. */
export function babyBottle({ handles = false } = {}): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) =>
    (handles
      ? mirrored(
          'a',
          line('M214 270C110 250 110 430 214 410', base, 26) +
            line('M200 264C130 262 130 400 190 408', light, 5, 'opacity=".7"'),
        ) + line('M330 170Q334 110 386 104', '#f3ece0', 17)
      : area('M282 164C250 150 266 118 278 108Q284 70 300 70T322 108C334 118 350 150 318 164z', '#f3dcb4')) +
    box(216, handles ? 162 : 158, 168, 62, 18, accentTube) +
    line(
      repeat(9, (index) => `M${230 + index * 17.5} 172v34`),
      deep,
      2,
      'opacity=".25"',
    ) +
    area(
      'M222 222H378Q400 240 394 280Q384 320 394 360L398 450Q398 490 360 490H240Q202 490 202 450L206 360Q216 320 206 280Q200 240 222 222z',
      '#fff',
      'opacity=".7"',
    ) +
    area(
      'M209 300Q300 284 391 300Q388 330 394 360L398 450Q398 490 360 490H240Q202 490 202 450L206 360Q212 330 209 300z',
      handles ? '#bfe0ee' : '#fffaf0',
    ) +
    area(
      'M222 222H378Q400 240 394 280Q384 320 394 360L398 450Q398 490 360 490H240Q202 490 202 450L206 360Q216 320 206 280Q200 240 222 222z',
      glass,
    ) +
    line(
      repeat(5, (index) => `M${342} ${330 + index * 28}h${index % 2 ? 18 : 30}`),
      dark,
      4,
    ) +
    disc(268, 390, 24, accent, 'opacity=".8"') +
    disc(252, 370, 9, accent, 'opacity=".8"') +
    disc(284, 370, 9, accent, 'opacity=".8"') +
    line('M222 290V450', '#fff', 9, 'opacity=".9"') +
    line('M224 180H376', base, 3, 'opacity=".4"');
}

/** Wooden toys: blocks, magnetic tiles, stacking rings. */
export function toy(kind: 'blocks' | 'tiles' | 'rings'): (ink: Ink) => string {
  return ({ base, accent, dark, light, deep }) => {
    const hues = [base, accent, '#8cbf9a', '#f3c65a', '#e98f74'];
    if (kind === 'rings')
      return (
        box(288, 96, 24, 380, 12, '#c99a62') +
        repeat(
          5,
          (index) =>
            box(160 + index * 22, 414 - index * 66, 280 - index * 44, 66, 33, hues[4 - index] ?? base) +
            box(160 + index * 22, 414 - index * 66, 280 - index * 44, 66, 33, gloss),
        ) +
        disc(300, 106, 34, hues[1] ?? base) +
        disc(290, 96, 9, '#fff', 'opacity=".5"') +
        oval(300, 484, 130, 12, '#c99a62')
      );
    const tile = (d: string, hue: string) =>
      area(d, hue, 'opacity=".72" stroke="#fff" stroke-width="7" stroke-linejoin="round"');
    if (kind === 'tiles')
      return (
        tile('M140 486V356H260V486z', hues[0] ?? base) +
        tile('M260 486V356H380V486z', hues[3] ?? base) +
        tile('M380 486V356H470V486z', hues[2] ?? base) +
        tile('M140 356 200 250 260 356z', hues[4] ?? base) +
        tile('M260 356V236H380V356z', hues[1] ?? base) +
        tile('M260 236 320 120 380 236z', hues[2] ?? base) +
        tile('M380 356 426 270 470 356z', hues[0] ?? base) +
        disc(320, 296, 22, '#fff', 'opacity=".7"')
      );
    const cube = (x: number, y: number, hue: string, mark: string) =>
      box(x, y, 104, 104, 12, hue) +
      box(x, y, 104, 104, 12, gloss, 'opacity=".7"') +
      box(x + 12, y + 12, 80, 80, 8, '#fff3dc', 'opacity=".85"') +
      mark;
    return (
      cube(128, 384, hues[0] ?? base, disc(180, 436, 24, hues[4] ?? dark)) +
      cube(240, 384, hues[3] ?? base, area('M292 408 318 460H266z', hues[2] ?? dark)) +
      cube(352, 384, hues[2] ?? base, box(382, 414, 44, 44, 6, hues[0] ?? dark)) +
      cube(184, 278, hues[4] ?? base, ring(236, 330, 20, hues[2] ?? dark, 10)) +
      cube(
        298,
        278,
        hues[1] ?? base,
        area('M350 304C376 330 372 340 350 356C328 340 324 330 350 304z', hues[3] ?? dark),
      ) +
      area('M232 276 300 170 368 276z', hues[0] ?? base) +
      area('M300 170 368 276H300z', deep, 'opacity=".15"') +
      disc(300, 240, 13, light)
    );
  };
}
