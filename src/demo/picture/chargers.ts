import { fills, type Ink } from './ink.js';
import { area, box, disc, line, moved, oval, repeat, ring } from './strokes.js';

const { body, tube, metal } = fills;
const black = '#2b2e35';

/** Chargers: plug, desk station, three-in-one stand. */
export function charger(kind: 'plug' | 'single' | 'station' | 'stand'): (ink: Ink) => string {
  return ({ dark, deep, light, onBase }) => {
    if (kind === 'station')
      return (
        box(116, 250, 368, 230, 40, tube) +
        box(140, 274, 320, 182, 26, light, 'opacity=".5"') +
        repeat(
          4,
          (index) =>
            box(164 + index * 72, 306, 52, 22, 11, black) + box(172 + index * 72, 314, 36, 6, 3, '#7d848c'),
        ) +
        repeat(
          2,
          (index) =>
            box(188 + index * 130, 366, 84, 40, 6, black) + box(198 + index * 130, 386, 64, 12, 2, '#e08b3e'),
        ) +
        disc(300, 436, 6, '#7fe0c0') +
        line('M484 360Q540 370 540 440T470 520', deep, 12)
      );
    if (kind === 'stand')
      return (
        oval(300, 472, 190, 26, dark) +
        oval(300, 462, 190, 26, body) +
        line('M300 452V330', dark, 22) +
        disc(300, 250, 96, dark) +
        disc(296, 246, 92, body) +
        ring(296, 246, 62, light, 5) +
        disc(296, 246, 16, deep, 'opacity=".35"') +
        oval(182, 452, 56, 14, deep, 'opacity=".4"') +
        oval(182, 436, 44, 20, black) +
        box(398, 356, 60, 60, 18, black) +
        box(408, 366, 40, 40, 10, '#4c8bd0') +
        line('M428 416V452', deep, 14)
      );
    const width = kind === 'plug' ? 210 : 176;
    return (
      box(254, 96, 20, 84, 6, metal) +
      box(326, 96, 20, 84, 6, metal) +
      box(
        300 - width / 2,
        170,
        width,
        kind === 'plug' ? 318 : 270,
        38,
        tube,
        kind === 'plug' ? '' : 'transform="translate(0 48)"',
      ) +
      moved(
        kind === 'plug' ? '' : 'translate(0 30)',
        box(300 - width / 2 + 24, 196, width - 48, 250, 22, light, 'opacity=".35"') +
          repeat(
            kind === 'plug' ? 2 : 1,
            (index) =>
              box(264, 250 + index * 62, 72, 26, 13, black) + box(276, 260 + index * 62, 48, 6, 3, '#8d949c'),
          ) +
          (kind === 'plug'
            ? box(260, 376, 80, 40, 6, black) + box(270, 396, 60, 12, 2, '#e08b3e')
            : area('M306 330 276 384H298L290 424 326 364H304z', onBase, 'opacity=".8"')),
      ) +
      (kind === 'plug' ? '' : box(300 - width / 2, 170, width, 52, 20, tube))
    );
  };
}

/** Cables: coiled with two plugs, one-to-three, rolled magnetic. */
export function cable(kind: 'coil' | 'three' | 'roll'): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) => {
    const plug = (x: number, y: number, turn: number) =>
      moved(
        `translate(${x} ${y}) rotate(${turn})`,
        box(-22, -70, 44, 82, 12, dark) +
          box(-22, -70, 16, 82, 8, light, 'opacity=".35"') +
          box(-13, -104, 26, 38, 7, metal) +
          box(-6, -100, 12, 8, 4, '#5b6169'),
      );
    if (kind === 'three')
      return (
        line('M300 500V340', base, 18) +
        line('M300 350Q220 320 204 210M300 350V190M300 350Q380 320 396 210', base, 14) +
        plug(204, 208, -6) +
        plug(300, 184, 0) +
        plug(396, 208, 6) +
        box(268, 316, 64, 76, 20, dark) +
        line('M284 354h32', light, 4)
      );
    const loops = kind === 'roll' ? 5 : 3;
    return (
      repeat(
        loops,
        (index) =>
          ring(300, 320, 150 - index * (kind === 'roll' ? 17 : 15), index % 2 ? dark : base, 13) +
          ring(
            300,
            320,
            150 - index * (kind === 'roll' ? 17 : 15),
            light,
            3,
            'stroke-dasharray="5 7" opacity=".6"',
          ),
      ) +
      line('M174 236Q150 180 180 150M436 386Q470 420 440 470', base, 13) +
      plug(186, 168, 24) +
      plug(432, 452, 200) +
      (kind === 'roll'
        ? repeat(8, (index) => moved(`rotate(${index * 45} 300 320)`, box(290, 162, 20, 20, 4, accent)))
        : box(120, 306, 60, 34, 10, accent) + line('M130 323h40', deep, 3))
    );
  };
}

/** Power banks: with its own cable, magnetic, big with display. */
export function powerBank(kind: 'cable' | 'magnetic' | 'big'): (ink: Ink) => string {
  return ({ dark, deep, light }) => {
    const shell = (width: number, height: number) =>
      box(300 - width / 2 + 14, 486 - height, width, height, 38, dark) +
      box(300 - width / 2, 486 - height, width, height, 38, body) +
      line(`M${300 - width / 2 + 16} ${530 - height}V${440}`, '#fff', 8, 'opacity=".35"');
    if (kind === 'magnetic')
      return moved(
        'rotate(-6 300 320)',
        shell(224, 330) +
          ring(300, 316, 72, light, 12) +
          line('M300 396v36', light, 12) +
          repeat(4, (index) => disc(270 + index * 20, 452, 4.5, '#7fe0c0')),
      );
    if (kind === 'big')
      return (
        shell(250, 370) +
        box(220, 150, 160, 74, 16, black) +
        line('M250 172h26v38h-26zM250 191h26M296 172v19h26M322 172v38M340 206l14-28', '#8fe3cf', 7) +
        repeat(3, (index) => box(216 + index * 62, 446, 44, 16, 8, black)) +
        line('M226 300H374M226 330H374M226 360H374', deep, 3, 'opacity=".3"')
      );
    return (
      shell(218, 340) +
      box(252, 176, 96, 44, 22, black) +
      line('M276 198h48', '#8fe3cf', 8) +
      line('M408 210Q470 220 470 300T430 440', dark, 15) +
      box(408, 426, 40, 60, 12, deep) +
      box(418, 480, 20, 22, 5, metal)
    );
  };
}
