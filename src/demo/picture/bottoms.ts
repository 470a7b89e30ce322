import { fills, type Ink } from './ink.js';
import { area, box, copies, disc, inside, line, mirrored, repeat } from './strokes.js';

const { body, side } = fills;

interface DressCut {
  /** 'strap' thin straps, 'puff' puffed sleeves, 'shirt' collar and belt, 'knit' long sleeves, close-fitting, 'tulle' stage dress. */
  cut: 'strap' | 'puff' | 'shirt' | 'knit' | 'tulle';
  flowers?: boolean;
}

/** A dress. */
export function dress({ cut, flowers = false }: DressCut): (ink: Ink) => string {
  return ({ deep, dark, light, accent }) => {
    const slim = cut === 'knit';
    const skirt = slim
      ? 'M246 282Q232 340 230 400L242 500Q300 510 358 500L370 400Q368 340 354 282z'
      : cut === 'tulle'
        ? 'M250 270Q170 350 132 470Q160 500 196 486Q230 510 264 494Q300 514 336 494Q370 510 404 486Q440 500 468 470Q430 350 350 270z'
        : 'M246 270Q206 380 172 484Q236 512 300 510T428 484Q394 380 354 270z';
    const top =
      cut === 'strap'
        ? 'M246 150Q300 178 354 150L360 210 354 276H246L240 210z'
        : 'M236 128Q300 166 364 128L368 200 354 276H246L232 200z';
    const sleeve = {
      strap: line('M250 156 262 84', light, 7),
      puff:
        area('M238 128C190 122 168 164 176 208Q206 226 232 206z', side) +
        line('M178 204Q206 222 230 204', deep, 4, 'opacity=".5"'),
      shirt:
        area('M238 128C204 134 190 156 180 190L156 262 194 280 232 206z', side) +
        line('M160 254 198 270', deep, 3),
      knit: area('M238 128C206 134 194 160 188 196L160 380 196 388 232 220z', side),
      tulle: area('M238 128C206 132 194 158 200 184Q220 192 234 184z', side),
    }[cut];
    const print = copies(
      'd',
      disc(0, 0, 7, accent) + disc(0, 0, 2.4, '#fff'),
      Array.from(
        { length: 26 },
        (_, index) => [178 + ((index * 97) % 250), 150 + ((index * 61) % 350)] as const,
      ),
    );
    return (
      mirrored('a', sleeve) +
      area(skirt, body) +
      area(top, body) +
      (flowers ? inside('c', `${skirt}${top}`, print) : '') +
      (slim
        ? line(
            repeat(9, (index) => `M${252 + index * 12} 150V494`),
            deep,
            2,
            'opacity=".16"',
          ) + line('M252 136Q300 166 348 136', dark, 14)
        : line('M272 290Q254 390 236 490M300 290V500M328 290Q346 390 364 490', deep, 4, 'opacity=".2"')) +
      (cut === 'puff' ? area('M262 124H338V158H262z', deep, 'opacity=".55"') : '') +
      (cut === 'shirt'
        ? area('M252 124 300 150 270 190zM348 124 300 150 330 190z', light) +
          line('M300 160V500', deep, 2.5, 'opacity=".5"') +
          repeat(7, (row) => disc(306, 200 + row * 40, 3.5, '#fffaf2'))
        : '') +
      (cut === 'tulle'
        ? area('M250 270Q200 360 176 462Q300 430 424 462Q400 360 350 270z', light, 'opacity=".55"') +
          repeat(12, (index) => disc(176 + ((index * 83) % 250), 360 + ((index * 47) % 110), 3.5, '#fff8e6'))
        : '') +
      (slim
        ? ''
        : area(
            'M246 264Q300 278 354 264L355 286Q300 298 245 286z',
            cut === 'shirt' || cut === 'tulle' ? accent : dark,
          ))
    );
  };
}

/** A skirt, smooth or pleated. */
export function skirt({ pleats = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light }) =>
    area('M226 150Q196 330 152 456Q224 488 300 488T448 456Q404 330 374 150z', body) +
    (pleats
      ? repeat(9, (index) => {
          const [from, to] = [236 + index * 16, 172 + index * 32];
          return area(
            `M${from} 170L${to} ${482 - Math.abs(index - 4) * 4}L${to + 15} ${482 - Math.abs(index - 4) * 4}L${from + 7} 170z`,
            deep,
            'opacity=".28"',
          );
        })
      : line(
          repeat(
            15,
            (index) =>
              `M${232 + index * 10} 182Q${220 + index * 11.6} 330 ${168 + index * 19} ${470 - Math.abs(index - 7) * -1}`,
          ),
          deep,
          2.5,
          'opacity=".16"',
        ) +
        disc(300, 214, 6, light) +
        disc(300, 264, 6, light) +
        line('M236 236Q262 250 276 206', deep, 3, 'opacity=".5"') +
        line('M364 236Q338 250 324 206', deep, 3, 'opacity=".5"')) +
    area('M226 136Q300 152 374 136L376 174Q300 190 224 174z', dark) +
    line('M222 186Q206 300 174 400', light, 5, 'opacity=".35"');
}

