import { fills, type Ink } from './ink.js';
import { area, box, disc, inside, line, mirrored, moved, oval, repeat } from './strokes.js';

const { body, side, puff } = fills;

interface PufferCut {
  /** Baffles from shoulder to hem. */
  rows: number;
  hood?: boolean;
  fur?: boolean;
  sleeveless?: boolean;
  ears?: boolean;
}

/** A down jacket of stacked baffles. */
export function puffer({ rows, hood, fur, sleeveless, ears }: PufferCut): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) => {
    const height = 46;
    const top = 300 - (rows * height) / 2 + 22;
    const sleeve = moved(
      `rotate(14 214 ${top})`,
      repeat(Math.min(rows, 6), (row) => box(146, top + 6 + row * height, 76, height + 6, 23, puff)) +
        box(152, top + 10 + Math.min(rows, 6) * height, 64, 18, 8, dark),
    );
    const collar = box(242, top - 34, 116, 52, 24, puff);
    const hoodBack = hood
      ? `${ears ? disc(238, top - 96, 26, base) + disc(362, top - 96, 26, base) : ''}${area(
          `M226 ${top + 12}C206 ${top - 128} 394 ${top - 128} 374 ${top + 12}z`,
          body,
        )}${area(`M248 ${top + 10}C240 ${top - 86} 360 ${top - 86} 352 ${top + 10}z`, deep)}`
      : '';
    const trim = fur
      ? line(
          `M246 ${top - 2}C232 ${top - 100} 368 ${top - 100} 354 ${top - 2}`,
          '#efe4d6',
          30,
          'stroke-dasharray="2 9"',
        ) + line(`M246 ${top - 2}C232 ${top - 100} 368 ${top - 100} 354 ${top - 2}`, '#fbf5ec', 20)
      : '';
    const pocket = (x: number, turn: number) =>
      line(`M${x} ${top + rows * height * 0.62}l${turn} 44`, deep, 5, 'opacity=".7"');
    return (
      hoodBack +
      (sleeveless ? '' : mirrored('a', sleeve)) +
      repeat(rows, (row) =>
        box(row === 0 ? 198 : 190, top + row * height, row === 0 ? 204 : 220, height + 6, 24, puff),
      ) +
      collar +
      trim +
      line(`M300 ${top - 26}V${top + rows * height}`, deep, 7) +
      line(`M300 ${top - 26}V${top + rows * height}`, light, 2, 'stroke-dasharray="3 5"') +
      box(295, top - 4, 10, 20, 5, accent) +
      pocket(222, -8) +
      pocket(378, 8)
    );
  };
}

const sleeveLong =
  'M230 158C198 164 182 182 172 214L120 404Q117 420 131 425L164 434Q178 436 182 422L216 300z';
const sleeveShort =
  'M230 158C198 164 180 180 168 208L140 272Q137 282 147 287L190 304Q199 306 203 297L216 262z';
const cuff = 'M124 388 120 404Q117 420 131 425L164 434Q178 436 182 422L187 405z';

function trunk(hem: number, flare = 0): string {
  return `M230 158Q262 176 300 176T370 158C392 164 404 176 410 200L${404 + flare} ${hem}Q300 ${hem + 12} ${196 - flare} ${hem}L190 200C196 176 208 164 230 158z`;
}

function neck(fill: string, depth = 36): string {
  return (
    area(`M246 164Q300 ${164 + depth * 1.9} 354 164Q300 182 246 164z`, fill) +
    line(`M244 163Q300 ${166 + depth * 1.9} 356 163`, fill, 6)
  );
}

/** Short-sleeved or long-sleeved T-shirt. */
export function tee({ long = false, stripes = false, polo = false } = {}): (ink: Ink) => string {
  return ({ base, deep, dark, accent, light }) => {
    const outline = trunk(446);
    const hoops = repeat(5, (row) => box(120, 226 + row * 46, 360, 18, 0, accent, 'opacity=".75"'));
    return (
      mirrored(
        'a',
        area(long ? sleeveLong : sleeveShort, side) +
          (long ? '' : line('M147 281 196 299', deep, 2.5, 'opacity=".5"')),
      ) +
      area(outline, body) +
      (stripes ? inside('c', outline, hoops) : '') +
      neck(deep, polo ? 20 : 30) +
      line('M247 164Q300 226 353 164', base, 9) +
      (polo
        ? area('M244 160 268 152 300 196 276 220z', light) +
          area('M356 160 332 152 300 196 324 220z', light) +
          box(292, 198, 16, 68, 4, dark) +
          disc(300, 222, 3.4, '#fff') +
          disc(300, 246, 3.4, '#fff')
        : '') +
      line('M199 434Q300 446 401 434', deep, 2.5, 'opacity=".45"') +
      line('M222 300Q232 360 216 420M380 280Q366 340 382 400', deep, 3, 'opacity=".16"')
    );
  };
}

