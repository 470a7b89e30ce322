import { fills, type Ink } from './ink.js';
import { area, box, disc, line, mirrored, moved, oval, repeat } from './strokes.js';

const { tube, accentTube, metal, gloss } = fills;
const wood = '#b5804f';

/** A pan with a long handle; a wok is deeper and has a second ear. */
export function pan({ wok = false, food = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light, base }) => {
    const depth = wok ? 96 : 52;
    return moved(
      'translate(-34 26) rotate(-5 300 400)',
      area('M430 356Q500 340 566 318Q582 314 584 326Q584 336 570 342Q500 372 438 386z', wood) +
        area('M424 352 470 342 474 376 428 390z', metal) +
        (wok ? line('M122 372Q86 350 108 338', deep, 15) : '') +
        area(`M110 356Q124 ${372 + depth} 220 ${378 + depth}H330Q424 ${372 + depth} 440 356z`, tube) +
        area(
          `M110 356Q124 ${372 + depth} 220 ${378 + depth}H330Q424 ${372 + depth} 440 356z`,
          gloss,
          'opacity=".6"',
        ) +
        oval(275, 352, 168, 44, light) +
        oval(275, 354, 156, 38, '#44464c') +
        oval(275, 362, 126, 26, '#35373c') +
        line('M150 350Q180 328 250 322', '#fff', 5, 'opacity=".3"') +
        (food
          ? area(
              'M190 356C196 322 262 338 296 330C350 320 368 352 340 368C310 386 280 372 250 382C214 390 186 378 190 356z',
              '#fffaf0',
            ) +
            oval(276, 352, 34, 18, '#f6b73c') +
            oval(268, 347, 10, 5, '#ffe08a')
          : repeat(9, (index) =>
              disc(205 + ((index * 53) % 140), 350 + ((index * 17) % 22), 2.5, '#74767c'),
            )) +
        line('M112 358Q126 410 180 424', base, 3, 'opacity=".5"') +
        (dark === base ? deep : ''),
    );
  };
}

/** A pot with lid: enamel casserole, saucepan with handle or clay pot. */
export function pot({ handle = false, clay = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light }) =>
    (handle
      ? area('M432 330Q520 316 574 312Q590 316 586 330Q520 346 440 366z', wood)
      : mirrored('a', line('M162 330Q96 324 108 366Q116 386 158 378', dark, 20))) +
    area(
      clay
        ? 'M148 306H452Q470 476 300 490Q130 476 148 306z'
        : 'M148 306H452V430Q452 488 394 488H206Q148 488 148 430z',
      tube,
    ) +
    line('M156 330H444', deep, 4, 'opacity=".25"') +
    area('M140 302Q146 226 300 220Q454 226 460 302Q300 322 140 302z', tube) +
    area('M172 274Q210 240 300 236', '#fff', 'opacity=".0"') +
    line('M178 270Q214 246 270 240', '#fff', 8, 'opacity=".4"') +
    area('M138 298Q300 322 462 298V310Q300 334 138 310z', dark) +
    (clay
      ? box(268, 190, 64, 36, 16, dark)
      : box(288, 204, 24, 22, 4, metal) + oval(300, 198, 30, 15, '#dcb766')) +
    line('M170 360Q168 430 190 458', light, 8, 'opacity=".45"') +
    (clay ? line('M152 350Q300 380 448 350M154 372Q300 402 446 372', light, 4, 'opacity=".5"') : '');
}