interface TrouserCut {
  wide?: boolean;
  cargo?: boolean;
  cuffs?: boolean;
  denim?: boolean;
  tight?: boolean;
  small?: boolean;
}

/** Long trousers. */
export function trousers({ wide, cargo, cuffs, denim, tight }: TrouserCut = {}): (ink: Ink) => string {
  const hem = wide ? 46 : tight ? -10 : cuffs ? 2 : 16;
  return ({ deep, dark, light, accent }) => {
    const leg = `M224 128H300V218L${292 - (tight ? 12 : 4)} 500H${222 - hem}Q206 320 212 200z`;
    return (
      mirrored(
        'a',
        area(leg, body) +
          line(`M${256 - hem / 3} 210Q${258 - hem / 2} 360 ${256 - hem / 2} 490`, deep, 3, 'opacity=".28"') +
          line('M216 186Q250 190 256 150', deep, 3, 'opacity=".6"') +
          (denim
            ? line('M218 190Q254 194 260 150', '#d9a55a', 2, 'stroke-dasharray="5 4"') +
              line(`M${226 - hem} 488H286`, '#d9a55a', 2, 'stroke-dasharray="5 4"')
            : '') +
          (cargo ? box(196, 306, 56, 70, 6, dark) + box(192, 298, 64, 24, 5, side) : '') +
          (cuffs ? box(216 - hem, 478, 76 + hem, 30, 8, dark) : ''),
      ) +
      line('M300 160V222', deep, 4, 'opacity=".6"') +
      box(221, 112, 158, 34, 6, dark) +
      (tight
        ? box(219, 104, 162, 58, 10, dark) + line('M230 118H370', light, 2, 'opacity=".4"')
        : repeat(4, (index) => box(236 + index * 40, 108, 8, 42, 3, side)) +
          disc(300, 129, 6, denim ? '#d9a55a' : light)) +
      (cuffs && !cargo
        ? line('M292 150V204M308 150V196', '#fffaf2', 4) +
          line('M208 210V440M392 210V440', accent, 7, 'opacity=".8"')
        : '')
    );
  };
}

/** Sports shorts. */
export function shorts({ deep, dark, light, accent }: Ink): string {
  return (
    mirrored(
      'a',
      area('M200 190H300V290L288 424Q226 430 158 410z', body) +
        line('M204 214 176 398', accent, 12) +
        line('M160 396Q226 416 289 410', deep, 3, 'opacity=".5"'),
    ) +
    box(196, 172, 208, 42, 10, dark) +
    line(
      repeat(15, (index) => `M${208 + index * 13} 178v30`),
      deep,
      2,
      'opacity=".5"',
    ) +
    line('M292 214Q286 250 290 280M308 214Q316 244 310 268', '#fffaf2', 5) +
    line('M300 230V294', light, 2, 'opacity=".4"')
  );
}

/** A sports bra. */
export function sportsBra({ deep, dark, light }: Ink): string {
  return (
    mirrored('a', line('M244 240C238 190 250 160 262 132', dark, 22)) +
    area('M192 262Q218 222 246 218Q270 270 300 272T354 218Q382 222 408 262L400 390H200z', body) +
    box(196, 378, 208, 44, 12, dark) +
    line('M300 276V372', deep, 3, 'opacity=".4"') +
    line('M214 270Q236 340 292 350M386 270Q364 340 308 350', deep, 3, 'opacity=".35"') +
    line('M206 400H394', light, 3, 'opacity=".5"')
  );
}

/** A baby's one-piece with poppers. */
export function onesie({ deep, dark, light, accent, base }: Ink): string {
  return (
    mirrored(
      'a',
      area('M238 140C196 148 176 178 166 216L128 324Q150 344 178 340L218 262z', side) +
        line('M132 320Q152 338 180 334', accent, 9) +
        area('M206 330H300V400L286 492H222z', side) +
        box(218, 478, 72, 26, 10, accent),
    ) +
    area(
      'M238 140Q300 172 362 140Q392 152 398 190L396 350Q360 420 300 420T204 350L202 190Q208 152 238 140z',
      body,
    ) +
    area('M248 142Q300 204 352 142Q300 164 248 142z', deep) +
    line('M250 146Q270 240 214 330', dark, 3) +
    repeat(4, (row) => disc(258 - row * 9 + (row === 0 ? 4 : 0), 212 + row * 34, 5, '#fffdf6')) +
    disc(330, 268, 26, accent) +
    disc(311, 246, 10, accent) +
    disc(349, 246, 10, accent) +
    disc(322, 264, 3.4, deep) +
    disc(338, 264, 3.4, deep) +
    line('M324 276Q330 282 336 276', deep, 3) +
    line('M247 142Q300 202 353 142', base, 9) +
    line('M247 142Q300 202 353 142', light, 2, 'opacity=".8"')
  );
}
