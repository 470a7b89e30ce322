import { fills, type Ink } from './ink.js';
import { area, box, disc, dots, lettering, line, moved, oval, repeat, ring } from './strokes.js';

const { tube, accentTube, gloss, metal } = fills;

/** Toothpaste tubes lying in front of a box. */
export function toothpaste({ base, accent, accentDark, dark, light, brand, onBase }: Ink): string {
  return (
    moved(
      'translate(0 40)',
      box(128, 216, 344, 96, 10, dark) +
        box(128, 216, 344, 96, 10, gloss, 'opacity=".6"') +
        area('M128 280Q300 230 472 280V302Q472 312 462 312H138Q128 312 128 302z', accent, 'opacity=".85"') +
        lettering(brand, 210, 270, 30, '#fff', 'font-weight="600"'),
    ) +
    moved(
      'translate(0 20)',
      area('M120 330Q112 326 112 336V456Q112 466 122 462L400 446V346z', base) +
        area('M120 330Q112 326 112 336V456Q112 466 122 462L400 446V346z', gloss) +
        area('M200 342Q270 400 230 456L330 450Q350 400 310 344z', accent, 'opacity=".85"') +
        line(
          repeat(9, (index) => `M118 ${342 + index * 13}h14`),
          light,
          2,
        ) +
        box(396, 352, 78, 88, 14, accentTube) +
        line(
          repeat(5, (index) => `M${412 + index * 13} 360v72`),
          accentDark,
          2,
          'opacity=".5"',
        ) +
        lettering(brand, 264, 412, 32, onBase === '#ffffff' ? dark : onBase, 'font-weight="600"'),
    )
  );
}

/** An electric toothbrush, a child's one, or brush heads. */
export function toothbrush(kind: 'adult' | 'child' | 'heads'): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) => {
    const head = (x: number, y: number) =>
      box(x - 9, y + 30, 18, 130, 7, '#f4f2ec') +
      box(x - 21, y, 42, 60, 16, '#fbfaf6') +
      repeat(4, (index) =>
        box(x - 18 + index * 9.5, y - 12 + (index % 3 ? 0 : 8), 8, 50, 3, index % 2 ? accent : light),
      ) +
      box(x - 11, y + 136, 22, 12, 3, deep, 'opacity=".5"');
    if (kind === 'heads')
      return (
        repeat(4, (index) =>
          moved(`translate(${180 + index * 80} ${190 + (index % 2) * 26}) scale(1.35)`, head(0, 0)),
        ) + box(120, 416, 360, 72, 16, tube)
      );
    return (
      head(300, 80) +
      box(252, 228, 96, 262, 44, tube) +
      disc(300, 300, 19, light) +
      disc(300, 300, 8, deep) +
      repeat(3, (index) =>
        disc(300, 350 + index * 24, 5, index === 0 ? '#7fe0c0' : deep, index === 0 ? '' : 'opacity=".5"'),
      ) +
      line('M268 270V450', '#fff', 7, 'opacity=".4"') +
      (kind === 'child'
        ? disc(300, 430, 28, '#fff6e6') +
          disc(280, 408, 11, '#fff6e6') +
          disc(320, 408, 11, '#fff6e6') +
          disc(291, 426, 4, deep) +
          disc(309, 426, 4, deep)
        : moved(
            'translate(104 0)',
            box(268, 420, 84, 70, 26, dark) + oval(310, 422, 32, 9, base) + box(303, 384, 14, 40, 6, metal),
          ))
    );
  };
}

/** An electric shaver with three heads, or a small travel one. */
export function shaver({ small = false } = {}): (ink: Ink) => string {
  return ({ base, dark, deep, light }) =>
    small
      ? box(186, 190, 228, 298, 62, tube) +
        box(196, 120, 208, 90, 40, metal) +
        dots('M218 142H390M218 158H390M218 174H390M218 190H390', '#6d747c', 7, 15) +
        disc(300, 310, 32, light, 'opacity=".6"') +
        ring(300, 310, 32, deep, 4) +
        line('M300 296v18', deep, 7) +
        box(270, 440, 60, 12, 6, deep) +
        line('M206 250V430', '#fff', 9, 'opacity=".3"')
      : area('M236 250H364L350 460Q346 492 316 492H284Q254 492 250 460z', tube) +
        area('M250 250Q260 210 300 210T350 250z', metal) +
        area('M196 190Q190 100 300 96T404 190Q380 232 300 236T196 190z', dark) +
        [
          [250, 164],
          [350, 164],
          [300, 196],
        ]
          .map(
            ([x = 0, y = 0]) =>
              disc(x, y, 42, metal) +
              disc(x, y, 30, '#4a4e55') +
              ring(x, y, 20, '#c9cfd5', 4) +
              disc(x, y, 8, base),
          )
          .join('') +
        box(280, 300, 40, 90, 20, deep) +
        disc(300, 324, 12, light) +
        line('M286 420h28', '#7fe0c0', 6) +
        line('M254 280 264 450', '#fff', 7, 'opacity=".35"');
}

/** A pack of sanitary pads with one in front. */
export function pads({ base, accent, dark, light, brand, onBase }: Ink): string {
  return (
    box(136, 170, 328, 300, 34, base) +
    area('M136 300Q300 240 464 330V436Q464 470 430 470H170Q136 470 136 436z', accent) +
    box(136, 170, 328, 300, 34, gloss) +
    lettering(brand, 300, 246, 38, onBase, 'font-weight="600"') +
    line('M150 204H450', light, 3, 'opacity=".6" stroke-dasharray="6 6"') +
    moved(
      'rotate(-14 320 410)',
      area(
        'M200 410C200 372 252 366 300 376Q320 340 340 376C388 366 440 372 440 410S388 454 340 444Q320 480 300 444C252 454 200 448 200 410z',
        '#fffdfb',
      ) +
        area(
          'M226 410C226 392 268 390 320 392S414 392 414 410S372 428 320 428S226 428 226 410z',
          base,
          'opacity=".45"',
        ) +
        line('M250 410H390', dark, 3, 'stroke-dasharray="4 9" opacity=".6"'),
    )
  );
}