/** A pullover with ribbed edges. */
export function sweater({ high = false, open = false, pattern = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, accent, light }) => {
    const outline = trunk(432, 4);
    const ribs = (x: number, y: number, count: number) =>
      line(
        repeat(count, (index) => `M${x + index * 12} ${y}v26`),
        deep,
        2,
        'opacity=".45"',
      );
    const knit = line(
      repeat(5, (column) => `M${226 + column * 37} 216${repeat(8, () => 'q9 12 0 24')}`),
      deep,
      3,
      'opacity=".2"',
    );
    const diamonds = repeat(6, (column) =>
      area(`M${206 + column * 38} 292l16-22 16 22-16 22z`, accent, 'opacity=".8"'),
    );
    return (
      mirrored('a', area(sleeveLong, side) + area(cuff, dark)) +
      area(outline, body) +
      inside(
        'c',
        outline,
        knit + (pattern ? diamonds : '') + box(180, 418, 240, 40, 0, dark) + ribs(198, 420, 18),
      ) +
      (open
        ? area('M250 164Q300 300 300 440Q300 300 350 164Q300 184 250 164z', deep) +
          line('M250 164Q292 240 300 440M350 164Q308 240 300 440', light, 9) +
          repeat(4, (row) => disc(312, 284 + row * 40, 6, '#fffaf0'))
        : neck(deep, 26) + line('M245 163Q300 216 355 163', dark, 13)) +
      (high
        ? box(246, 116, 108, 60, 22, body) +
          line(
            repeat(8, (index) => `M${258 + index * 12} 124v44`),
            deep,
            2,
            'opacity=".35"',
          )
        : '')
    );
  };
}

/** A hooded or round-necked sweatshirt. */
export function sweatshirt({ hood = true, badge = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light, accent, base }) =>
    (hood
      ? area('M222 176C202 76 398 76 378 176Q300 206 222 176z', side) +
        area('M246 166C240 108 360 108 354 166Q300 216 246 166z', deep)
      : '') +
    mirrored('a', area(sleeveLong, side) + area(cuff, dark)) +
    area(trunk(428), body) +
    area('M197 408Q300 420 403 408L402 440Q300 452 198 440z', dark) +
    (hood
      ? area('M222 158Q258 240 300 240T378 158Q398 190 300 262Q202 190 222 158z', base) +
        line('M282 242Q278 274 282 306M318 242Q322 274 318 300', '#fffaf2', 5) +
        area('M240 330H360L378 396H222z', dark, 'opacity=".55"')
      : neck(deep, 26) + line('M245 163Q300 216 355 163', dark, 12)) +
    (badge
      ? disc(300, 306, 34, accent) +
        disc(276, 276, 13, accent) +
        disc(324, 276, 13, accent) +
        disc(289, 302, 4, deep) +
        disc(311, 302, 4, deep) +
        oval(300, 316, 9, 6, light)
      : '');
}

/** A button-down shirt. */
export function shirt({ short = false, bow = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light }) =>
    mirrored(
      'a',
      area(short ? sleeveShort : sleeveLong, side) + (short ? '' : area(cuff, dark, 'opacity=".5"')),
    ) +
    area(
      'M230 158Q262 176 300 176T370 158C392 164 404 176 410 200L404 430Q380 462 340 452Q300 470 260 452Q220 462 196 430L190 200C196 176 208 164 230 158z',
      body,
    ) +
    area('M254 150Q300 182 346 150L300 214z', deep, 'opacity=".75"') +
    area('M246 148 266 140 300 204 262 236z', light) +
    area('M354 148 334 140 300 204 338 236z', light) +
    line('M246 148 262 236 300 204M354 148 338 236 300 204', deep, 2, 'opacity=".5"') +
    line('M288 216V454M312 216V454', deep, 2, 'opacity=".35"') +
    (bow
      ? area('M300 210Q272 300 282 360L300 330 318 372Q330 300 300 210z', dark) + disc(300, 214, 12, light)
      : repeat(6, (row) => disc(300, 236 + row * 36, 4, '#fffdf8', `stroke="${deep}" stroke-width="1.5"`)) +
        area('M328 262h46v40l-23 14-23-14z', dark, 'opacity=".35"'));
}

