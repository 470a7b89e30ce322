import { mix } from './colours.js';
import { fills, type Ink } from './ink.js';
import type { Motif } from './motifs.js';
import { area, box, disc, lettering, line, moved, oval, repeat } from './strokes.js';

const { tube, accentTube, gloss, glass, metal } = fills;

function brandMark({ brand }: Ink, x: number, y: number, size: number, fill: string): string {
  return lettering(brand, x, y, size, fill, 'font-weight="600" letter-spacing="1"');
}

function label(ink: Ink, x: number, y: number, width: number, height: number, motif?: Motif): string {
  return (
    box(x, y, width, height, 8, '#fffdf8', 'opacity=".93"') +
    brandMark(
      ink,
      x + width / 2,
      y + Math.min(46, height / 2),
      Math.min(28, width / 5),
      mix(ink.deep, '#2a2522', 0.3),
    ) +
    line(`M${x + width / 2 - 22} ${y + 60}h44`, ink.dark, 2) +
    (motif && height > 110 ? motif(x + width / 2, y + height - 46, 46, ink.dark, '#fffdf8') : '')
  );
}

/** A small glass bottle with a dropper. */
export function dropperBottle(ink: Ink): string {
  return (
    box(272, 92, 56, 92, 26, mix(ink.accent, '#3a3330', 0.35)) +
    box(258, 170, 84, 56, 8, accentTube) +
    box(258, 170, 84, 56, 8, gloss) +
    area(
      'M276 224H324V244Q400 252 400 300V456Q400 490 366 490H234Q200 490 200 456V300Q200 252 276 244z',
      ink.base,
      'opacity=".86"',
    ) +
    area('M214 340H386V452Q386 476 362 476H238Q214 476 214 452z', ink.dark, 'opacity=".5"') +
    box(295, 244, 10, 190, 5, '#fff', 'opacity=".4"') +
    area(
      'M276 224H324V244Q400 252 400 300V456Q400 490 366 490H234Q200 490 200 456V300Q200 252 276 244z',
      gloss,
    ) +
    label(ink, 226, 312, 148, 116) +
    line('M218 296V450', '#fff', 8, 'opacity=".4"')
  );
}

/** Two dropper bottles of day and night. */
export function dropperPair(ink: Ink): string {
  const second: Ink = { ...ink, base: '#4d5f86', dark: '#34446b' };
  return (
    moved('translate(-78 60) scale(.86)', dropperBottle(ink)) +
    moved('translate(146 78) scale(.84)', dropperBottle(second))
  );
}

/** A squat cream jar. */
export function creamJar(ink: Ink): string {
  return (
    area('M160 330H440V440Q440 490 390 490H210Q160 490 160 440z', ink.base) +
    area('M160 330H440V440Q440 490 390 490H210Q160 490 160 440z', gloss) +
    area('M184 330H416V430Q416 462 384 462H216Q184 462 184 430z', ink.light, 'opacity=".55"') +
    brandMark(ink, 300, 420, 34, ink.onBase) +
    box(148, 240, 304, 92, 16, accentTube) +
    oval(300, 246, 146, 17, mix(ink.accent, '#ffffff', 0.5)) +
    line('M152 318H448', ink.accentDark, 4, 'opacity=".5"')
  );
}

/** A squeeze tube standing on its cap. */
export function squeezeTube(motif: Motif): (ink: Ink) => string {
  return (ink) =>
    area('M198 112Q300 100 402 112L382 430H218z', ink.base) +
    area('M198 112Q300 100 402 112L382 430H218z', gloss) +
    box(194, 96, 212, 30, 6, ink.dark) +
    line(
      repeat(17, (index) => `M${202 + index * 12} 102v18`),
      ink.light,
      2,
      'opacity=".6"',
    ) +
    area('M210 308Q300 270 390 308L384 396H216z', ink.accent, 'opacity=".9"') +
    brandMark(ink, 300, 206, 34, ink.onBase) +
    line('M268 226H332', ink.onBase, 2, 'opacity=".6"') +
    motif(300, 346, 70, ink.dark, ink.light) +
    box(212, 424, 176, 64, 12, accentTube) +
    line('M214 440H386', ink.accentDark, 3, 'opacity=".5"');
}

/** A bottle with a pump or foamer. */
export function pumpBottle(motif: Motif, { foam = false } = {}): (ink: Ink) => string {
  return (ink) =>
    area('M290 96H360Q392 96 396 128L380 132Q376 118 358 118H290z', ink.accentDark) +
    box(262, 88, 76, foam ? 50 : 32, 12, accentTube) +
    box(288, 118, 24, 52, 4, metal) +
    box(248, 160, 104, 46, 10, accentTube) +
    area('M252 204H348Q410 214 410 270V452Q410 490 372 490H228Q190 490 190 452V270Q190 214 252 204z', tube) +
    label(ink, 218, 284, 164, 150, motif) +
    line('M208 270V446', '#fff', 8, 'opacity=".35"');
}

/** A bottle with a flip cap. */
export function capBottle(motif: Motif, { slim = false } = {}): (ink: Ink) => string {
  const inset = slim ? 26 : 0;
  return (ink) =>
    box(248, 108, 104, 78, 14, accentTube) +
    line('M250 130H350', ink.accentDark, 3, 'opacity=".5"') +
    area(
      `M246 184H354Q${420 - inset} 200 ${420 - inset} 262V446Q${420 - inset} 490 ${376 - inset} 490H${224 + inset}Q${180 + inset} 490 ${180 + inset} 446V262Q${180 + inset} 200 246 184z`,
      tube,
    ) +
    label(ink, 210 + inset, 274, 180 - 2 * inset, 156, motif) +
    line(`M${200 + inset} 264V440`, '#fff', 8, 'opacity=".35"');
}

