import { fills } from './ink.js';
import { area, box, copies, disc, dots, line, moved, oval, repeat, turned } from './strokes.js';

const { gloss, glass } = fills;
const crate = '#cda06a';

/** A green leaf that grows from a point. */
export function leafAt(x: number, y: number, turn: number): string {
  return moved(
    `translate(${x} ${y}) rotate(${turn})`,
    area('M0 0C-6-30 20-54 58-50C54-18 30 4 0 0z', '#6fa457') + line('M4-4 44-38', '#4f8342', 3),
  );
}

function basket(): string {
  return (
    area('M116 388H484L462 474Q458 490 440 490H160Q142 490 138 474z', crate) +
    line(
      repeat(3, (row) => `M${128 + row * 6} ${414 + row * 26}H${472 - row * 6}`),
      '#a87a45',
      5,
    ) +
    line(
      repeat(8, (index) => `M${150 + index * 43} 392V486`),
      '#b88a54',
      4,
    ) +
    box(108, 374, 384, 26, 12, '#deb783')
  );
}

function ball(x: number, y: number, radius: number, hue: string): string {
  return (
    disc(x, y, radius, hue) +
    disc(x, y, radius, gloss, 'opacity=".7"') +
    oval(x - radius * 0.35, y - radius * 0.4, radius * 0.24, radius * 0.16, '#fff', 'opacity=".6"')
  );
}

function strawberry(): string {
  const outline = 'M0 78C-62 38-70-20-45-45Q0-65 45-45C70-20 62 38 0 78z';
  return (
    area(outline, '#e0454b') +
    area(outline, gloss, 'opacity=".6"') +
    dots('M-30-8H40M-38 22H40M-16 50H20', '#f9d98c', 8, 28) +
    area('M0-42-45-58-18-38-38-22-5-35 0-15 8-35 38-22 18-38 45-58z', '#5f9b4a')
  );
}

/** Fruit: round kinds in a basket, strawberries, mangoes, blueberries, grapes. */
export function fruits(
  kind: 'orange' | 'apple' | 'strawberry' | 'mango' | 'blueberry' | 'grape',
): () => string {
  return () => {
    const pile = [
      [190, 350],
      [300, 340],
      [410, 350],
      [244, 270],
      [356, 270],
      [300, 196],
    ] as const;
    if (kind === 'orange')
      return (
        copies('d', ball(0, 0, 62, '#f2963c'), pile) + leafAt(304, 136, 0) + leafAt(250, 216, -70) + basket()
      );
    if (kind === 'apple')
      return (
        copies('d', ball(0, 0, 61, '#d64f43') + line('M0-46q2-14 12-22', '#6b4a2c', 5), pile) +
        leafAt(308, 130, 0) +
        basket()
      );
    if (kind === 'strawberry')
      return (
        copies('d', strawberry(), [
          [300, 236],
          [206, 326],
          [394, 328],
          [300, 340],
        ]) + basket()
      );
    const mango = (x: number, y: number, turn: number) =>
      moved(
        `translate(${x} ${y}) rotate(${turn})`,
        area('M-96 20C-100-50-30-84 40-66C108-48 116 20 66 50C10 82-90 76-96 20z', '#f3b441') +
          area('M-96 20C-100-50-30-84 40-66C20-10-40 30-92 40z', '#e9793f', 'opacity=".55"') +
          area('M-96 20C-100-50-30-84 40-66C108-48 116 20 66 50C10 82-90 76-96 20z', gloss, 'opacity=".6"'),
      );
    if (kind === 'mango')
      return mango(206, 400, -14) + mango(392, 404, 14) + mango(300, 282, -8) + leafAt(360, 220, 10);
    if (kind === 'blueberry') {
      const box = 'M116 336H484L456 470Q452 490 432 490H168Q148 490 144 470z';
      const berryRow = (y: number, from: number, count: number) =>
        Array.from({ length: count }, (_, index) => [from + index * 56, y] as const);
      return (
        copies(
          'd',
          ball(0, 0, 35, '#566b9c') +
            disc(0, -10, 10, '#34446b') +
            line('M-9-16 0-10 9-16M0-10V-1', '#7488b8', 3),
          [
            ...berryRow(450, 188, 5),
            ...berryRow(404, 188, 5),
            ...berryRow(356, 188, 5),
            ...berryRow(310, 216, 4),
            ...berryRow(266, 272, 2),
          ],
        ) +
        area(box, '#fff', 'opacity=".3"') +
        area(box, glass, 'stroke="#fff" stroke-width="4" opacity=".7"') +
        leafAt(326, 236, 10)
      );
    }
    const bunch = [5, 5, 4, 3, 2, 1].flatMap((count, row) =>
      Array.from(
        { length: count },
        (_, index) => [300 + (index - (count - 1) / 2) * 64 + (row === 1 ? 20 : 0), 190 + row * 52] as const,
      ),
    );
    return (
      line('M300 150Q310 100 352 96', '#8a6238', 11) +
      leafAt(310, 150, 20) +
      moved('scale(-1 1) translate(-600 0)', leafAt(310, 152, 30)) +
      copies('d', ball(0, 0, 38, '#b0cd64'), bunch)
    );
  };
}

