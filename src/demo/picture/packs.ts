import { mix } from './colours.js';
import { fills, type Ink } from './ink.js';
import type { Motif } from './motifs.js';
import { area, box, inside, lettering, line, oval, repeat } from './strokes.js';

const { gloss } = fills;

/** The brand, small, as a label has it. */
function brandMark({ brand }: Ink, y: number, size: number, fill: string): string {
  return lettering(brand, 300, y, size, fill, 'font-weight="600" letter-spacing="2"');
}

/** A stand-up pouch with a motif. */
export function pouch(motif: Motif): (ink: Ink) => string {
  return (ink) => {
    const outline =
      'M196 140H404Q400 180 410 240L424 452Q426 488 396 490Q300 500 204 490Q174 488 176 452L190 240Q200 180 196 140z';
    return (
      area(outline, ink.base) +
      inside(
        'c',
        outline,
        area('M160 344Q300 296 440 344V510H160z', ink.accent) + box(160, 130, 280, 34, 0, ink.dark),
      ) +
      brandMark(ink, 232, 34, ink.onBase) +
      line('M262 254H338', ink.onBase, 2, 'opacity=".6"') +
      motif(300, 384, 96, mix(ink.base, ink.deep, 0.35), ink.light) +
      area(outline, gloss) +
      line('M204 176H396', '#fff', 2, 'opacity=".5" stroke-dasharray="5 5"') +
      line('M214 210Q200 320 204 450', '#fff', 9, 'opacity=".22"')
    );
  };
}

/** A big filled sack, as for pet food, rice or litter. */
export function sack(motif: Motif): (ink: Ink) => string {
  return (ink) => {
    const outline =
      'M182 112 L418 112 L424 150Q410 170 420 210Q440 330 430 460Q428 488 400 490Q300 500 200 490Q172 488 170 460Q160 330 180 210Q190 170 176 150z';
    return (
      area(outline, ink.base) +
      inside(
        'c',
        outline,
        box(150, 100, 300, 62, 0, ink.accentDark) +
          oval(300, 362, 112, 112, ink.accent) +
          box(150, 452, 300, 50, 0, ink.dark),
      ) +
      brandMark(ink, 222, 36, ink.onBase) +
      motif(300, 362, 130, ink.base === ink.accent ? ink.deep : ink.dark, ink.light) +
      area(outline, gloss) +
      line('M182 130H418', '#fff', 2, 'opacity=".45" stroke-dasharray="6 6"') +
      line('M196 214Q186 330 196 440', '#fff', 10, 'opacity=".2"')
    );
  };
}

/** A carton box seen from a corner. */
export function carton(motif: Motif, { tall = false } = {}): (ink: Ink) => string {
  return (ink) => {
    const top = tall ? 176 : 236;
    return (
      area(`M150 ${top} 372 ${top + 16}V496L150 468z`, ink.base) +
      area(`M372 ${top + 16} 460 ${top - 12}V454L372 496z`, ink.dark) +
      area(`M150 ${top} 248 ${top - 30} 460 ${top - 12} 372 ${top + 16}z`, ink.light) +
      area(`M150 386 372 410V496L150 468z`, ink.accent) +
      area(`M372 410 460 372V454L372 496z`, ink.accentDark) +
      `<g transform="translate(-38 ${top - 190}) skewY(5)">${brandMark(ink, 238, 32, ink.onBase)}${motif(300, 300, 84, ink.accent, ink.deep)}</g>`
    );
  };
}

/** A shallow gift box with the lid leaning behind and a ribbon. */
export function giftBox(motif: Motif): (ink: Ink) => string {
  return (ink) =>
    box(160, 168, 280, 250, 18, ink.dark) +
    box(172, 180, 256, 226, 12, ink.base) +
    motif(300, 252, 92, ink.accent, ink.light) +
    brandMark(ink, 344, 26, ink.onBase) +
    area('M140 396H460L444 488H156z', ink.base) +
    area('M140 396H460L444 488H156z', gloss) +
    box(132, 386, 336, 24, 8, ink.light) +
    box(284, 386, 32, 104, 0, ink.accent) +
    area('M300 388C260 340 226 372 250 392zM300 388C340 340 374 372 350 392z', ink.accentDark);
}

