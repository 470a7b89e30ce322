import { mix } from './colours.js';
import { fills, type Ink } from './ink.js';
import type { Motif } from './motifs.js';
import { area, box, disc, lettering, line, moved, oval, repeat } from './strokes.js';

const { body, tube, accentTube } = fills;

/** A standing book with a motif on the cover. @param volumes Further spines behind it. */
export function book(motif: Motif, volumes = 0): (ink: Ink) => string {
  return (ink) => {
    const shades = [ink.accent, ink.light, ink.dark, mix(ink.base, ink.accent, 0.5)];
    return (
      repeat(volumes, (index) =>
        moved(
          `translate(${30 + index * 26} ${-6 - index * 3})`,
          area('M396 130 426 120V462L396 488z', shades[index % 4] ?? ink.dark),
        ),
      ) +
      area('M404 138 424 128V470L404 488z', '#efe6d4') +
      area('M404 138 424 128V140L404 152z', '#fffaf0') +
      line('M410 150V476M416 146V472', '#d6cab2', 2) +
      box(172, 128, 238, 362, 8, ink.base) +
      area('M172 136Q172 128 180 128H402Q410 128 410 136V300Q300 250 172 330z', ink.light, 'opacity=".55"') +
      motif(298, 292, 150, ink.accent, ink.dark) +
      line('M232 176H364', ink.onBase, 9, 'opacity=".85"') +
      line('M256 200H340', ink.onBase, 5, 'opacity=".6"') +
      lettering(ink.brand, 298, 462, 22, ink.onBase, 'letter-spacing="3"') +
      box(172, 128, 26, 362, 6, ink.deep, 'opacity=".35"') +
      line('M206 132V486', '#fff', 2, 'opacity=".4"')
    );
  };
}

/** A workbook with ruled squares and a pencil. */
export function workbook(ink: Ink): string {
  return (
    moved('rotate(5 300 300)', box(186, 124, 244, 356, 10, '#fffaf0')) +
    moved(
      'rotate(-3 300 300)',
      box(170, 126, 250, 362, 10, ink.base) +
        box(196, 216, 198, 176, 8, ink.accent) +
        line(
          repeat(3, (index) => `M196 ${260 + index * 44}H394M${246 + index * 50} 216V392`),
          ink.base,
          3,
          'opacity=".5"',
        ) +
        line('M216 236l18 12M266 240h20M276 230v20M318 232l16 16M334 232l-16 16', ink.dark, 6) +
        line('M224 166H366M248 190H342', ink.onBase, 8, 'opacity=".85"') +
        lettering(ink.brand, 295, 446, 24, ink.onBase, 'letter-spacing="3"') +
        box(170, 126, 20, 362, 8, ink.deep, 'opacity=".3"'),
    ) +
    moved(
      'rotate(38 420 400)',
      box(404, 250, 32, 210, 4, '#f0b94f') +
        box(404, 250, 11, 210, 2, '#f8d689') +
        box(404, 236, 32, 22, 4, '#e58f8a') +
        area('M404 460H436L420 500z', '#f3dcb8') +
        area('M414 484H426L420 500z', '#3b3f46'),
    )
  );
}

/** Notebooks: with strap, planner, spiral, calendar. */
export function notebook(kind: 'leather' | 'planner' | 'spiral' | 'calendar'): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent, onBase }) => {
    if (kind === 'calendar')
      return (
        area('M120 470 170 190H430L480 470z', dark) +
        area('M130 480 176 196H424L470 480z', '#fffdf6') +
        area('M164 262 176 196H424L436 262z', base) +
        repeat(4, (row) =>
          repeat(6, (column) =>
            box(
              176 + column * 42 - row * 2,
              290 + row * 42,
              26,
              22,
              6,
              row === 1 && column === 3 ? accent : mix('#ffffff', base, 0.25),
            ),
          ),
        ) +
        line(
          repeat(9, (index) => `M${196 + index * 26} 210V172`),
          '#8d949c',
          6,
        ) +
        area('M120 470H480V490H120z', deep)
      );
    const pages = box(188, 132, 240, 356, 14, '#f5ecd9') + line('M420 150V474M426 150V474', '#dccfb4', 2);
    if (kind === 'spiral')
      return (
        moved('rotate(4 300 300)', box(196, 124, 240, 360, 12, accent)) +
        pages +
        box(172, 128, 248, 362, 12, body) +
        line(
          repeat(12, (index) => `M158 ${152 + index * 28}q14-14 32 4`),
          '#8d949c',
          6,
        ) +
        box(230, 190, 150, 84, 8, '#fffaf0') +
        line('M250 220H360M250 244H330', deep, 4, 'opacity=".5"') +
        line('M212 470V150', light, 3, 'opacity=".5"')
      );
    return (
      pages +
      box(172, 124, 246, 366, 18, body) +
      box(172, 124, 26, 366, 12, deep, 'opacity=".4"') +
      (kind === 'leather'
        ? box(372, 124, 18, 366, 0, dark) +
          box(
            210,
            142,
            150,
            330,
            10,
            'none',
            `stroke="${light}" stroke-width="2.5" stroke-dasharray="7 6" opacity=".7"`,
          ) +
          disc(284, 300, 30, dark) +
          line('M270 300h28M284 286v28', light, 4)
        : repeat(6, (row) =>
            repeat(4, (column) =>
              disc(
                232 + column * 42,
                180 + row * 50,
                6,
                column + row === 4 ? accent : onBase,
                'opacity=".7"',
              ),
            ),
          )) +
      line('M250 488V530L262 518 274 530V488', accent, 11)
    );
  };
}

