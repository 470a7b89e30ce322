import { fills, type Ink } from './ink.js';
import { area, box, disc, line, mirrored, oval, repeat, ring } from './strokes.js';

const { body, tube, gloss, glass, puff, metal } = fills;

/** A made bed. */
export function bed({ warm = false, festive = false } = {}): (ink: Ink) => string {
  return ({ deep, light, accent }) =>
    box(96, 190, 408, 220, 26, '#b58a5e') +
    box(108, 202, 384, 200, 18, '#c79d70') +
    box(128, 236, 158, 96, 34, '#fffaf3') +
    box(314, 236, 158, 96, 34, '#fffaf3') +
    box(160, 262, 144, 86, 32, body) +
    box(296, 262, 144, 86, 32, body) +
    area('M96 352Q300 318 504 352L516 470Q516 484 500 484H100Q84 484 84 470z', body) +
    area('M96 352Q300 318 504 352L508 392Q300 356 92 392z', festive ? '#e8c06a' : accent, 'opacity=".75"') +
    line(
      'M180 400Q170 440 176 480M300 392Q306 440 298 482M424 400Q430 440 420 480',
      deep,
      4,
      'opacity=".22"',
    ) +
    (warm
      ? repeat(8, (index) => disc(126 + index * 50, 430 + (index % 2) * 24, 7, light, 'opacity=".6"'))
      : '') +
    (festive
      ? area(
          'M300 456C262 428 276 406 290 406C298 406 300 414 300 418C300 414 302 406 310 406C324 406 338 428 300 456z',
          '#f2d389',
        )
      : '') +
    box(100, 478, 24, 22, 4, '#8d6844') +
    box(476, 478, 24, 22, 4, '#8d6844') +
    line('M110 360Q200 340 300 338', light, 4, 'opacity=".5"');
}

/** A folded quilt; the summer one is thinner. */
export function quilt({ thin = false } = {}): (ink: Ink) => string {
  return ({ deep, light, accent }) => {
    const layer = (y: number, height: number, inset: number) =>
      box(116 + inset, y, 368 - 2 * inset, height, height / 2, puff) +
      line(
        repeat(4, (index) => `M${190 + index * 74} ${y + 8}q-8 ${height / 2 - 8} 0 ${height - 16}`),
        deep,
        3,
        'opacity=".22"',
      );
    return thin
      ? layer(428, 60, 0) +
          layer(374, 60, 6) +
          layer(320, 60, 10) +
          line('M124 458H476', accent, 7, 'opacity=".6"')
      : layer(398, 92, 0) +
          layer(312, 92, 4) +
          layer(226, 92, 10) +
          line('M300 226V490', accent, 20) +
          line('M300 230V486', light, 3, 'opacity=".6"') +
          area('M300 226C250 176 220 214 250 230zM300 226C350 176 380 214 350 230z', accent);
  };
}

/** A pillow; contoured for memory foam. */
export function pillow({ wave = false } = {}): (ink: Ink) => string {
  return ({ deep, light, dark }) =>
    wave
      ? area(
          'M110 420Q100 300 180 290Q250 286 290 330Q330 358 380 330Q430 300 474 326Q500 350 492 430Q490 478 440 480H160Q112 480 110 420z',
          body,
        ) +
        area('M110 420Q116 456 160 456H440Q484 456 492 430Q490 480 440 480H160Q112 480 110 420z', dark) +
        repeat(24, (index) =>
          disc(152 + (index % 8) * 42, 372 + Math.floor(index / 8) * 28, 4.5, deep, 'opacity=".28"'),
        ) +
        line('M140 340Q160 310 200 312', light, 8)
      : area(
          'M120 268Q136 250 170 262Q300 240 430 262Q464 250 480 268Q492 290 482 320Q494 370 482 430Q490 462 474 476Q450 488 420 478Q300 496 180 478Q150 488 126 476Q110 462 118 430Q106 370 118 320Q108 290 120 268z',
          body,
        ) +
        line('M140 300Q130 370 142 440M460 300Q470 370 458 440', deep, 4, 'opacity=".25"') +
        line('M150 284Q200 276 250 276', light, 8, 'opacity=".8"') +
        line(
          'M136 276Q170 300 190 330M464 276Q430 300 410 330M132 464Q160 440 186 424M468 464Q440 440 414 424',
          deep,
          4,
          'opacity=".2"',
        );
}

