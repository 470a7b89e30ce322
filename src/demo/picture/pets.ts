import { fills, type Ink } from './ink.js';
import { catFace, paw } from './motifs.js';
import { area, box, disc, lettering, line, oval, repeat, turned } from './strokes.js';

const { body, tube, gloss, side, metal } = fills;

/** Small cans in a stack, or cream sticks in a fan. */
export function catCans({ sticks = false } = {}): (ink: Ink) => string {
  return ({ base, dark, light, accent, accentDark, brand, onBase }) => {
    const can = (x: number, y: number) =>
      area(`M${x - 82} ${y}V${y + 74}Q${x} ${y + 112} ${x + 82} ${y + 74}V${y}z`, base) +
      area(
        `M${x - 82} ${y + 48}Q${x} ${y + 84} ${x + 82} ${y + 48}V${y + 66}Q${x} ${y + 102} ${x - 82} ${y + 66}z`,
        accent,
      ) +
      area(`M${x - 82} ${y}V${y + 74}Q${x} ${y + 112} ${x + 82} ${y + 74}V${y}z`, gloss) +
      oval(x, y, 84, 23, '#b9c0c7') +
      oval(x, y - 2, 76, 18, '#e3e7ea') +
      oval(x + 12, y - 3, 24, 7, 'none', 'stroke="#8d949c" stroke-width="5"') +
      catFace(x, y + 52, 42, onBase, base);
    const stick = (paint: string, face: string, eyes: string) =>
      box(272, 160, 56, 330, 8, paint) +
      box(272, 160, 56, 330, 8, gloss, 'opacity=".7"') +
      box(272, 160, 56, 22, 4, dark, 'opacity=".6"') +
      catFace(300, 240, 38, face, eyes);
    if (sticks)
      return (
        turned('d', stick(base, light, dark), [-32, 0, 32], 560) +
        turned('e', stick(accent, accentDark, light), [-16, 16], 560) +
        box(186, 404, 228, 84, 16, dark) +
        box(186, 404, 228, 84, 16, gloss) +
        lettering(brand, 300, 458, 32, '#fff', 'font-weight="600"')
      );
    return can(206, 392) + can(394, 392) + can(300, 282);
  };
}

/** Toys for cats: feather wand, scratcher, climbing tree. */
export function catToy(kind: 'wand' | 'scratcher' | 'tree'): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) => {
    const rope = (x: number, y: number, height: number) =>
      box(x, y, 44, height, 6, '#d9bb8b') +
      line(
        repeat(Math.floor(height / 18), (index) => `M${x + 2} ${y + 8 + index * 18}l40 5`),
        '#b38f5c',
        3,
        'opacity=".7"',
      );
    if (kind === 'wand')
      return (
        line('M116 470 360 150', '#c1935c', 13) +
        line('M116 470 166 404', base, 22) +
        line('M360 150Q450 130 440 250', '#8d949c', 4) +
        area('M440 250C380 300 380 400 420 450C440 400 446 320 440 250z', base) +
        area('M440 250C440 330 446 400 480 440C500 380 480 300 440 250z', accent) +
        area('M440 250C420 320 420 400 446 466C466 400 460 320 440 250z', light) +
        line('M440 260Q432 360 446 450', deep, 3, 'opacity=".4"') +
        disc(440, 252, 22, '#e6bc55') +
        disc(440, 258, 5, '#7a5a24') +
        line('M422 250h36', '#b98f2e', 4)
      );
    if (kind === 'scratcher')
      return (
        box(170, 450, 260, 38, 12, '#c1935c') +
        area('M206 130Q206 100 236 100H364Q394 100 394 130V452H206z', base) +
        box(228, 126, 144, 326, 10, '#dcc199') +
        line(
          repeat(15, (index) => `M234 ${142 + index * 21}q18-12 34 0t34 0t34 0t30 0`),
          '#b38f5c',
          4,
        ) +
        line('M394 140Q450 150 440 220', '#8d949c', 4) +
        disc(440, 236, 22, accent) +
        area('M206 130 222 70 262 100zM394 130 378 70 338 100z', dark)
      );
    return (
      box(140, 460, 320, 30, 12, dark) +
      rope(196, 250, 212) +
      rope(362, 190, 272) +
      box(160, 330, 156, 134, 20, body) +
      oval(238, 400, 44, 50, deep) +
      box(142, 232, 150, 28, 12, body) +
      box(308, 170, 152, 28, 12, body) +
      area('M316 172Q320 116 384 116T452 172z', side) +
      line('M150 240H280', light, 5, 'opacity=".7"') +
      line('M420 198V270', '#8d949c', 4) +
      disc(420, 286, 19, accent)
    );
  };
}

