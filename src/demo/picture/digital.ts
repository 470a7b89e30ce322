import { fills, type Ink } from './ink.js';
import { area, box, disc, dots, line, mirrored, moved, oval, repeat, ring } from './strokes.js';

const { body, side, tube, gloss, metal } = fills;
const black = '#2b2e35';

/** Headphones: earbuds in their case, over-ear, open sports, half in-ear. */
export function headphones(kind: 'buds' | 'over' | 'sport' | 'stem'): (ink: Ink) => string {
  return ({ base, dark, deep, light }) => {
    if (kind === 'over')
      return (
        line('M150 350C130 60 470 60 450 350', body, 36) +
        line('M186 250C200 110 400 110 414 250', deep, 10, 'opacity=".45"') +
        line('M164 240C190 120 260 110 300 108', light, 6, 'opacity=".7"') +
        mirrored(
          'a',
          box(126, 286, 34, 70, 14, metal) +
            box(112, 310, 92, 168, 44, tube) +
            box(184, 322, 44, 146, 22, deep) +
            ring(152, 394, 24, light, 4, 'opacity=".6"'),
        )
      );
    if (kind === 'sport')
      return (
        line('M176 330C120 90 480 90 424 330', body, 18) +
        mirrored(
          'a',
          line('M176 320C150 250 236 210 240 290Q240 330 214 356', base, 22) +
            box(156, 300, 60, 110, 28, tube) +
            disc(222, 366, 30, dark) +
            ring(222, 366, 15, light, 4),
        ) +
        line('M190 220Q230 150 300 146', light, 5, 'opacity=".7"')
      );
    const bud =
      kind === 'buds'
        ? oval(0, 0, 42, 48, base) +
          oval(0, 0, 42, 48, gloss) +
          oval(28, 6, 24, 30, dark, 'transform="rotate(-20 28 6)"') +
          oval(42, 10, 12, 20, deep) +
          box(-20, 20, 30, 90, 15, base) +
          box(-14, 26, 7, 74, 4, light)
        : oval(0, 0, 46, 38, base) +
          oval(0, 0, 46, 38, gloss) +
          oval(26, -4, 16, 22, deep, 'opacity=".6"') +
          box(-30, 6, 30, 112, 15, base) +
          box(-24, 16, 7, 90, 4, light) +
          disc(-15, 112, 6, deep);
    return (
      area('M142 330Q142 250 220 250H380Q458 250 458 330z', side) +
      box(154, 300, 292, 60, 20, deep, 'opacity=".55"') +
      moved('translate(230 226) rotate(-6)', bud) +
      moved('translate(370 226) scale(-1 1) rotate(-6)', bud) +
      area('M136 346H464V400Q464 488 376 488H224Q136 488 136 400z', tube) +
      line('M136 348H464', deep, 4, 'opacity=".5"') +
      disc(300, 410, 7, '#7fe0c0') +
      line('M158 370Q156 430 190 462', '#fff', 9, 'opacity=".4"')
    );
  };
}

/** Phone cases: silicone, clear, with a strap. */
export function phoneCase(kind: 'silicone' | 'clear' | 'strap'): (ink: Ink) => string {
  return ({ dark, deep, light, accent }) => {
    const lenses =
      box(210, 116, 96, 100, 28, kind === 'clear' ? '#23252b' : deep) +
      [
        [236, 142],
        [236, 190],
        [280, 166],
      ]
        .map(
          ([x = 0, y = 0]) =>
            disc(x, y, 18, '#17191d') + disc(x, y, 10, '#3b4657') + disc(x - 4, y - 4, 3, '#dfe9f2'),
        )
        .join('');
    return (
      (kind === 'strap' ? line('M380 470Q500 560 520 380T430 60Q330 10 250 70', accent, 12) : '') +
      moved(
        'rotate(5 300 300)',
        box(190, 96, 224, 404, 44, kind === 'clear' ? '#9aa9bb' : dark) +
          box(184, 92, 224, 404, 44, kind === 'clear' ? accent : body) +
          (kind === 'clear'
            ? box(184, 92, 224, 404, 44, '#fff', 'opacity=".3"') +
              box(184, 92, 224, 404, 44, 'none', 'stroke="#fff" stroke-width="9" opacity=".8"') +
              area('M184 330 330 92H390L184 430z', '#fff', 'opacity=".3"')
            : '') +
          lenses +
          (kind === 'silicone'
            ? ring(296, 326, 58, light, 8, 'opacity=".6"') + line('M296 392v34', light, 8, 'opacity=".6"')
            : '') +
          (kind === 'strap'
            ? area('M296 300l16 32 36 5-26 25 6 36-32-17-32 17 6-36-26-25 36-5z', accent) +
              disc(380, 470, 11, '#dcb766')
            : '') +
          box(180, 230, 8, 50, 4, dark) +
          line('M200 260V450', '#fff', 6, 'opacity=".35"'),
      )
    );
  };
}

