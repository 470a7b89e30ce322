import { fills, type Ink } from './ink.js';
import { area, box, disc, inside, line, moved, oval, repeat, ring } from './strokes.js';

const { body, tube, accentTube, gloss, side, metal } = fills;

/** A half-unrolled yoga mat, or a foam roller. */
export function yogaMat({ roller = false } = {}): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) =>
    roller
      ? area('M150 330 400 250Q470 250 480 340Q480 430 440 446L200 490Q120 480 120 400T150 330z', tube) +
        repeat(4, (row) =>
          repeat(4, (column) =>
            box(
              206 + column * 62 + row * 6,
              326 - column * 18 + row * 40,
              44,
              24,
              10,
              light,
              `opacity=".5" transform="rotate(-16 ${228 + column * 62} ${338 - column * 18 + row * 40})"`,
            ),
          ),
        ) +
        oval(170, 410, 60, 82, dark) +
        oval(170, 410, 36, 52, deep)
      : area('M180 440 470 410 560 484 250 520z', base) +
        area('M180 440 470 410 476 416 188 446z', light) +
        line(
          repeat(
            3,
            (index) => `M${240 + index * 70} ${444 - index * 6} ${300 + index * 70} ${500 - index * 6}`,
          ),
          deep,
          2.5,
          'opacity=".25"',
        ) +
        area('M118 392 408 356Q470 356 478 400Q476 440 440 446L170 480Q110 478 118 392z', tube) +
        oval(160, 434, 46, 48, dark) +
        ring(160, 434, 33, light, 5) +
        ring(160, 434, 21, base, 5) +
        ring(160, 434, 9, light, 5) +
        line('M238 378q-18 44 4 96M370 362q-18 44 4 94', accent, 13) +
        line('M240 372C250 280 370 270 372 356', accent, 11);
}

/** A leotard set: leggings beside a top. */
export function yogaSet(top: (ink: Ink) => string, bottom: (ink: Ink) => string): (ink: Ink) => string {
  return (ink) =>
    moved('translate(-52 20) scale(.8)', top(ink).replaceAll('"a"', '"a1"').replaceAll('"#a"', '"#a1"')) +
    moved('translate(236 132) scale(.66)', bottom(ink));
}

/** Dumbbells, an adjustable one, or bands. */
export function dumbbell(kind: 'pair' | 'adjustable' | 'bands'): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) => {
    if (kind === 'bands')
      return (
        repeat(
          5,
          (index) =>
            `<path d="M${150 + index * 20} 300C${120 + index * 20} ${110 + index * 12} ${480 - index * 20} ${110 + index * 12} ${450 - index * 20} 300C${480 - index * 20} ${500 - index * 4} ${120 + index * 20} ${500 - index * 4} ${150 + index * 20} 300z" fill="none" stroke="${[base, accent, '#f0b94f', '#e08a84', '#8fb7d6'][index]}" stroke-width="17"/>`,
        ) + line('M176 236Q210 176 270 166', '#fff', 5, 'opacity=".5"')
      );
    if (kind === 'adjustable')
      return (
        box(200, 372, 200, 44, 20, metal) +
        repeat(
          4,
          (index) =>
            box(186 - index * 26, 320 - index * 16, 26, 150 + index * 18, 10, index % 2 ? '#3b3f47' : base) +
            box(388 + index * 26, 320 - index * 16, 26, 150 + index * 18, 10, index % 2 ? '#3b3f47' : base),
        ) +
        box(92, 360, 22, 70, 8, dark) +
        box(486, 360, 22, 70, 8, dark) +
        line(
          repeat(7, (index) => `M${226 + index * 25} 378v32`),
          '#7d848c',
          3,
        ) +
        line('M190 330V440', light, 4, 'opacity=".5"')
      );
    const bell =
      box(210, 340, 180, 40, 18, dark) +
      line(
        repeat(6, (index) => `M${236 + index * 26} 348v24`),
        deep,
        4,
        'opacity=".6"',
      ) +
      [
        [150, 76],
        [374, 76],
      ]
        .map(
          ([x = 0, w = 0]) =>
            area(
              `M${x + 16} 288H${x + w - 16}L${x + w} 316V404L${x + w - 16} 432H${x + 16}L${x} 404V316z`,
              tube,
            ) +
            area(`M${x + 16} 288H${x + w - 16}L${x + w} 316H${x}z`, light, 'opacity=".45"') +
            disc(x + w / 2, 360, 17, light, 'opacity=".5"'),
        )
        .join('');
    return moved('translate(20 -66) rotate(-12 300 360) scale(.92)', bell) + moved('translate(0 56)', bell);
  };
}