/** Pens: gel pens, a fountain pen, highlighters, felt tips. */
export function pens(kind: 'gel' | 'fountain' | 'highlighter' | 'colours'): (ink: Ink) => string {
  return ({ base, dark, deep, light }) => {
    if (kind === 'fountain')
      return (
        box(140, 400, 320, 90, 14, '#3a3432') +
        box(156, 412, 288, 62, 8, '#54483f') +
        moved(
          'rotate(52 300 290)',
          box(274, 90, 52, 200, 22, tube) +
            box(280, 284, 40, 90, 6, dark) +
            box(270, 270, 60, 18, 4, '#dcb766') +
            area('M282 372H318L300 452z', '#dcb766') +
            line('M300 400V440', '#8a6a2c', 3) +
            disc(300, 398, 5, '#8a6a2c') +
            box(318, 110, 12, 130, 6, '#dcb766') +
            line('M286 110V270', light, 6, 'opacity=".5"'),
        )
      );
    const hues =
      kind === 'gel'
        ? [base, dark, base, deep, base]
        : ['#f08a84', '#f5c04f', base, '#8cc58e', '#7fb1e0', '#b29ad6'];
    const middle = (hues.length - 1) / 2;
    const pen = (hue: string) =>
      kind === 'gel'
        ? area('M292 186H308L304 130H296z', '#aab0b6') +
          box(284, 180, 32, 270, 9, '#f6f4ef') +
          box(284, 300, 32, 120, 0, hue) +
          box(308, 270, 8, 90, 4, deep)
        : box(293, 124, 14, 44, 5, hue) +
          box(288, 150, 24, 40, 8, '#f6f4ef') +
          box(281, 180, 38, 280, 12, hue) +
          box(281, 240, 38, 70, 0, '#fffdf6', 'opacity=".8"');
    return (
      hues
        .map((hue, index) =>
          moved(
            `translate(${Math.round((index - middle) * 24)} ${Math.abs(index - middle) * 6 + (index % 2) * 14}) rotate(${(index - middle) * 9} 300 470)`,
            pen(hue),
          ),
        )
        .join('') +
      area('M178 352H422L404 466Q400 490 376 490H224Q200 490 196 466z', kind === 'gel' ? tube : accentTube) +
      line('M184 380H416', light, 5, 'opacity=".6"') +
      (kind === 'colours'
        ? disc(300, 430, 24, light, 'opacity=".85"') +
          disc(292, 426, 4, dark) +
          disc(308, 426, 4, dark) +
          line('M292 437Q300 444 308 437', dark, 4)
        : line('M262 432H338', light, 5, 'opacity=".7"'))
    );
  };
}

/** Stationery sets: gift box, pencil case, exam set. */
export function stationerySet(kind: 'gift' | 'case' | 'exam'): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) => {
    const pencil = (x: number, y: number, turn: number, hue: string) =>
      moved(
        `rotate(${turn} ${x} ${y})`,
        box(x - 12, y - 150, 24, 190, 3, hue) +
          box(x - 12, y - 150, 8, 190, 2, '#fff', 'opacity=".4"') +
          area(`M${x - 12} ${y - 148}H${x + 12}L${x} ${y - 186}z`, '#f3dcb8') +
          area(`M${x - 4} ${y - 173}H${x + 4}L${x} ${y - 186}z`, '#3b3f46'),
      );
    if (kind === 'exam')
      return (
        moved(
          'rotate(-10 300 300)',
          box(140, 330, 330, 70, 8, '#e6f2f7', 'opacity=".9" stroke="#fff" stroke-width="3"') +
            line(
              repeat(15, (index) => `M${160 + index * 21} 334v${index % 5 ? 14 : 24}`),
              deep,
              3,
            ),
        ) +
        pencil(250, 330, -24, base) +
        pencil(340, 330, 10, '#3b3f46') +
        box(390, 400, 92, 56, 12, '#fffaf0') +
        box(390, 400, 50, 56, 12, accent) +
        box(130, 420, 240, 64, 20, tube) +
        line('M150 440H350', light, 4, 'opacity=".6"')
      );
    const inner =
      pencil(220, 300, -14, '#f0b94f') +
      pencil(268, 280, -4, accent) +
      pencil(316, 284, 4, '#e58f8a') +
      box(352, 130, 48, 200, 6, '#e6f2f7') +
      line(
        repeat(8, (index) => `M354 ${146 + index * 20}h${index % 2 ? 14 : 22}`),
        dark,
        3,
      );
    if (kind === 'case')
      return (
        inner +
        area('M170 280H430L446 450Q448 490 410 490H190Q152 490 154 450z', tube) +
        oval(300, 282, 130, 22, deep) +
        line('M172 290Q300 326 428 290', light, 7) +
        disc(300, 400, 34, accent) +
        disc(288, 394, 5, deep) +
        disc(312, 394, 5, deep) +
        line('M288 410Q300 420 312 410', deep, 5)
      );
    return (
      inner +
      box(130, 300, 340, 188, 18, body) +
      box(130, 300, 340, 52, 16, dark) +
      box(276, 300, 48, 188, 0, accent) +
      area('M300 306C254 250 212 296 300 320C388 296 346 250 300 306z', accent) +
      disc(300, 310, 13, light)
    );
  };
}