/** A stack of folded towels; many thin ones for cloths. */
export function towels({ cloths = false } = {}): (ink: Ink) => string {
  return ({ base, light, dark, deep, accent, accentDark }) => {
    const shades = [base, accent, light, dark, accentDark, base];
    const count = cloths ? 6 : 4;
    const height = cloths ? 40 : 62;
    return (
      repeat(count, (index) => {
        const y = 488 - (index + 1) * height;
        const shade = shades[index] ?? base;
        return (
          box(140 + (index % 2) * 8, y, 320 - (index % 2) * 12, height, height / 2.1, shade) +
          box(140 + (index % 2) * 8, y, 320 - (index % 2) * 12, height, height / 2.1, gloss, 'opacity=".6"') +
          line(`M${176 + (index % 2) * 8} ${y + height / 2}H448`, deep, 2.5, 'opacity=".3"') +
          line(`M392 ${y + 6}v${height - 12}M404 ${y + 6}v${height - 12}`, '#fff', 4, 'opacity=".45"')
        );
      }) +
      (cloths
        ? ''
        : area('M290 240C300 206 330 196 356 204C350 230 322 246 290 240z', '#7fa276') +
          line('M292 238Q320 222 350 208', '#5c7f58', 3))
    );
  };
}

/** A storage box on wheels, small drawers, or vacuum bags. */
export function storage(kind: 'box' | 'drawers' | 'vacuum'): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) => {
    if (kind === 'drawers')
      return (
        box(150, 176, 300, 312, 22, tube) +
        repeat(
          3,
          (index) =>
            box(168, 194 + index * 96, 264, 84, 12, glass, `stroke="${light}" stroke-width="3"`) +
            box(
              182,
              214 + index * 96,
              236,
              54,
              8,
              [accent, '#f2c6b4', '#cfe0d2'][index] ?? accent,
              'opacity=".6"',
            ) +
            box(266, 226 + index * 96, 68, 18, 9, dark),
        ) +
        box(190, 120, 26, 58, 8, '#d98c7d') +
        box(228, 138, 36, 40, 8, '#e9c98f') +
        box(340, 128, 20, 50, 8, '#8fb7c9')
      );
    if (kind === 'vacuum')
      return (
        area('M130 220H470Q460 350 470 488H130Q140 350 130 220z', glass, 'stroke="#fff" stroke-width="4"') +
        repeat(4, (index) =>
          box(156, 426 - index * 52, 288, 48, 22, [base, accent, light, dark][index] ?? base),
        ) +
        area('M130 220H470Q460 350 470 488H130Q140 350 130 220z', '#fff', 'opacity=".25"') +
        line('M132 244H468M132 254H468', '#5b8fc9', 5) +
        disc(380, 330, 24, '#fff') +
        disc(380, 330, 13, '#5b8fc9') +
        line('M150 290Q240 340 330 280M160 420Q260 380 350 450', '#fff', 4, 'opacity=".8"')
      );
    return (
      box(120, 246, 360, 232, 26, body, 'opacity=".95"') +
      box(150, 290, 300, 160, 18, light, 'opacity=".6"') +
      box(170, 360, 120, 84, 14, accent, 'opacity=".55"') +
      box(300, 340, 126, 104, 14, deep, 'opacity=".2"') +
      box(104, 214, 392, 52, 20, dark) +
      box(104, 214, 392, 18, 9, light, 'opacity=".6"') +
      mirrored('a', box(92, 240, 34, 74, 12, deep) + disc(166, 482, 15, '#3c4047')) +
      line('M146 290V430', '#fff', 8, 'opacity=".5"')
    );
  };
}

/** A scented candle in a glass. */
export function candle({ base, deep }: Ink): string {
  return (
    area('M300 92C334 138 330 176 300 186C270 176 266 138 300 92z', '#f7b64f') +
    area('M300 132C316 154 314 174 300 180C286 174 284 154 300 132z', '#fff3c9') +
    disc(300, 150, 86, '#ffe6a3', 'opacity=".25"') +
    line('M300 184V222', '#4a3d36', 5) +
    box(186, 240, 228, 248, 26, '#f8f0e0') +
    oval(300, 246, 112, 20, '#fffaf0') +
    oval(300, 246, 60, 9, '#f7e3b4') +
    box(186, 240, 228, 248, 26, base, 'opacity=".55"') +
    box(186, 230, 228, 258, 26, glass, 'stroke="#fff" stroke-width="3"') +
    box(234, 320, 132, 96, 6, '#fffdf7') +
    area('M300 340C322 356 322 376 300 396C278 376 278 356 300 340z', deep, 'opacity=".6"') +
    line('M204 256V460', '#fff', 8, 'opacity=".6"')
  );
}