/** Screen glass above a phone. */
export function screenGlass({ base, accent }: Ink): string {
  return (
    moved(
      'rotate(-12 300 300)',
      box(170, 120, 206, 384, 36, black) +
        box(180, 130, 186, 364, 28, base) +
        area('M180 330Q270 270 366 350V466Q366 494 338 494H208Q180 494 180 466z', accent, 'opacity=".5"') +
        disc(273, 150, 8, '#0e0f12'),
    ) +
    moved(
      'rotate(-2 330 300)',
      box(250, 92, 206, 384, 36, '#e9f6fb', 'opacity=".5" stroke="#fff" stroke-width="5"') +
        area('M260 330 400 96H446L260 420z', '#fff', 'opacity=".5"') +
        box(332, 106, 42, 12, 6, '#fff', 'opacity=".8"'),
    )
  );
}

/** Watches: round or square with call, and a slim band. */
export function watch(kind: 'round' | 'band' | 'child'): (ink: Ink) => string {
  return ({ dark, deep, onBase }) => {
    const strap = (half: number) =>
      area(
        `M${300 - half} 210 ${300 - half + 14} 76Q${300 - half + 16} 62 ${300 - half + 30} 62H${300 + half - 30}Q${300 + half - 16} 62 ${300 + half - 14} 76L${300 + half} 210zM${300 - half} 390 ${300 - half + 14} 524Q${300 - half + 16} 538 ${300 - half + 30} 538H${300 + half - 30}Q${300 + half - 16} 538 ${300 + half - 14} 524L${300 + half} 390z`,
        tube,
      ) + repeat(4, (index) => oval(300, 440 + index * 22, 6, 4, deep));
    if (kind === 'round')
      return (
        strap(72) +
        disc(300, 300, 128, metal) +
        disc(300, 300, 114, '#16181d') +
        repeat(12, (index) => moved(`rotate(${index * 30} 300 300)`, line('M300 202v12', '#6f7782', 4))) +
        line('M212 300a88 88 0 0 1 120-82', '#e8743c', 13) +
        line('M356 232a88 88 0 0 1 20 112', '#5fd0a8', 13) +
        line(
          'M246 274v38M266 274h22v38h-22zM304 286v1M304 302v1M320 274h22v38h-22zM360 274v16h20M380 274v38',
          '#fff',
          7,
        ) +
        area(
          'M300 372C276 352 284 338 292 338C298 338 300 344 300 346C300 344 302 338 308 338C316 338 324 352 300 372z',
          '#f0606c',
        ) +
        box(424, 284, 16, 34, 6, metal) +
        area('M226 226Q262 192 312 190L210 318Q202 268 226 226z', '#fff', 'opacity=".12"')
      );
    if (kind === 'band')
      return (
        strap(58) +
        box(228, 166, 144, 268, 60, black) +
        box(240, 178, 120, 244, 50, '#15171c') +
        line('M264 250h72M264 280h44', '#fff', 11) +
        line('M264 330h72', '#e8743c', 10) +
        line('M264 352h50', '#5fd0a8', 10) +
        line('M264 374h62', '#6fb3ee', 10) +
        line('M252 220Q256 196 280 190', '#fff', 5, 'opacity=".3"')
      );
    return (
      strap(70) +
      box(176, 186, 248, 232, 62, dark) +
      box(184, 180, 232, 232, 58, body) +
      box(208, 206, 184, 180, 36, '#cfe6f5') +
      disc(300, 300, 52, '#f8e3c2') +
      disc(262, 262, 20, '#f8e3c2') +
      disc(338, 262, 20, '#f8e3c2') +
      disc(282, 294, 6, deep) +
      disc(318, 294, 6, deep) +
      line('M286 318Q300 330 314 318', deep, 5) +
      disc(300, 194, 6, onBase) +
      box(412, 270, 16, 50, 8, deep)
    );
  };
}