/** Balls: basketball, football, soft ball. */
export function ball(kind: 'basket' | 'foot' | 'soft'): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) => {
    const round = 'M300 126a180 180 0 1 1 0 360a180 180 0 1 1 0-360z';
    const seams = {
      basket: line('M300 126V486M120 306H480M176 176Q262 306 176 436M424 176Q338 306 424 436', deep, 7),
      foot:
        repeat(5, (index) =>
          moved(
            `rotate(${index * 72} 300 306)`,
            area('M300 126 350 164 330 214H270L250 164z', deep, 'transform="translate(0 -14)"') +
              line('M300 250 300 206M300 250', deep, 6),
          ),
        ) +
        area('M300 252 352 290 332 350H268L248 290z', deep) +
        repeat(5, (index) =>
          moved(`rotate(${index * 72} 300 306)`, line('M270 200 214 236M330 200 386 236', deep, 5)),
        ),
      soft:
        repeat(3, (index) =>
          moved(
            `rotate(${index * 60 - 20} 300 306)`,
            area('M286 110Q220 306 286 500H314Q380 306 314 110z', accent, 'opacity=".5"'),
          ),
        ) + disc(300, 306, 40, light, 'opacity=".7"'),
    }[kind];
    return (
      disc(300, 306, 180, kind === 'foot' ? '#faf8f2' : base) +
      inside(
        'c',
        round,
        (kind === 'foot' ? box(100, 100, 400, 400, 0, base, 'opacity=".3"') : '') +
          seams +
          area('M120 306a180 180 0 0 0 360 0Q440 420 300 420T120 306z', dark, 'opacity=".45"'),
      ) +
      disc(300, 306, 180, gloss, 'opacity=".7"') +
      oval(236, 206, 60, 34, '#fff', 'opacity=".35" transform="rotate(-36 236 206)"')
    );
  };
}

/** Two badminton rackets with a shuttle, or a table-tennis bat. */
export function racket({ table = false } = {}): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) => {
    if (table)
      return (
        moved(
          'rotate(-28 300 300)',
          box(272, 350, 56, 160, 18, '#c1935c') +
            line('M290 380V500M310 380V500', '#8f673a', 4) +
            oval(300, 232, 138, 150, '#d6a56b') +
            oval(300, 226, 132, 142, '#c43d36') +
            area('M186 300Q300 340 414 300L360 366Q300 384 240 366z', '#d6a56b') +
            line('M210 170Q240 120 290 110', '#fff', 9, 'opacity=".35"'),
        ) +
        disc(450, 440, 44, '#fffaf0') +
        disc(450, 440, 44, gloss, 'opacity=".6"') +
        oval(436, 424, 12, 8, '#fff')
      );
    const one = (paint: string) =>
      line('M300 330V486', '#5b6069', 9) +
      box(288, 410, 24, 108, 10, dark) +
      line(
        repeat(5, (index) => `M290 ${430 + index * 18}l20 8`),
        light,
        3,
      ) +
      line('M300 336 278 290M300 336 322 290', paint, 9) +
      line(
        repeat(8, (index) => `M${226 + index * 21} 112V300M216 ${120 + index * 23}H384`),
        '#fff',
        2,
        'opacity=".85"',
      ) +
      oval(300, 200, 92, 118, 'none', `stroke="${paint}" stroke-width="13"`);
    const hoop = 'M200 70H400V330H312V530H288V330H200z';
    return (
      moved('rotate(24 300 480) translate(34 0)', inside('c', hoop, one(accent))) +
      moved('rotate(-24 300 480) translate(-34 0)', inside('d', hoop, one(base))) +
      moved(
        'translate(300 452) rotate(20)',
        area('M-36-62H36L16 10H-16z', '#fffaf2') +
          line('M-22-60-8 6M0-62V6M22-60 8 6M-30-34H30', '#cfc8bc', 3) +
          area('M-17 8H17Q17 36 0 36T-17 8z', '#e9dcc6') +
          line('M-17 10H17', deep, 4),
      )
    );
  };
}

