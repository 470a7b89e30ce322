import { fills, type Ink } from './ink.js';
import { area, box, disc, line, mirrored, moved, oval, repeat, ring } from './strokes.js';

const { body, side, tube, accentTube, gloss, metal, glass } = fills;
const black = '#30333a';

/** A hair dryer. */
export function hairDryer({ base, deep, dark, light, accent }: Ink): string {
  return (
    moved(
      'rotate(-10 300 300)',
      area('M288 290H362L344 470Q340 492 318 492H304Q284 492 282 470z', tube) +
        box(302, 360, 22, 54, 11, deep) +
        disc(313, 376, 6, light) +
        box(150, 156, 270, 148, 74, body) +
        box(120, 174, 66, 112, 14, dark) +
        box(106, 196, 24, 68, 8, black) +
        disc(388, 230, 58, base) +
        ring(388, 230, 42, deep, 5) +
        ring(388, 230, 26, deep, 4) +
        disc(388, 230, 11, accent) +
        line('M200 178Q270 164 340 172', '#fff', 9, 'opacity=".5"'),
    ) + line('M352 486Q380 510 460 486', dark, 9)
  );
}

/** A hot-air styling brush. */
export function stylingBrush({ dark, light, accent }: Ink): string {
  return moved(
    'rotate(24 300 300)',
    box(262, 300, 76, 210, 34, tube) +
      box(284, 350, 32, 70, 16, dark) +
      disc(300, 368, 8, light) +
      box(246, 70, 108, 240, 44, side) +
      repeat(7, (row) =>
        repeat(4, (column) => box(262 + column * 22, 96 + row * 28, 10, 16, 5, column % 2 ? light : accent)),
      ) +
      box(246, 290, 108, 18, 8, metal),
  );
}

/** A humidifier with mist. */
export function humidifier({ small = false } = {}): (ink: Ink) => string {
  return ({ deep, light, dark }) =>
    area(
      small
        ? 'M300 190C262 150 330 130 290 80C350 100 360 150 322 190z'
        : 'M290 156C240 120 322 92 280 46C352 66 366 120 322 156z',
      '#fff',
      'opacity=".75"',
    ) +
    (small
      ? area('M186 340Q186 206 300 206T414 340V430Q414 490 354 490H246Q186 490 186 430z', tube) +
        box(262, 192, 76, 22, 10, dark) +
        disc(264, 350, 8, deep) +
        disc(336, 350, 8, deep) +
        line('M284 376Q300 390 316 376', deep, 6) +
        line('M206 330Q210 260 250 236', '#fff', 9, 'opacity=".5"')
      : area(
          'M196 220Q196 166 250 166H350Q404 166 404 220V370H196z',
          glass,
          'stroke="#fff" stroke-width="3"',
        ) +
        area('M200 270Q250 254 300 270T400 270V372H200z', '#9fd0e6', 'opacity=".7"') +
        box(262, 148, 76, 24, 10, dark) +
        area('M190 366H410V440Q410 490 360 490H240Q190 490 190 440z', tube) +
        disc(300, 428, 26, light) +
        ring(300, 428, 16, deep, 4) +
        line('M214 210V350', '#fff', 9, 'opacity=".7"'));
}

/** Fans: standing, in the hand, around the neck. */
export function fan(kind: 'standing' | 'hand' | 'neck'): (ink: Ink) => string {
  return ({ base, dark, deep, light }) => {
    if (kind === 'neck')
      return (
        line('M176 410C90 140 510 140 424 410', body, 62) +
        line('M176 410C90 140 510 140 424 410', light, 8, 'opacity=".7" transform="translate(-6 -14)"') +
        repeat(9, (index) =>
          moved(`rotate(${-64 + index * 16} 300 372)`, line('M300 196v20', deep, 6, 'opacity=".55"')),
        ) +
        disc(176, 420, 40, dark) +
        disc(424, 420, 40, dark) +
        repeat(
          3,
          (index) =>
            ring(176, 420, 10 + index * 10, light, 2.5, 'opacity=".5"') +
            ring(424, 420, 10 + index * 10, light, 2.5, 'opacity=".5"'),
        )
      );
    const head = (cy: number, radius: number) =>
      disc(300, cy, radius, light, 'opacity=".55"') +
      repeat(5, (index) =>
        moved(
          `rotate(${index * 72} 300 ${cy})`,
          area(
            `M300 ${cy}Q${300 - radius * 0.5} ${cy - radius * 0.5} ${300 - radius * 0.1} ${cy - radius * 0.85}Q${300 + radius * 0.45} ${cy - radius * 0.7} 300 ${cy}z`,
            base,
            'opacity=".95"',
          ),
        ),
      ) +
      repeat(3, (index) => ring(300, cy, radius * (0.34 + index * 0.2), deep, 2, 'opacity=".35"')) +
      ring(300, cy, radius, dark, 11) +
      disc(300, cy, radius * 0.2, dark);
    return kind === 'standing'
      ? box(292, 300, 16, 180, 6, metal) +
          oval(300, 480, 104, 20, dark) +
          oval(300, 472, 104, 18, base) +
          head(210, 136) +
          box(276, 330, 48, 40, 14, base)
      : box(264, 310, 72, 172, 30, tube) +
          disc(300, 380, 14, deep) +
          box(230, 470, 140, 22, 11, dark) +
          head(210, 112);
  };
}