/** Vegetables: salad box, sweet potatoes, corn. */
export function vegetables(kind: 'salad' | 'potato' | 'corn'): () => string {
  return () => {
    if (kind === 'potato')
      return (
        [
          [196, 356, -14],
          [398, 360, 16],
          [298, 290, 6],
        ]
          .map(([x = 0, y = 0, turn = 0]) =>
            moved(
              `translate(${x} ${y}) rotate(${turn})`,
              area('M-120 10C-90-56 60-70 118-4C130 14 60 66-30 60C-84 56-112 34-120 10z', '#b05f5a') +
                area(
                  'M-120 10C-90-56 60-70 118-4C130 14 60 66-30 60C-84 56-112 34-120 10z',
                  gloss,
                  'opacity=".6"',
                ) +
                line('M-60-6q10-6 22 0M10 16q12-6 24 0M40-26q10-4 18 2', '#8a4642', 4),
            ),
          )
          .join('') +
        basket() +
        oval(470, 340, 46, 40, '#b05f5a') +
        oval(466, 338, 36, 31, '#f4b54d')
      );
    if (kind === 'corn') {
      const ear =
        area('M250 470Q230 160 300 110Q370 160 350 470z', '#f6d76f') +
        dots('M267 186V460M311 172V460', '#f2c64a', 23, 27) +
        dots('M289 172V460M333 186V460', '#edbb3d', 23, 27) +
        area(
          'M300 500C220 470 210 350 232 270C262 330 282 400 300 500zM300 500C380 470 390 350 368 270C338 330 318 400 300 500z',
          '#8fb866',
        ) +
        line('M240 300Q264 400 296 490M360 300Q336 400 304 490', '#6d9a4c', 3);
      return turned('d', ear, [-24, 24, 0]);
    }
    return (
      area('M150 330C110 250 200 200 240 240C260 180 350 180 360 236C410 200 480 250 450 330z', '#86b75d') +
      area('M180 330C160 270 230 240 262 276C290 226 350 240 350 286C400 260 430 290 420 330z', '#a8cf76') +
      disc(220, 318, 34, '#e0554a') +
      disc(210, 308, 8, '#fff', 'opacity=".6"') +
      disc(386, 318, 32, '#e0554a') +
      disc(310, 306, 40, '#f7efd8') +
      disc(310, 306, 20, '#f3bf4c') +
      area('M262 326q20-40 44-10z', '#8a5aa0') +
      area('M112 320H488L462 470Q458 490 436 490H164Q142 490 138 470z', '#e9f3ea', 'opacity=".75"') +
      area('M140 356H460L446 462Q442 474 428 474H172Q158 474 154 462z', '#a8cf76', 'opacity=".5"') +
      area(
        'M112 320H488L462 470Q458 490 436 490H164Q142 490 138 470z',
        glass,
        'stroke="#fff" stroke-width="4"',
      ) +
      box(230, 392, 140, 58, 10, '#fffdf6') +
      leafAt(286, 442, 0)
    );
  };
}