/** Keyboard, mouse, or both. */
export function keyboard(kind: 'keyboard' | 'mouse' | 'set'): (ink: Ink) => string {
  return ({ dark, light, deep, accent }) => {
    const mouse =
      area(
        'M300 210C370 210 392 270 392 340C392 430 360 486 300 486S208 430 208 340C208 270 230 210 300 210z',
        tube,
      ) +
      line('M300 214V330M212 330Q300 350 388 330', deep, 4, 'opacity=".5"') +
      box(288, 248, 24, 58, 12, dark) +
      line('M300 262v30', light, 5) +
      line('M228 320Q232 256 268 234', '#fff', 8, 'opacity=".45"');
    if (kind === 'mouse') return mouse;
    const keys =
      line(
        repeat(4, (row) => `M108 ${316 + row * 38}H492`),
        light,
        31,
        'stroke-dasharray="24 14" stroke-linecap="butt"',
      ) +
      repeat(3, (index) =>
        box([108, 298, 450][index] ?? 108, [300, 338, 414][index] ?? 300, 24, 31, 3, accent),
      );
    const board =
      box(76, 284, 448, 200, 24, dark) +
      box(76, 276, 448, 200, 24, body) +
      box(90, 290, 420, 172, 12, deep, 'opacity=".4"') +
      keys +
      box(210, 452, 180, 8, 4, light, 'opacity=".5"');
    return kind === 'keyboard'
      ? moved('translate(0 -40)', board)
      : moved('translate(-40 -30) scale(.92)', board) + moved('translate(330 250) scale(.5)', mouse);
  };
}

/** Loudspeakers: rugged round one or a wooden retro one. */
export function speaker({ retro = false } = {}): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) =>
    retro
      ? line('M250 196C250 140 350 140 350 196', dark, 13) +
        box(116, 194, 368, 288, 34, '#a8743f') +
        box(116, 194, 368, 288, 34, gloss, 'opacity=".6"') +
        box(136, 214, 328, 248, 22, base) +
        disc(240, 346, 84, dark) +
        repeat(5, (index) => ring(240, 346, 14 + index * 16, deep, 4)) +
        disc(404, 276, 32, '#dcb766') +
        line('M404 276 416 258', '#7a5a24', 5) +
        disc(386, 372, 17, light) +
        disc(424, 372, 17, accent) +
        box(368, 412, 74, 14, 7, deep) +
        box(150, 478, 40, 14, 5, '#6d4a28') +
        box(410, 478, 40, 14, 5, '#6d4a28')
      : line('M226 190C226 130 374 130 374 190', accent, 13) +
        box(176, 176, 248, 312, 84, tube) +
        dots(`M212 226H400${repeat(8, (row) => `M212 ${248 + row * 22}H400`)}`, deep, 9, 22, 'opacity=".5"') +
        box(246, 428, 108, 36, 18, dark) +
        line('M274 446h14M293 446h14M312 446h14', light, 6) +
        line('M196 260V400', '#fff', 9, 'opacity=".3"') +
        disc(300, 200, 8, '#7fe0c0');
}

/** Phone holders for the desk and the car. */
export function phoneHolder({ car = false } = {}): (ink: Ink) => string {
  return ({ base, dark, deep, light }) => {
    const phone = moved(
      'rotate(-6 300 220)',
      box(222, 84, 150, 270, 28, black) +
        box(230, 92, 134, 254, 20, '#b9d5e8') +
        area('M230 250Q290 200 364 262V326Q364 346 344 346H250Q230 346 230 326z', '#8ab6a6') +
        disc(330, 140, 18, '#fbe3a2'),
    );
    return car
      ? line('M300 330Q300 420 300 440', dark, 30) +
          box(216, 424, 168, 62, 26, tube) +
          line(
            repeat(4, (index) => `M${242 + index * 38} 440v30`),
            deep,
            5,
          ) +
          disc(300, 310, 74, dark) +
          phone +
          mirrored('a', box(196, 200, 30, 84, 14, body))
      : oval(300, 470, 140, 28, dark) +
          oval(300, 462, 140, 28, body) +
          box(284, 320, 32, 140, 12, metal) +
          line('M300 330 330 250', dark, 24) +
          phone +
          box(206, 336, 176, 36, 14, body) +
          box(216, 320, 30, 34, 10, light) +
          box(340, 320, 30, 34, 10, light) +
          disc(300, 330, 4, base);
  };
}