/** A jug with a handle for detergents. */
export function jug(motif: Motif): (ink: Ink) => string {
  return (ink) =>
    box(212, 96, 96, 66, 12, accentTube) +
    box(228, 156, 64, 30, 4, ink.dark) +
    area(
      'M222 182H330Q440 190 440 296V450Q440 490 400 490H196Q158 490 158 450V270Q158 206 222 182zM352 242Q330 242 330 270V330Q330 352 354 352T394 326V290Q394 244 352 242z',
      tube,
      'fill-rule="evenodd"',
    ) +
    label(ink, 186, 336, 130, 122, motif) +
    line('M174 276V446', '#fff', 9, 'opacity=".35"');
}

/** An aerosol or spray can. */
export function sprayCan(motif: Motif): (ink: Ink) => string {
  return (ink) =>
    box(276, 94, 48, 34, 8, ink.accentDark) +
    disc(316, 110, 5, '#fff') +
    area('M244 126Q300 112 356 126L366 190H234z', accentTube) +
    box(226, 186, 148, 304, 22, tube) +
    label(ink, 240, 264, 120, 150, motif) +
    box(226, 196, 148, 8, 2, ink.accent, 'opacity=".8"') +
    box(226, 462, 148, 8, 2, ink.accent, 'opacity=".8"');
}

/** Perfume in a heavy glass. */
export function perfume(ink: Ink): string {
  return (
    box(256, 116, 88, 96, 12, accentTube) +
    box(272, 208, 56, 32, 4, '#d9b36c') +
    box(172, 236, 256, 254, 34, '#fbf7ee', 'opacity=".9"') +
    box(190, 270, 220, 200, 22, ink.base) +
    box(190, 270, 220, 62, 22, '#fff', 'opacity=".5"') +
    box(295, 238, 10, 220, 4, '#fff', 'opacity=".45"') +
    box(232, 340, 136, 84, 4, '#fffdf7') +
    brandMark(ink, 300, 390, 28, '#4a423c') +
    box(172, 236, 256, 254, 34, glass) +
    line('M188 268V448', '#fff', 9, 'opacity=".7"')
  );
}

/** Lipstick out of its case; or lip glaze with a wand. */
export function lipstick({ gloss: glaze = false } = {}): (ink: Ink) => string {
  return (ink) =>
    glaze
      ? box(192, 250, 84, 240, 18, tube) +
        box(200, 262, 20, 214, 8, '#fff', 'opacity=".4"') +
        box(192, 120, 84, 136, 14, '#3a3330') +
        box(192, 120, 84, 136, 14, gloss) +
        brandMark(ink, 234, 374, 20, '#fff') +
        moved(
          'rotate(14 400 300)',
          box(350, 120, 84, 136, 14, '#3a3330') +
            box(350, 120, 84, 136, 14, gloss) +
            box(386, 256, 12, 150, 4, '#d9c7a8') +
            area('M380 400H404L408 456Q392 486 376 456z', ink.base),
        )
      : area('M246 212V150L330 108Q354 118 354 146V212z', tube) +
        area('M246 150 330 108Q354 118 352 140Q300 168 246 176z', ink.light, 'opacity=".7"') +
        box(234, 206, 132, 104, 6, '#d9b36c') +
        box(234, 206, 132, 104, 6, gloss) +
        box(214, 300, 172, 190, 12, '#35302f') +
        box(214, 300, 172, 190, 12, gloss) +
        box(214, 300, 172, 12, 4, '#d9b36c') +
        brandMark(ink, 300, 412, 28, '#e9d3a6');
}

/** An opened compact with its mirror and puff. */
export function compact(ink: Ink): string {
  return (
    disc(300, 232, 132, ink.accentDark) +
    disc(300, 232, 114, '#dbe7ec') +
    area('M232 196 286 132Q330 120 366 148L214 296Q196 264 198 236z', '#fff', 'opacity=".55"') +
    box(258, 352, 84, 26, 8, '#c9a36a') +
    oval(300, 432, 158, 60, ink.accentDark) +
    oval(300, 420, 158, 58, accentTube) +
    oval(300, 416, 132, 44, ink.base) +
    oval(318, 408, 86, 28, ink.light) +
    oval(318, 402, 86, 28, '#fbeee6') +
    line('M262 404Q318 384 374 404', ink.accent, 14)
  );
}

/** A sheet mask: sachets fanned out. */
export function maskSachets(ink: Ink): string {
  const sachet = (turn: number, face: boolean) =>
    moved(
      `rotate(${turn} 300 520)`,
      box(206, 140, 188, 268, 10, face ? ink.base : ink.dark) +
        box(206, 140, 188, 26, 8, ink.accent, 'opacity=".7"') +
        box(206, 382, 188, 26, 8, ink.accent, 'opacity=".7"') +
        (face
          ? area(
              'M300 190C352 190 366 232 362 280C356 330 330 352 300 352S244 330 238 280C234 232 248 190 300 190z',
              '#fffdfa',
            ) +
            oval(274, 252, 16, 9, ink.base) +
            oval(326, 252, 16, 9, ink.base) +
            oval(300, 314, 21, 9, ink.base) +
            line('M300 262V284', ink.base, 5)
          : '') +
        box(206, 140, 188, 268, 10, gloss, 'opacity=".8"'),
    );
  return (
    sachet(-20, false) +
    sachet(20, false) +
    moved('translate(0 60)', sachet(0, true)) +
    brandMark(ink, 300, 440, 22, ink.onBase)
  );
}