/** A leash: harness or retractable. */
export function leash({ retractable = false } = {}): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) =>
    retractable
      ? line('M430 330Q540 350 500 440T380 500', accent, 13) +
        area('M150 240Q150 140 280 140Q440 140 450 280Q456 400 340 416H230Q150 420 150 340z', tube) +
        area('M190 330Q200 374 250 374H310Q340 372 340 340Q300 300 190 330z', '#fff', 'opacity=".0"') +
        box(186, 318, 150, 62, 30, deep) +
        disc(310, 230, 60, light, 'opacity=".6"') +
        paw(310, 232, 66, dark, base) +
        box(256, 120, 60, 30, 12, accent) +
        line('M170 250Q176 170 260 160', '#fff', 8, 'opacity=".45"') +
        line('M380 500l-34 8', '#aab0b6', 11) +
        disc(340, 510, 13, metal)
      : line('M300 210C200 60 470 30 470 200S520 400 440 470', accent, 14) +
        area('M170 300Q160 220 240 210H360Q440 220 430 300L410 430Q400 470 300 470T190 430z', body) +
        area('M232 300Q232 252 300 252T368 300Q368 340 300 344T232 300z', '#f3ece0') +
        area(
          'M226 300Q226 246 300 246T374 300Q374 344 300 350T226 300zM240 300Q240 340 300 338T360 300Q360 262 300 258T240 300z',
          dark,
        ) +
        line('M200 390Q300 420 400 390', light, 9) +
        box(280, 386, 40, 46, 10, deep) +
        disc(300, 214, 13, metal) +
        line('M190 300Q190 240 240 230', '#fff', 7, 'opacity=".45"') +
        line('M440 470l-16 20', '#aab0b6', 12);
}

/** A soft bed, open or half-closed. */
export function petBed({ closed = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light, accent }) =>
    closed
      ? area(
          'M130 420C120 230 200 176 226 170L210 110 276 158Q300 154 324 158L390 110 374 170C400 176 480 230 470 420Q470 488 300 488T130 420z',
          body,
        ) +
        oval(300, 372, 112, 96, deep) +
        oval(300, 396, 104, 72, light) +
        oval(300, 430, 110, 44, accent, 'opacity=".8"') +
        line('M160 340Q176 240 240 200', '#fff', 9, 'opacity=".45"') +
        line('M130 430Q300 500 470 430', dark, 5, 'opacity=".5"')
      : oval(300, 410, 214, 82, dark) +
        area('M86 396Q86 316 300 316T514 396V420Q514 492 300 492T86 420z', tube) +
        oval(300, 392, 214, 84, body) +
        oval(300, 392, 148, 50, deep, 'opacity=".45"') +
        oval(300, 400, 142, 44, light) +
        oval(300, 398, 110, 30, '#fffaf2', 'opacity=".7"') +
        line(
          repeat(7, (index) => `M${130 + index * 56} ${448 + Math.abs(3 - index) * -7}v26`),
          deep,
          4,
          'opacity=".25"',
        ) +
        line('M110 384Q130 330 240 324', '#fff', 8, 'opacity=".45"') +
        catFace(300, 360, 0, accent, accent);
}

/** A raised bowl, a drinking fountain, or a feeder. */
export function petBowl(kind: 'bowl' | 'fountain' | 'feeder'): (ink: Ink) => string {
  return ({ deep, dark, light, accent }) => {
    if (kind === 'fountain')
      return (
        area('M150 330H450L432 450Q426 490 384 490H216Q174 490 168 450z', tube) +
        oval(300, 330, 150, 38, light) +
        oval(300, 332, 128, 28, '#8fc9e6') +
        area(
          'M284 330C284 250 270 240 276 220Q300 190 324 220C330 240 316 250 316 330z',
          '#bfe3f2',
          'opacity=".9"',
        ) +
        oval(300, 226, 56, 17, accent) +
        oval(300, 220, 56, 17, light) +
        oval(300, 334, 60, 11, '#fff', 'opacity=".6"') +
        disc(300, 434, 9, '#7fe0c0') +
        line('M180 370Q186 440 204 464', '#fff', 8, 'opacity=".5"') +
        paw(300, 396, 40, dark, light)
      );
    if (kind === 'feeder')
      return (
        area('M196 150Q196 110 236 110H364Q404 110 404 150V330H196z', '#cfdde3', 'opacity=".7"') +
        area('M202 220Q250 200 300 220T398 214V330H202z', '#b9814e') +
        repeat(14, (index) =>
          disc(218 + ((index * 41) % 168), 240 + ((index * 29) % 80), 9, index % 2 ? '#9a6a3c' : '#cf9a62'),
        ) +
        box(186, 94, 228, 36, 16, tube) +
        area('M180 326H420L436 440Q440 476 400 476H200Q160 476 164 440z', tube) +
        area('M246 400H354L340 350H260z', deep, 'opacity=".5"') +
        oval(300, 462, 120, 30, dark) +
        oval(300, 454, 120, 28, light) +
        oval(300, 456, 92, 17, '#b9814e') +
        box(350, 350, 36, 20, 8, '#30333a') +
        line('M212 160V310', '#fff', 8, 'opacity=".7"')
      );
    return (
      area('M196 400H404L440 488H160z', body) +
      area('M150 290H450Q444 400 360 416H240Q156 400 150 290z', tube) +
      oval(300, 290, 150, 38, light) +
      oval(300, 296, 128, 28, deep, 'opacity=".4"') +
      area('M180 300Q240 250 300 262T420 300Q360 324 300 324T180 300z', '#b9814e') +
      repeat(9, (index) =>
        disc(216 + index * 21, 284 + ((index * 7) % 20), 11, index % 2 ? '#9a6a3c' : '#cf9a62'),
      ) +
      paw(300, 366, 52, accent, light) +
      line('M172 330Q180 376 210 394', '#fff', 8, 'opacity=".5"')
    );
  };
}
