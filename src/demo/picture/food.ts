import { fills, type Ink } from './ink.js';
import { leafAt } from './produce.js';
import { area, box, copies, disc, dots, lettering, line, moved, oval, repeat } from './strokes.js';

const { gloss } = fills;

/** A tray of eggs. */
export function eggs({ draw }: Ink): string {
  const outline = 'M0-62C34-62 48-14 48 8A48 46 0 0 1-48 8C-48-14-34-62 0-62z';
  const egg =
    area(outline, ['#e6bd92', '#f7ead6', '#efd0ac'][draw % 3] ?? '#e6bd92') +
    area(outline, gloss, 'opacity=".6"') +
    oval(-16, -28, 9, 15, '#fff', 'opacity=".6" transform="rotate(18)"');
  return (
    copies('d', egg, [
      [150, 322],
      [250, 322],
      [350, 322],
      [450, 322],
    ]) +
    area(
      'M96 340Q122 316 150 340T200 340T250 340T300 340T350 340T400 340T450 340T504 340V400H96z',
      '#9fb0a6',
    ) +
    '<use href="#d" x="150" y="392"/><use href="#d" x="250" y="392"/><use href="#d" x="350" y="392"/><use href="#d" x="450" y="392"/>' +
    area(
      'M84 404Q116 380 150 412T200 408T250 412T300 408T350 412T400 408T450 412T516 404L498 472Q494 490 474 490H126Q106 490 102 472z',
      '#b4c3ba',
    ) +
    line('M150 440v32M226 440v32M302 440v32M378 440v32M454 440v32', '#93a59b', 5)
  );
}

/** Meat: steak, chicken, ribs, sliced beef. */
export function meat(kind: 'steak' | 'chicken' | 'ribs' | 'rolls'): () => string {
  return () => {
    const board =
      box(96, 430, 408, 60, 22, '#b5804f') +
      box(96, 430, 408, 24, 12, '#cf9d6b') +
      disc(468, 446, 9, '#8d5f37');
    const herb = leafAt(420, 426, 40) + leafAt(434, 430, 84);
    if (kind === 'chicken')
      return (
        board +
        repeat(2, (index) =>
          moved(
            `translate(${index * 150 - 70} ${index * -34 + 10}) rotate(${index * -8} 300 360)`,
            area(
              'M200 400C176 330 250 270 330 290C410 300 430 370 380 410C340 440 220 450 200 400z',
              '#f3c3ac',
            ) +
              area(
                'M220 392C206 340 260 300 326 312C380 322 392 366 360 390C320 412 230 424 220 392z',
                '#f8d8c6',
              ) +
              line('M240 380Q290 340 350 344M262 398Q310 370 364 372', '#e5a88f', 4),
          ),
        ) +
        herb
      );
    if (kind === 'ribs')
      return (
        board +
        area('M120 410C120 300 200 270 300 276S486 310 482 410Q480 446 300 448T120 410z', '#b4483f') +
        repeat(
          5,
          (index) =>
            area(
              `M${160 + index * 62} 286Q${150 + index * 62} 360 ${164 + index * 62} 440h26Q${178 + index * 62} 360 ${188 + index * 62} 284z`,
              '#e8a596',
            ) +
            oval(175 + index * 62, 284, 17, 13, '#fbf1e2') +
            oval(175 + index * 62, 284, 7, 5, '#e3c9b4'),
        ) +
        herb
      );
    if (kind === 'rolls')
      return (
        board +
        [
          [160, 390],
          [246, 390],
          [332, 390],
          [418, 390],
          [204, 318],
          [290, 318],
          [376, 318],
          [248, 248],
          [334, 248],
        ]
          .map(
            ([x = 0, y = 0]) =>
              oval(x, y, 48, 44, '#c9534d') +
              `<path d="M${x - 30} ${y + 4}a30 28 0 1 1 32 26M${x - 14} ${y + 4}a16 14 0 1 1 16 12" fill="none" stroke="#f6d3c9" stroke-width="7"/>` +
              oval(x, y, 48, 44, gloss, 'opacity=".5"'),
          )
          .join('')
      );
    return (
      board +
      moved(
        'translate(0 -6)',
        area(
          'M116 380C110 290 200 256 270 286C330 310 360 250 430 276C500 302 500 400 440 426C360 456 124 450 116 380z',
          '#f4d9cb',
        ) +
          area(
            'M140 376C136 310 206 280 266 306C330 334 366 276 424 298C474 320 470 390 424 408C350 434 146 430 140 376z',
            '#bd463f',
          ) +
          line(
            'M190 350Q230 330 260 360T330 370M300 400Q340 380 390 390M370 330Q410 330 430 350M180 396Q220 380 250 396',
            '#f1bfb1',
            6,
          ) +
          oval(390, 352, 34, 26, '#fbefe4') +
          oval(390, 352, 18, 13, '#f1d9c4'),
      ) +
      herb
    );
  };
}