/** Reeds in a small bottle. */
export function reedDiffuser({ base, dark, deep }: Ink): string {
  return (
    line(
      repeat(6, (index) => `M${286 + index * 6} 250L${196 + index * 42} ${84 + Math.abs(index - 2.5) * 14}`),
      '#9b744c',
      6,
    ) +
    box(266, 222, 68, 54, 8, '#d9b36c') +
    area(
      'M264 272H336V300Q420 316 420 380V450Q420 490 380 490H220Q180 490 180 450V380Q180 316 264 300z',
      '#f7ecd4',
      'opacity=".8"',
    ) +
    area('M184 390H416V450Q416 486 380 486H220Q184 486 184 450z', base, 'opacity=".65"') +
    area(
      'M264 272H336V300Q420 316 420 380V450Q420 490 380 490H220Q180 490 180 450V380Q180 316 264 300z',
      glass,
    ) +
    box(244, 372, 112, 84, 4, '#fffdf7') +
    line('M272 404H328M284 422H316', dark, 3) +
    line('M198 380V456', '#fff', 8, 'opacity=".7"') +
    disc(300, 440, 3, deep)
  );
}

/** A desk lamp with an arm, or a bedside lamp. */
export function lamp({ bedside = false } = {}): (ink: Ink) => string {
  return ({ dark, light, deep }) =>
    bedside
      ? area('M150 330 60 490H540L450 330z', '#ffe9a8', 'opacity=".28"') +
        box(288, 320, 24, 140, 8, metal) +
        oval(300, 472, 92, 22, dark) +
        oval(300, 464, 92, 22, tube) +
        area('M222 130H378L440 330Q300 356 160 330z', tube) +
        area('M160 330Q300 356 440 330Q300 312 160 330z', '#fff0bd') +
        line('M246 148 196 318', '#fff', 10, 'opacity=".45"') +
        line('M250 330V390', '#c9a368', 3) +
        disc(250, 394, 6, '#c9a368')
      : area('M150 236 70 486H380L330 250z', '#ffeeb5', 'opacity=".3"') +
        oval(384, 476, 106, 24, deep) +
        oval(384, 468, 106, 24, body) +
        line('M396 456 446 290 330 150', dark, 16) +
        line('M394 450 440 292', light, 4, 'opacity=".6"') +
        disc(446, 290, 16, body) +
        area('M120 226Q150 130 262 120L344 150Q356 170 340 240Q240 262 120 226z', body) +
        area('M120 226Q240 262 340 240L338 252Q240 274 118 238z', '#fff4c8') +
        line('M156 198Q190 150 250 142', '#fff', 8, 'opacity=".5"') +
        disc(330, 154, 13, dark) +
        ring(384, 466, 22, light, 4);
}

/** A soft block of tissue packs, or a hanging pack. */
export function tissueStack({ hanging = false } = {}): (ink: Ink) => string {
  return ({ base, light, dark, accent, deep }) =>
    hanging
      ? line('M270 150C270 90 330 90 330 150', dark, 10) +
        box(186, 140, 228, 340, 30, base) +
        box(186, 250, 228, 110, 0, accent, 'opacity=".85"') +
        box(186, 140, 228, 340, 30, gloss) +
        oval(300, 470, 70, 14, deep, 'opacity=".35"') +
        area('M244 466Q300 450 356 466L340 520Q300 496 268 524z', '#fffdf9') +
        area('M300 280C340 320 334 340 300 346C266 340 260 320 300 280z', base)
      : repeat(
          3,
          (index) =>
            box(120 + index * 8, 412 - index * 82, 360 - index * 16, 78, 26, index % 2 ? light : base) +
            box(120 + index * 8, 412 - index * 82, 360 - index * 16, 78, 26, gloss, 'opacity=".7"') +
            box(220, 430 - index * 82, 160, 40, 20, accent) +
            line(`M256 ${450 - index * 82}h88`, dark, 5),
        ) +
        oval(300, 252, 84, 14, dark) +
        area('M236 252C240 196 284 214 300 150C322 210 362 196 364 252z', '#fffdf9') +
        line('M268 246C268 216 296 214 302 176M336 246C336 220 318 214 310 196', '#d9d3ca', 3);
}