/** Kitchen knives: cleaver, chef's knife, or a block with several. */
export function knife(kind: 'cleaver' | 'chef' | 'block'): (ink: Ink) => string {
  return ({ base, light }) => {
    const grip = (x: number, y: number, height: number) =>
      box(x, y, 36, height, 12, base) +
      box(x + 4, y + 4, 9, height - 8, 5, light, 'opacity=".5"') +
      disc(x + 18, y + 24, 4, '#d9dde1') +
      disc(x + 18, y + height - 24, 4, '#d9dde1');
    if (kind === 'block')
      return (
        repeat(4, (index) =>
          moved(
            `rotate(-10 ${220 + index * 52} 300)`,
            grip(196 + index * 52, 120 + (index % 2) * 30, 130) +
              box(200 + index * 52, 244 + (index % 2) * 30, 28, 30, 2, metal),
          ),
        ) +
        area('M178 268 410 240 462 470Q464 490 440 490H210Q190 490 188 470z', wood) +
        area('M178 268 410 240 418 276 186 304z', '#8d5f37') +
        line(
          repeat(
            3,
            (index) =>
              `M${214 + index * 8} ${346 + index * 44}Q320 ${326 + index * 44} 440 ${346 + index * 44}`,
          ),
          '#8d5f37',
          3,
          'opacity=".5"',
        )
      );
    const blade =
      kind === 'cleaver'
        ? 'M182 150H338Q350 150 350 162V370H214Q182 330 182 150z'
        : 'M344 96Q352 240 350 376H292Q240 260 344 96z';
    return moved(
      'rotate(32 300 300)',
      area(blade, metal) +
        (kind === 'cleaver'
          ? area('M182 150H206Q206 320 232 370H214Q182 330 182 150z', '#f7f9fa', 'opacity=".9"') +
            disc(326, 176, 10, '#e9edf0')
          : line('M338 140Q306 240 322 370M332 180Q292 260 304 372', '#8a939c', 2.5, 'opacity=".7"')) +
        box(302, 366, 44, 26, 4, '#6d747c') +
        grip(306, 390, 140),
    );
  };
}

/** Spatulas and ladles in a holder, a chopping board, or a roll of bin bags. */
export function kitchenTool(kind: 'spatulas' | 'board' | 'roll'): (ink: Ink) => string {
  return ({ base, dark, light, deep, accent }) => {
    if (kind === 'board')
      return (
        moved(
          'rotate(8 300 300)',
          box(168, 110, 264, 370, 34, '#d6a56b') +
            line(
              repeat(
                5,
                (index) => `M${200 + index * 48} 130Q${190 + index * 52} 300 ${202 + index * 48} 460`,
              ),
              '#b5804f',
              4,
              'opacity=".45"',
            ) +
            box(270, 132, 60, 20, 10, '#8d5f37'),
        ) +
        moved(
          'rotate(-6 300 300)',
          box(150, 170, 250, 318, 30, metal) +
            box(150, 170, 250, 318, 30, 'none', `stroke="${base}" stroke-width="12"`) +
            box(244, 190, 60, 18, 9, dark),
        )
      );
    if (kind === 'roll')
      return [
        [150, 300],
        [300, 300],
        [226, 210],
      ]
        .map(
          ([x = 0, y = 0], index) =>
            box(x, y, 150, 178, 30, index === 2 ? accentTube : tube) +
            oval(x + 75, y + 16, 74, 24, light) +
            oval(x + 75, y + 16, 26, 9, deep) +
            box(x, y + 76, 150, 50, 0, '#fffaf0', 'opacity=".85"') +
            line(`M${x + 46} ${y + 102}h58`, dark, 5),
        )
        .join('');
    return (
      line('M250 300 214 150', wood, 15) +
      area('M176 66Q212 50 236 72L238 158Q214 176 192 162z', base) +
      line('M300 300V150', wood, 15) +
      oval(300, 118, 42, 54, dark) +
      line('M282 100V140M300 96V144M318 100V140', light, 7) +
      line('M344 300 392 160', wood, 15) +
      oval(402, 130, 36, 46, base, 'transform="rotate(18 402 130)"') +
      oval(402, 126, 22, 30, deep, 'opacity=".4" transform="rotate(18 402 126)"') +
      area('M204 284H396L380 474Q378 490 360 490H240Q222 490 220 474z', accentTube) +
      oval(300, 284, 96, 18, accent) +
      line(
        repeat(
          3,
          (index) =>
            `M${216 + index * 3} ${340 + index * 44}Q300 ${356 + index * 44} ${384 - index * 3} ${340 + index * 44}`,
        ),
        '#fff',
        3,
        'opacity=".5"',
      )
    );
  };
}