/** Sea food: prawns, salmon, scallops. */
export function seafood(kind: 'prawn' | 'salmon' | 'scallop'): () => string {
  return () => {
    const plate =
      oval(300, 452, 224, 42, '#c8dbe2') +
      oval(300, 444, 224, 42, '#f7fbfc') +
      repeat(9, (index) => area(`M${140 + index * 38} 448l18-26 20 24z`, '#d7edf5', 'opacity=".9"'));
    const lemon =
      disc(460, 400, 44, '#f4c93f') +
      disc(460, 400, 35, '#fdf0b4') +
      repeat(6, (index) =>
        moved(`rotate(${index * 60} 460 400)`, area('M460 396 448 372Q460 364 472 372z', '#f4d767')),
      );
    const prawn =
      '<path d="M-70 30C-84-50 20-92 66-30C88 4 70 50 34 58" fill="none" stroke="#f29a76" stroke-width="42"/><path d="M-70 30C-84-50 20-92 66-30C88 4 70 50 34 58" fill="none" stroke="#fff" stroke-width="42" stroke-dasharray="4 26" stroke-linecap="butt" opacity=".55"/>' +
      area('M34 40 2 62 34 72 12 96 60 78z', '#e56f4e') +
      line('M-78 34Q-140 20-150-50M-78 40Q-130 50-160 20', '#e58a64', 4) +
      disc(-66, 26, 5, '#3a2c2a');
    if (kind === 'prawn')
      return (
        plate +
        copies('d', prawn, [
          [206, 366],
          [370, 352],
          [292, 258],
        ]) +
        lemon
      );
    if (kind === 'salmon')
      return (
        plate +
        moved(
          'translate(0 -10)',
          area('M110 404 150 288Q300 246 450 288L492 404Q300 446 110 404z', '#f28a5e') +
            line(
              repeat(
                6,
                (index) =>
                  `M${166 + index * 54} ${292 - (index % 5 ? 12 : 0)}Q${150 + index * 56} 350 ${144 + index * 62} 412`,
              ),
              '#fcd3bd',
              8,
            ) +
            area('M110 404Q300 446 492 404L488 424Q300 466 114 424z', '#8fa5ad'),
        ) +
        leafAt(300, 286, 10) +
        lemon
      );
    const shell = (x: number, y: number) =>
      moved(
        `translate(${x} ${y})`,
        area('M0 64C-60 60-86 0-64-40Q0-84 64-40C86 0 60 60 0 64z', '#e9b193') +
          line('M0 60-50-36M0 60-18-54M0 60 18-54M0 60 50-36', '#c98664', 5) +
          area('M-22 58H22L28 74H-28z', '#d99a78') +
          oval(0, 4, 34, 28, '#fff8ec') +
          oval(-8, -4, 12, 8, '#fff'),
      );
    return plate + shell(190, 356) + shell(404, 356) + shell(298, 300);
  };
}

