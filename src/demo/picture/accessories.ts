import { fills, type Ink } from './ink.js';
import { area, box, disc, inside, line, mirrored, moved, oval, repeat } from './strokes.js';

const { body, side, tube, metal } = fills;
const gold = '#dcb766';

/** A folded wallet or a small zipped purse. */
export function wallet({ zipped = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light }) =>
    zipped
      ? area('M150 290Q150 250 190 250H410Q450 250 450 290V430Q450 484 396 484H204Q150 484 150 430z', body) +
        line('M162 290H438', gold, 9, 'stroke-dasharray="5 4"') +
        line('M430 292Q462 310 452 360', gold, 6) +
        disc(450, 372, 13, gold) +
        line('M170 316Q166 420 180 452', light, 7, 'opacity=".45"') +
        disc(300, 388, 26, dark) +
        line('M286 388H314', light, 4)
      : moved(
          'rotate(-6 300 360)',
          box(172, 238, 266, 230, 20, dark) +
            box(196, 222, 200, 60, 8, '#e8dcc8') +
            box(210, 208, 180, 60, 8, '#9fb8c7') +
            box(150, 262, 290, 218, 20, body) +
            box(
              162,
              274,
              266,
              194,
              12,
              'none',
              `stroke="${deep}" stroke-width="2.5" stroke-dasharray="7 5"`,
            ) +
            box(392, 340, 66, 58, 16, dark) +
            disc(424, 369, 9, gold),
        );
}

/** A scarf laid in a loop; checked or plain. */
export function scarf({ checked = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, accent, light }) => {
    const tail = 'M244 250 330 262 310 480H206z';
    const tail2 = 'M330 250 266 262 318 462 420 450z';
    const loop = 'M150 196C150 110 450 110 450 196C450 290 380 320 300 320S150 290 150 196z';
    const fringe = (x: number, y: number) =>
      line(
        repeat(7, (index) => `M${x + index * 15} ${y}l-3 28`),
        dark,
        5,
      );
    const check = repeat(
      6,
      (index) =>
        box(130 + index * 62, 100, 18, 400, 0, accent, 'opacity=".55"') +
        box(100, 130 + index * 62, 400, 14, 0, light, 'opacity=".45"'),
    );
    return (
      moved('rotate(-12 318 460)', fringe(322, 456)) +
      area(tail2, side) +
      fringe(210, 478) +
      area(tail, body) +
      area(loop, body) +
      area('M208 190C214 150 386 150 392 190C392 226 350 236 300 236S208 226 208 190z', deep) +
      (checked
        ? inside('c', `${tail}${loop}`, check)
        : line(
            'M168 220Q230 300 330 294M164 190Q170 260 240 290M232 300 228 470M268 310 256 470',
            deep,
            4,
            'opacity=".25"',
          )) +
      area('M208 190C214 150 386 150 392 190C392 226 350 236 300 236S208 226 208 190z', deep) +
      line('M176 180Q190 140 270 130', light, 8, 'opacity=".4"')
    );
  };
}

/** Hats: bucket, knitted with bobble, baseball cap. */
export function hat(kind: 'bucket' | 'knit' | 'cap'): (ink: Ink) => string {
  return ({ deep, dark, light, accent, base }) => {
    if (kind === 'knit')
      return (
        disc(300, 170, 52, light) +
        repeat(12, (index) => moved(`rotate(${index * 30} 300 170)`, line('M300 128v-12', light, 9))) +
        area('M176 390C166 240 226 196 300 196S434 240 424 390z', body) +
        line(
          repeat(9, (index) => `M${200 + index * 25} ${250 + Math.abs(index - 4) * 18}V380`),
          deep,
          4,
          'opacity=".25"',
        ) +
        box(160, 366, 280, 88, 30, dark) +
        line(
          repeat(13, (index) => `M${184 + index * 19} 380v60`),
          deep,
          4,
          'opacity=".4"',
        )
      );
    if (kind === 'cap')
      return (
        area('M160 370C150 220 240 170 310 176C400 182 446 260 440 372z', body) +
        line('M310 178Q250 250 262 370M310 178Q384 240 382 368', deep, 3, 'opacity=".5"') +
        area('M262 366Q380 330 452 372Q540 400 548 434Q460 418 368 420Q290 420 262 366z', dark) +
        disc(310, 174, 13, dark) +
        area('M336 268l10 20 22 3-16 15 4 22-20-10-20 10 4-22-16-15 22-3z', accent) +
        line('M182 300Q196 232 250 206', light, 7, 'opacity=".5"') +
        line('M290 386Q400 366 520 418', light, 3, 'opacity=".5"')
      );
    return (
      area('M220 320C212 200 250 176 300 176S388 200 380 320z', body) +
      area(
        'M222 300Q300 322 378 300L404 318Q472 392 482 430Q396 458 300 458T118 430Q128 392 196 318z',
        side,
      ) +
      line(
        repeat(
          4,
          (index) =>
            `M${204 - index * 20} ${334 + index * 27}Q300 ${366 + index * 27} ${396 + index * 20} ${334 + index * 27}`,
        ),
        base,
        3,
        'opacity=".7" stroke-dasharray="7 5"',
      ) +
      area('M221 286Q300 306 379 286L380 318Q300 340 220 318z', deep, 'opacity=".6"') +
      line('M244 210Q236 240 236 270', light, 7, 'opacity=".5"')
    );
  };
}

/** Sunglasses, folded open. */
export function sunglasses({ big = false } = {}): (ink: Ink) => string {
  return ({ base, deep, light }) => {
    const lens = big
      ? 'M140 268Q140 244 166 244H256Q282 244 282 270Q282 372 210 372T140 268z'
      : 'M136 262H282L276 318Q266 360 214 360T146 318z';
    return (
      mirrored(
        'a',
        line('M140 268Q100 220 128 180', deep, 13) +
          area(lens, '#2b2d36') +
          area(lens, base, 'opacity=".35"') +
          area('M170 262H222L176 336Q156 310 158 280z', '#fff', 'opacity=".22"') +
          `<path d="${lens}" fill="none" stroke="${base}" stroke-width="15" stroke-linejoin="round"/>`,
      ) +
      line('M280 280Q300 262 320 280', base, 14) +
      line('M150 256H262', light, 4, 'opacity=".5"') +
      oval(300, 458, 170, 16, '#33262e', 'opacity=".12"')
    );
  };
}

/** An open umbrella; with long handle or folding. */
export function umbrella({ long = false } = {}): (ink: Ink) => string {
  return ({ base, dark, deep, light }) =>
    moved(
      'rotate(16 300 300)',
      line('M300 100V70', '#b9bec4', 8) +
        box(295, 260, 10, long ? 200 : 170, 4, metal) +
        (long ? line('M300 450V480Q300 516 268 508', '#8a5c34', 17) : box(286, 420, 28, 76, 13, tube)) +
        area(
          'M80 310C84 150 200 100 300 100S516 150 520 310Q480 276 446 310Q410 276 373 310Q336 276 300 310Q264 276 227 310Q190 276 154 310Q120 276 80 310z',
          body,
        ) +
        area(
          'M227 310Q230 170 300 100Q370 170 373 310Q336 276 300 310Q264 276 227 310z',
          light,
          'opacity=".45"',
        ) +
        area('M446 310Q440 170 300 100Q500 130 520 310Q480 276 446 310z', deep, 'opacity=".35"') +
        line(
          'M154 310Q160 170 300 100M227 310Q230 170 300 100M373 310Q370 170 300 100M446 310Q440 170 300 100',
          dark,
          2.5,
        ) +
        disc(300, 100, 9, base),
    );
}
