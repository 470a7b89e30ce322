import { fills, type Ink } from './ink.js';
import { area, box, disc, line, mirrored, moved, repeat } from './strokes.js';

const { body, side, gloss } = fills;
const gold = '#dcb766';

/** A tote; canvas ones are plain with a print. */
export function tote({ canvas = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light, accent }) =>
    line('M226 250C216 96 384 96 374 250', dark, 13) +
    area('M158 226H442L464 476Q300 500 136 476z', body) +
    area('M158 226H442L444 246Q300 260 156 246z', deep, 'opacity=".5"') +
    line('M226 320C226 130 374 130 374 320', light, 13) +
    (canvas
      ? disc(300, 384, 52, accent) +
        area('M300 336C336 360 336 406 300 430C264 406 264 360 300 336z', light) +
        line('M300 350V424', deep, 4)
      : line(
          'M150 300Q146 400 148 470M450 300Q454 400 452 470',
          deep,
          2.5,
          'stroke-dasharray="7 5" opacity=".6"',
        ) +
        box(284, 262, 32, 40, 8, dark) +
        disc(300, 288, 7, gold)) +
    disc(226, 322, 8, canvas ? dark : gold) +
    disc(374, 322, 8, canvas ? dark : gold) +
    area('M136 476 140 432Q300 456 460 432L464 476Q300 500 136 476z', dark, 'opacity=".35"');
}

/** A drawstring bucket bag. */
export function bucketBag({ deep, dark, light }: Ink): string {
  return (
    line('M206 240C180 70 420 70 394 240', dark, 11) +
    area(
      'M196 216Q226 250 214 226Q250 254 262 228Q300 258 338 228Q350 254 386 226Q374 250 404 216L438 470Q300 510 162 470z',
      body,
    ) +
    line(
      repeat(7, (index) => `M${214 + index * 29} 232Q${206 + index * 31} 300 ${200 + index * 33} 350`),
      deep,
      3,
      'opacity=".25"',
    ) +
    line('M186 270Q300 300 414 270', light, 6) +
    line('M292 284Q270 330 280 372M308 284Q330 330 322 366', light, 6) +
    disc(280, 378, 9, gold) +
    disc(322, 372, 9, gold) +
    area('M166 436Q300 472 434 436L438 470Q300 510 162 470z', dark) +
    disc(206, 244, 8, gold) +
    disc(394, 244, 8, gold)
  );
}

/** A small shoulder bag with flap; a chain or a round saddle form. */
export function shoulderBag({ chain = true } = {}): (ink: Ink) => string {
  return ({ deep, dark, light }) =>
    (chain
      ? line('M176 300C150 40 450 40 424 300', gold, 9, 'stroke-dasharray="13 9"')
      : line('M150 320C150 50 450 50 450 320', dark, 14)) +
    (chain
      ? box(148, 278, 304, 206, 26, side) +
        area(
          'M142 296Q142 268 172 268H428Q458 268 458 296V372Q458 398 432 402L300 416 168 402Q142 398 142 372z',
          body,
        )
      : area('M140 300H460Q474 480 300 488Q126 480 140 300z', side) +
        area(
          'M134 296Q134 270 160 270H440Q466 270 466 296Q468 400 388 428Q300 446 212 428Q132 400 134 296z',
          body,
        )) +
    (chain
      ? line(
          'M156 380Q160 388 176 390L300 402 424 390Q440 388 444 380',
          deep,
          2.5,
          'stroke-dasharray="6 5" opacity=".6"',
        )
      : line(
          'M148 300Q150 390 218 414Q300 430 382 414Q450 390 452 300',
          deep,
          2.5,
          'stroke-dasharray="6 5" opacity=".6"',
        )) +
    box(278, chain ? 384 : 396, 44, 50, 10, gold) +
    box(288, chain ? 396 : 408, 24, 10, 5, '#a67d35') +
    line('M164 290H400', light, 5, 'opacity=".5"');
}

/** A sling bag for the chest. */
export function slingBag({ deep, dark, light, accent }: Ink): string {
  return (
    line('M226 170Q330 60 420 120M214 450Q120 430 150 330', dark, 22) +
    moved(
      'rotate(-24 300 320)',
      box(196, 156, 208, 330, 70, body) +
        line('M216 240H384', deep, 5) +
        box(224, 290, 152, 150, 40, side) +
        line('M240 318H360', deep, 5) +
        box(352, 306, 12, 34, 5, accent) +
        box(372, 230, 12, 34, 5, accent) +
        line('M212 210Q214 176 250 168', light, 6, 'opacity=".5"'),
    )
  );
}

/** A backpack from the front. */
export function backpack({ school = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light, accent }) =>
    line('M262 150C262 92 338 92 338 150', dark, 15) +
    mirrored(
      'a',
      area('M186 226Q132 260 138 380Q140 440 176 446z', dark) + box(146, 350, 50, 110, 22, side),
    ) +
    area('M178 244C178 150 232 128 300 128S422 150 422 244V448Q422 488 382 488H218Q178 488 178 448z', body) +
    line('M194 262C196 188 240 166 300 166S404 188 406 262', deep, 5) +
    box(398, 258, 12, 32, 5, accent) +
    box(206, 316, 188, 150, 30, side) +
    line('M222 356H378', deep, 5) +
    box(362, 352, 12, 34, 5, accent) +
    (school
      ? area('M300 196l14 28 31 4-23 22 6 31-28-15-28 15 6-31-23-22 31-4z', accent) +
        line('M214 430H386', '#fdf3c8', 10)
      : box(262, 228, 76, 34, 8, dark) + line('M276 245H324', light, 4)) +
    line('M194 250Q196 200 224 176', light, 7, 'opacity=".45"');
}

/** A cabin trolley. @param height Of the shell. */
export function suitcase(height: number): (ink: Ink) => string {
  return ({ deep, light, base }) => {
    const top = 470 - height;
    const half = 84 + height / 9;
    return (
      line(`M262 ${top}V${top - 74}H338V${top}`, '#7d848c', 9) +
      box(250, top - 88, 100, 20, 10, '#3b3f46') +
      disc(300 - half + 34, 480, 14, '#33363c') +
      disc(300 + half - 34, 480, 14, '#33363c') +
      box(300 - half, top, half * 2, height, 30, base) +
      repeat(
        6,
        (index) =>
          box(
            300 - half + 22 + index * ((half * 2 - 56) / 5.2),
            top + 18,
            12,
            height - 36,
            6,
            deep,
            'opacity=".28"',
          ) +
          box(
            300 - half + 20 + index * ((half * 2 - 56) / 5.2),
            top + 18,
            4,
            height - 36,
            2,
            light,
            'opacity=".8"',
          ),
      ) +
      box(300 - half, top, half * 2, height, 30, gloss) +
      line(`M${300 - half + 4} ${top + height / 2}h${half * 2 - 8}`, deep, 3, 'opacity=".4"') +
      box(268, top - 8, 64, 18, 9, deep) +
      box(300 + half - 12, top + height / 2 - 30, 18, 60, 8, '#4a4e55') +
      box(300 - half + 24, 462, 36, 12, 5, '#4a4e55') +
      box(300 + half - 60, 462, 36, 12, 5, '#4a4e55')
    );
  };
}