/** A dome tent, a tarp, or a folding chair. */
export function camping(kind: 'tent' | 'tarp' | 'chair'): (ink: Ink) => string {
  return ({ dark, deep, light, accent }) => {
    if (kind === 'chair')
      return (
        line('M190 486 400 330M410 486 200 330', '#6d7580', 13) +
        line('M170 486 196 330M430 486 404 330', '#858d97', 11) +
        area('M184 130Q300 152 416 130L404 330Q300 354 196 330z', body) +
        area('M196 320Q300 352 404 320L440 378Q300 424 160 378z', side) +
        line('M176 120 198 340M424 120 402 340', '#6d7580', 12) +
        box(142, 288, 76, 20, 9, '#b5804f') +
        box(382, 288, 76, 20, 9, '#b5804f') +
        line('M214 150Q300 166 386 150', light, 5, 'opacity=".6"') +
        area('M250 180H350V230H250z', dark, 'opacity=".5"')
      );
    if (kind === 'tarp')
      return (
        line('M132 486V220M468 486V220', '#8d949c', 11) +
        area('M72 300 132 204Q300 270 468 204L528 300Q300 206 72 300z', body) +
        area('M132 204Q300 110 468 204Q300 270 132 204z', light) +
        line('M72 300 40 470M528 300 560 470', '#9b8f80', 4) +
        box(220, 420, 160, 14, 5, '#c1935c') +
        line('M236 434 226 486M364 434 374 486', '#8f673a', 8) +
        disc(300, 400, 20, '#f6d27a') +
        line('M150 216Q300 128 450 216', dark, 4, 'opacity=".6"')
      );
    return (
      area('M70 486Q150 140 300 130T530 486z', body) +
      area('M300 130Q420 190 530 486H410Q390 260 300 130z', side) +
      area('M300 130Q220 240 176 486H320Q330 260 300 130z', accent, 'opacity=".55"') +
      area('M270 230Q210 330 196 486H310Q316 330 270 230z', deep) +
      area('M270 230Q216 330 196 486Q240 400 252 360Q266 300 270 230z', light) +
      line('M70 486Q150 140 300 130T530 486', dark, 7) +
      line('M300 130Q390 250 410 486', dark, 5) +
      line('M96 440 46 494M506 440 556 494', '#9b8f80', 4) +
      area('M346 240Q380 300 388 360L430 352Q410 280 376 220z', '#dfeaf0', 'opacity=".8"')
    );
  };
}

/** A sports bottle with straw, or a titanium flask. */
export function sportsBottle({ titanium = false } = {}): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) =>
    titanium
      ? box(206, 190, 188, 298, 40, metal) +
        box(250, 138, 100, 60, 10, '#6d747c') +
        box(240, 110, 120, 46, 14, base) +
        line('M250 112C250 60 350 60 350 112', dark, 11) +
        line('M226 230V450', '#fff', 9, 'opacity=".7"') +
        area('M244 340 284 280 306 312 326 290 356 340z', '#7d848c') +
        line('M206 400H394', base, 8)
      : area(
          'M214 190H386L398 250V310L384 340 398 370V450Q398 490 360 490H240Q202 490 202 450V370L216 340 202 310V250z',
          base,
          'opacity=".78"',
        ) +
        area(
          'M204 280H396V310L384 340 398 370V450Q398 486 360 486H240Q202 486 202 450V370L216 340 202 310z',
          light,
          'opacity=".45"',
        ) +
        line(
          repeat(6, (index) => `M356 ${270 + index * 34}h24`),
          '#fff',
          4,
        ) +
        area(
          'M214 190H386L398 250V310L384 340 398 370V450Q398 490 360 490H240Q202 490 202 450V370L216 340 202 310V250z',
          gloss,
        ) +
        box(206, 146, 188, 54, 16, accentTube) +
        area('M280 150V116Q280 92 304 92H346Q360 92 360 106T346 120H318V150z', deep) +
        line('M398 176Q444 180 440 230', accent, 13) +
        line('M222 250V310M222 372V450', '#fff', 8, 'opacity=".5"');
}