interface JacketCut {
  hem?: number;
  hood?: boolean;
  pockets?: boolean;
  panels?: boolean;
  fleece?: boolean;
}

/** A zipped jacket: blouson, shell, fleece. */
export function jacket({ hem = 424, hood, pockets, panels, fleece }: JacketCut = {}): (ink: Ink) => string {
  return ({ deep, dark, light, accent, draw }) =>
    (hood
      ? area('M220 176C206 70 394 70 380 176z', side) + area('M244 168C242 100 358 100 356 168z', deep)
      : '') +
    mirrored(
      'a',
      area(sleeveLong, side) +
        area(cuff, fleece ? accent : dark) +
        (panels ? area('M230 158C198 164 182 182 172 214L160 258 212 286 222 200z', dark) : ''),
    ) +
    area(trunk(hem), fleece ? body : body) +
    (panels
      ? area(
          'M230 158Q262 176 300 176T370 158C392 164 404 176 410 200L408 246Q300 262 191 246L190 200C196 176 208 164 230 158z',
          dark,
        )
      : '') +
    area(
      `M197 ${hem - 18}Q300 ${hem - 8} 404 ${hem - 18}L404 ${hem + 6}Q300 ${hem + 18} 196 ${hem + 6}z`,
      dark,
    ) +
    area('M246 160 256 126Q300 112 344 126L354 160Q300 186 246 160z', side) +
    area('M262 156 268 134Q300 126 332 134L338 156Q300 172 262 156z', deep) +
    line(`M300 150V${hem + 6}`, deep, 6) +
    line(`M300 150V${hem + 6}`, light, 2, 'stroke-dasharray="3 5"') +
    box(294, 178, 12, 22, 6, accent) +
    (pockets
      ? mirrored(
          'k',
          box(212, 330, 68, 64, 8, dark) +
            box(208, 322, 76, 22, 6, side) +
            box(216, 230, 60, 40, 6, dark, 'opacity=".7"'),
        )
      : mirrored('k', line('M222 340 212 388', deep, 6, 'opacity=".8"'))) +
    (panels ? line('M340 226h34', draw % 2 ? accent : light, 7) : '');
}

/** A tailored coat, belted or with toggles. */
export function coat({
  hem = 500,
  belt = false,
  toggles = false,
  double = false,
} = {}): (ink: Ink) => string {
  return ({ deep, dark, light }) =>
    moved(
      'translate(0 -42)',
      mirrored('a', area(sleeveLong, side) + line('M126 392 184 410', deep, 3, 'opacity=".6"')) +
        area(trunk(hem + 18, 20), body) +
        line(`M300 270V${hem + 24}`, deep, 3) +
        area('M258 160Q300 184 342 160L300 286z', deep) +
        area('M250 158 228 212 258 222 246 240 300 304V280L262 170z', light) +
        area('M350 158 372 212 342 222 354 240 300 304V280L338 170z', body) +
        line('M228 212 258 222 246 240 300 304 354 240 342 222 372 212', deep, 2.5, 'opacity=".55"') +
        (belt
          ? area('M193 318Q300 332 407 318L408 346Q300 360 192 346z', dark) +
            box(284, 316, 44, 42, 6, 'none', `stroke="${deep}" stroke-width="5"`) +
            area('M296 352 318 350 330 436 304 440z', dark)
          : '') +
        (toggles
          ? repeat(
              4,
              (row) =>
                line(`M276 ${306 + row * 42}h48`, deep, 3) +
                box(266, 300 + row * 42, 24, 11, 5, '#8a6238') +
                box(310, 300 + row * 42, 24, 11, 5, '#8a6238'),
            )
          : '') +
        (double
          ? repeat(3, (row) => disc(272, 300 + row * 52, 7, deep) + disc(328, 300 + row * 52, 7, deep))
          : '') +
        mirrored('k', line('M214 384 258 376', deep, 5, 'opacity=".7"')),
    );
}