/** Bread, cookies or cakes. */
export function bakery(kind: 'loaf' | 'cookies' | 'cakes'): (ink: Ink) => string {
  return ({ base, dark, light }) => {
    if (kind === 'loaf')
      return (
        area(
          'M110 400C90 300 150 250 230 262Q300 230 370 262C450 250 510 300 490 400L484 466Q482 490 458 490H142Q118 490 116 466z',
          '#c98a4c',
        ) +
        area('M124 396C110 316 160 272 234 282Q300 254 366 282C440 272 490 316 476 396z', '#dda865') +
        line(
          repeat(4, (index) => `M${176 + index * 74} 300q24 26 16 62`),
          '#f0cf98',
          12,
        ) +
        area(
          'M110 400C90 300 150 250 230 262Q300 230 370 262C450 250 510 300 490 400L484 466Q482 490 458 490H142Q118 490 116 466z',
          gloss,
          'opacity=".6"',
        ) +
        repeat(16, (index) => oval(160 + ((index * 67) % 290), 290 + ((index * 31) % 60), 5, 3, '#f6e3bd'))
      );
    if (kind === 'cakes') {
      const cake =
        area('M-58 56Q-74-60 0-62T58 56Q0 76-58 56z', '#e3a64e') +
        area('M-50-2Q-44-56 0-56T50-2Q0 20-50-2z', '#b8702c', 'opacity=".7"') +
        dots('M-26-20H30M-14-38H20M-6-8H20', '#3a2c24', 6, 17) +
        oval(-20, -34, 12, 7, '#fff', 'opacity=".45"');
      return copies('d', cake, [
        [244, 330],
        [356, 330],
        [190, 420],
        [300, 420],
        [410, 420],
      ]);
    }
    const cookie =
      oval(0, 6, 54, 38, '#b9803f') +
      oval(0, 0, 54, 38, '#e3b26c') +
      repeat(3, (index) =>
        oval(0, 0, 44 - index * 14, 30 - index * 10, 'none', 'stroke="#c99350" stroke-width="4"'),
      );
    return (
      area('M140 330H460V430Q460 488 300 488T140 430z', base) +
      area('M140 330H460V430Q460 488 300 488T140 430z', gloss) +
      oval(300, 330, 160, 42, dark) +
      oval(300, 334, 148, 34, light) +
      copies('d', cookie, [
        [300, 246],
        [254, 282],
        [346, 282],
        [210, 316],
        [390, 316],
        [300, 330],
      ]) +
      area('M140 340Q300 400 460 340V430Q460 488 300 488T140 430z', base) +
      area('M140 340Q300 400 460 340V430Q460 488 300 488T140 430z', gloss) +
      line('M190 430Q300 466 410 430', light, 5, 'opacity=".7"')
    );
  };
}

/** A bar of chocolate out of its wrapper. */
export function chocolate({ dark, accent, brand }: Ink): string {
  const piece = box(0, 0, 60, 58, 8, '#6e4a3a') + line('M8 50V8h44', '#8c6450', 4);
  return moved(
    'rotate(-10 300 300)',
    box(190, 92, 220, 300, 12, '#5a3a2e') +
      copies(
        'd',
        piece,
        Array.from(
          { length: 9 },
          (_, index) => [200 + (index % 3) * 70, 102 + Math.floor(index / 3) * 68] as const,
        ),
      ) +
      area('M176 290 206 272 236 294 268 272 300 294 332 272 364 294 394 272 424 290V500H176z', '#efdcae') +
      box(176, 306, 248, 196, 6, '#8c4a3f') +
      box(176, 346, 248, 100, 0, accent) +
      lettering(brand, 300, 408, 34, dark, 'font-weight="600" letter-spacing="3"') +
      box(176, 306, 248, 196, 6, gloss, 'opacity=".8"'),
  );
}