/** Heaters: panel, electric blanket, hand warmer. */
export function heater(kind: 'panel' | 'blanket' | 'hand'): (ink: Ink) => string {
  return ({ dark, deep, light }) => {
    if (kind === 'blanket')
      return (
        area(
          'M120 380Q120 350 150 346L430 320Q470 318 476 350L484 430Q484 462 450 466L160 490Q124 490 122 458z',
          side,
        ) +
        area(
          'M120 330Q120 300 150 296L430 270Q470 268 476 300L484 384Q484 412 450 416L160 440Q124 440 122 410z',
          body,
        ) +
        line(
          repeat(5, (index) => `M${160 + index * 62} ${300 - index * 5}q-14 70 4 136`),
          deep,
          3,
          'opacity=".25"',
        ) +
        line('M130 350Q300 320 480 326M128 400Q300 372 482 376', deep, 3, 'opacity=".2"') +
        line('M420 440Q400 500 330 470', '#7b7f86', 7) +
        box(262, 440, 84, 46, 16, '#fdfbf6') +
        disc(286, 463, 9, '#e07a4f') +
        disc(318, 463, 9, '#8fb5a0')
      );
    if (kind === 'hand')
      return (
        area('M176 330C176 226 240 186 300 186S424 226 424 330S370 488 300 488S176 434 176 330z', tube) +
        disc(300, 346, 48, light, 'opacity=".7"') +
        area(
          'M300 308C330 336 324 352 326 364C326 384 314 392 300 392S274 384 274 364C274 350 288 344 300 308z',
          '#ee8b4d',
        ) +
        line('M206 320Q210 252 250 222', '#fff', 10, 'opacity=".5"') +
        box(272, 454, 56, 12, 6, dark) +
        line('M424 330Q480 350 460 420Q446 462 470 480', deep, 8)
      );
    return (
      box(96, 296, 408, 168, 24, tube) +
      box(116, 316, 368, 100, 12, '#453a38') +
      repeat(
        9,
        (index) =>
          box(128 + index * 40, 326, 26, 80, 6, '#e8743c', 'opacity=".85"') +
          box(134 + index * 40, 332, 8, 68, 4, '#ffc58a', 'opacity=".9"'),
      ) +
      box(430, 428, 46, 22, 10, black) +
      line('M442 439h22', '#8fe3cf', 6) +
      mirrored('a', box(126, 460, 66, 28, 8, dark)) +
      line('M114 306H300', light, 5, 'opacity=".7"') +
      line('M250 240q14-22 0-42M300 240q14-22 0-42M350 240q14-22 0-42', '#e98d5a', 7, 'opacity=".6"')
    );
  };
}

/** Water purifiers: slim under-sink box with a tap, or a counter-top dispenser. */
export function waterPurifier({ counter = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light }) =>
    counter
      ? box(176, 130, 248, 356, 34, tube) +
        box(206, 160, 188, 62, 16, black) +
        line('M232 190h30M276 190h16M306 190h30', '#8fe3cf', 9) +
        box(206, 250, 188, 190, 20, deep, 'opacity=".5"') +
        box(278, 250, 44, 34, 8, metal) +
        line('M300 286V350', '#bfe3f2', 8) +
        area('M262 350H338L330 430H270z', '#e6f4fa', 'opacity=".9"') +
        area('M266 382H334L330 430H270z', '#8fc9e6') +
        box(206, 432, 188, 16, 6, dark) +
        line('M194 170V450', '#fff', 8, 'opacity=".4"')
      : box(150, 190, 190, 298, 26, tube) +
        box(172, 216, 146, 70, 14, black) +
        line('M196 250h36M246 250h20M280 250h16', '#8fe3cf', 8) +
        repeat(
          3,
          (index) =>
            box(
              178 + index * 48,
              320,
              38,
              140,
              16,
              light,
              `stroke="${deep}" stroke-opacity=".3" stroke-width="2"`,
            ) + box(178 + index * 48, 320, 38, 30, 12, ['#7fb6d9', '#9cc8a4', '#e6b873'][index] ?? dark),
        ) +
        line('M418 484V250C418 170 500 170 500 240V262', '#c9cfd5', 17) +
        line('M414 470V260', '#fff', 4, 'opacity=".7"') +
        box(392, 464, 52, 24, 6, metal) +
        line('M500 286V330', '#8fc9e6', 7, 'stroke-dasharray="12 10"') +
        line('M424 330h36', '#c9cfd5', 11);
}

/** A door lock with keypad or camera and screen. */
export function doorLock({ camera = false } = {}): (ink: Ink) => string {
  return ({ light, dark }) =>
    box(226, 76, 148, 416, 40, tube) +
    box(240, 92, 120, 206, 28, '#17191e') +
    (camera
      ? disc(300, 132, 22, '#2d3a52') +
        disc(300, 132, 10, '#6f9bd1') +
        disc(295, 127, 3, '#fff') +
        box(254, 170, 92, 110, 10, '#7fa3c4') +
        area('M270 280C270 230 330 230 330 280z', '#f3e3cf') +
        disc(300, 216, 20, '#f3e3cf')
      : repeat(12, (index) => disc(270 + (index % 3) * 30, 138 + Math.floor(index / 3) * 36, 5, '#8fe3cf'))) +
    box(250, 330, 210, 48, 24, metal) +
    disc(300, 354, 34, dark) +
    ring(300, 354, 34, '#c0985a', 5) +
    disc(300, 354, 16, accentTube) +
    disc(300, 446, 13, '#0f1013') +
    line('M300 441v12', '#6a7078', 4) +
    line('M238 120V450', light, 4, 'opacity=".35"') +
    box(226, 76, 148, 416, 40, gloss, 'opacity=".4"');
}