/** A tin or canister. */
export function tin(motif: Motif, { wide = false, lid = '' } = {}): (ink: Ink) => string {
  return (ink) => {
    const half = wide ? 128 : 104;
    const top = wide ? 268 : 164;
    const outline = `M${300 - half} ${top}V460Q300 516 ${300 + half} 460V${top}z`;
    return (
      area(outline, ink.base) +
      inside(
        'c',
        outline,
        area(
          `M100 ${top + 110}Q300 ${top + 150} 500 ${top + 110}V${wide ? 430 : 400}Q300 ${wide ? 480 : 450} 100 ${wide ? 430 : 400}z`,
          ink.accent,
        ),
      ) +
      brandMark(ink, top + 86, 32, ink.onBase) +
      motif(300, wide ? 426 : 352, wide ? 76 : 104, ink.deep, ink.light) +
      area(outline, gloss) +
      oval(300, top, half + 6, 26, lid || ink.dark) +
      area(
        `M${294 - half} ${top - 22}V${top}a${half + 6} 26 0 0 0 ${2 * half + 12} 0V${top - 22}z`,
        lid || ink.dark,
      ) +
      area(`M${294 - half} ${top - 22}V${top}a${half + 6} 26 0 0 0 ${2 * half + 12} 0V${top - 22}z`, gloss) +
      oval(300, top - 22, half + 6, 26, lid ? mix(lid, '#ffffff', 0.4) : ink.light)
    );
  };
}

/** Small bricks of milk or juice beside each other. */
export function drinkCartons(motif: Motif): (ink: Ink) => string {
  return (ink) =>
    repeat(3, (index) => {
      const x = [180, 352, 262][index] ?? 262;
      const y = index === 2 ? 20 : 0;
      return (
        area(
          `M${x} ${232 + y}H${x + 84}V${470 + y}Q${x + 84} ${478 + y} ${x + 76} ${478 + y}H${x + 8}Q${x} ${478 + y} ${x} ${470 + y}z`,
          ink.base,
        ) +
        area(`M${x} ${232 + y} ${x + 14} ${190 + y}H${x + 70}L${x + 84} ${232 + y}z`, ink.dark) +
        box(x + 10, 176 + y, 64, 18, 4, ink.accentDark) +
        area(`M${x} ${390 + y}Q${x + 42} ${360 + y} ${x + 84} ${390 + y}V${478 + y}H${x}z`, ink.accent) +
        motif(x + 42, 312 + y, 50, ink.accentDark, ink.light) +
        box(x, 232 + y, 84, 246, 6, gloss)
      );
    });
}

/** A soft pack lying on its side: wipes, tissues, nappies. */
export function softPack(motif: Motif, { flap = false } = {}): (ink: Ink) => string {
  return (ink) => {
    const outline =
      'M136 268Q132 240 164 238Q300 226 436 238Q468 240 464 268Q452 360 464 456Q466 486 436 488Q300 500 164 488Q134 486 136 456Q148 360 136 268z';
    return (
      area(outline, ink.base) +
      inside('c', outline, area('M120 402Q300 352 480 402V510H120z', ink.accent)) +
      (flap
        ? oval(300, 262, 96, 24, ink.dark) +
          area('M252 262C236 196 290 214 300 176C316 214 362 198 348 262z', '#fffdf9') +
          line('M276 256C274 220 296 226 302 196M322 256C326 232 318 226 312 210', '#d8d4cc', 3)
        : '') +
      brandMark(ink, 336, 36, ink.onBase) +
      motif(300, 416, 82, mix(ink.base, ink.deep, 0.4), ink.light) +
      area(outline, gloss)
    );
  };
}
