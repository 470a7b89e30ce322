import { fills, type Ink } from './ink.js';
import { area, box, disc, line, mirrored, moved, oval, repeat } from './strokes.js';

const { body, tube, accentTube, gloss, glass, metal } = fills;
const wood = '#b5804f';

/** Vacuum flasks: slim bottle, tumbler, child's bottle with loop, food flask. */
export function flask(kind: 'slim' | 'tumbler' | 'child' | 'food'): (ink: Ink) => string {
  return ({ dark, deep, light, accent }) => {
    const shine = line('M226 250V450', '#fff', 9, 'opacity=".35"');
    if (kind === 'tumbler')
      return (
        area('M206 180H394L366 474Q364 490 346 490H254Q236 490 234 474z', tube) +
        box(192, 140, 216, 46, 16, accentTube) +
        box(226, 116, 100, 32, 12, dark) +
        area('M217 290H383L377 358H223z', deep, 'opacity=".25"') +
        line('M234 210 250 450', '#fff', 8, 'opacity=".35"') +
        box(262, 92, 14, 34, 7, light)
      );
    if (kind === 'food')
      return (
        box(178, 212, 244, 278, 40, tube) +
        box(186, 132, 228, 88, 26, accentTube) +
        box(178, 206, 244, 16, 4, metal) +
        line('M196 250V440', '#fff', 10, 'opacity=".35"') +
        line('M420 250Q474 300 420 380', dark, 16) +
        box(250, 330, 100, 12, 6, light, 'opacity=".7"')
      );
    if (kind === 'child')
      return (
        line('M232 176C190 90 410 90 368 176', accent, 14) +
        box(204, 210, 192, 280, 36, tube) +
        box(216, 150, 168, 70, 20, accentTube) +
        box(276, 116, 48, 44, 14, light) +
        disc(300, 340, 38, '#fffaf0', 'opacity=".9"') +
        disc(287, 334, 5, deep) +
        disc(313, 334, 5, deep) +
        line('M288 350Q300 362 312 350', deep, 5) +
        disc(272, 308, 13, '#fffaf0') +
        disc(328, 308, 13, '#fffaf0') +
        line('M222 250V440', '#fff', 9, 'opacity=".35"')
      );
    return (
      box(214, 196, 172, 294, 30, tube) +
      area('M232 196V126Q232 104 254 104H346Q368 104 368 126V196z', accentTube) +
      area('M232 196V126Q232 104 254 104H346Q368 104 368 126V196z', gloss, 'opacity=".5"') +
      box(222, 190, 156, 14, 4, metal) +
      box(214, 436, 172, 10, 0, dark, 'opacity=".6"') +
      line('M300 300v52', light, 4, 'opacity=".7"') +
      shine
    );
  };
}

/** One mug with lid and spoon, or a pair. */
export function mug({ pair = false } = {}): (ink: Ink) => string {
  return ({ deep, light, accentDark }) => {
    const cup = (paint: string, heartFill: string) =>
      `<path d="M390 320C470 300 474 426 382 416" fill="none" stroke="${heartFill}" stroke-width="24"/>` +
      area('M176 276H396L388 448Q386 490 340 490H232Q186 490 184 448z', paint) +
      oval(286, 276, 110, 22, '#fffaf1') +
      oval(286, 280, 98, 16, '#8b5a3a') +
      line('M200 312 206 440', '#fff', 10, 'opacity=".35"');
    if (pair)
      return (
        moved('translate(-64 104) scale(.78)', cup(tube, deep)) +
        moved('translate(150 120) scale(.76)', cup(accentTube, accentDark))
      );
    return (
      line('M330 270 372 130', '#d9dde1', 9) +
      oval(376, 118, 14, 22, metal, 'transform="rotate(16 376 118)"') +
      cup(tube, deep) +
      area('M166 272Q176 232 286 228T406 272Q286 300 166 272z', wood) +
      oval(286, 226, 20, 11, '#8d5f37') +
      area(
        'M262 370C222 342 236 322 250 322C258 322 262 330 262 333C262 330 266 322 274 322C288 322 302 342 262 370z',
        light,
        'transform="translate(22 14)"',
      ) +
      line('M330 270 352 196', '#d9dde1', 8)
    );
  };
}

/** A gaiwan: lidded tea bowl on its saucer. */
export function teaBowl({ deep, light, dark }: Ink): string {
  return (
    oval(300, 468, 180, 30, dark) +
    oval(300, 458, 180, 30, body) +
    oval(300, 456, 112, 16, deep, 'opacity=".3"') +
    area('M152 290H448Q440 424 346 456H254Q160 424 152 290z', tube) +
    oval(300, 290, 148, 28, light) +
    area('M170 280Q180 206 300 200T430 280Q300 310 170 280z', tube) +
    box(270, 172, 60, 34, 14, dark) +
    line('M196 262Q216 224 270 216', '#fff', 7, 'opacity=".45"') +
    line('M300 440C270 400 300 370 300 340M300 400C330 380 336 366 332 350', deep, 4, 'opacity=".4"') +
    line('M176 322Q186 390 220 420', '#fff', 8, 'opacity=".35"')
  );
}

/** Tableware: a stack of plates and bowls, a big noodle bowl, or a child's divided plate. */
export function tableware(kind: 'set' | 'noodles' | 'child'): (ink: Ink) => string {
  return ({ base, dark, deep, light, accent }) => {
    if (kind === 'child')
      return (
        oval(300, 448, 214, 46, dark) +
        area('M86 392H514Q500 486 300 490Q100 486 86 392z', tube) +
        oval(300, 392, 214, 84, light) +
        area('M110 392A190 66 0 0 1 290 328V388z', body) +
        area('M310 328A190 66 0 0 1 490 392L310 388z', body) +
        area('M112 406H488A190 66 0 0 1 112 406z', body) +
        oval(220, 368, 34, 15, '#7fae5f') +
        oval(246, 360, 20, 11, '#98c476') +
        oval(374, 366, 40, 17, '#f0a04b') +
        oval(300, 430, 90, 18, '#fffaf0') +
        disc(206, 308, 24, base) +
        disc(394, 308, 24, base)
      );
    if (kind === 'noodles')
      return (
        area('M130 318H470Q462 440 366 474L360 490H240L234 474Q138 440 130 318z', tube) +
        oval(300, 318, 170, 42, light) +
        oval(300, 322, 150, 32, '#d98a48') +
        line('M190 322q20-16 40 0t40 0t40 0t40 0t40 0M210 334q20-14 40 0t40 0t40 0', '#f9e2a8', 7) +
        oval(360, 312, 34, 17, '#fffaf0') +
        oval(362, 310, 16, 8, '#f6b73c') +
        disc(226, 312, 7, '#6fa457') +
        disc(250, 306, 6, '#6fa457') +
        line('M330 300 500 180M350 306 516 200', wood, 8) +
        line('M154 360Q172 420 216 446', '#fff', 9, 'opacity=".4"') +
        line('M142 356Q300 396 458 356', deep, 4, 'opacity=".4"')
      );
    const bowl = (y: number, half: number, paint: string) =>
      area(
        `M${300 - half} ${y}H${300 + half}Q${300 + half - 10} ${y + 72} ${300 + half / 2} ${y + 84}H${300 - half / 2}Q${300 - half + 10} ${y + 72} ${300 - half} ${y}z`,
        paint,
      );
    return (
      repeat(
        3,
        (index) =>
          oval(300, 476 - index * 14, 206 - index * 8, 28, index % 2 ? accent : dark) +
          oval(300, 470 - index * 14, 206 - index * 8, 28, index % 2 ? light : base),
      ) +
      bowl(360, 138, accentTube) +
      bowl(318, 132, tube) +
      bowl(274, 126, tube) +
      oval(300, 274, 126, 24, light) +
      oval(300, 278, 110, 17, deep, 'opacity=".22"') +
      line('M190 296Q206 340 236 350', '#fff', 7, 'opacity=".5"')
    );
  };
}

/** Food containers: divided glass box, a stack of boxes, or jars with grain. */
export function container(kind: 'lunch' | 'stack' | 'jars'): (ink: Ink) => string {
  return ({ base, dark, light, deep }) => {
    const glassBox = (x: number, y: number, width: number, height: number, food: string) =>
      box(x + 8, y + height * 0.36, width - 16, height * 0.58, 16, food) +
      box(x, y, width, height, 24, glass, 'stroke="#fff" stroke-width="3"') +
      box(x - 8, y - 22, width + 16, 32, 14, base) +
      box(x - 8, y - 22, width + 16, 12, 6, light, 'opacity=".6"') +
      box(x + width / 2 - 26, y - 6, 52, 26, 8, dark);
    if (kind === 'stack')
      return (
        glassBox(160, 396, 280, 92, '#e8a15c') +
        glassBox(176, 288, 248, 82, '#8dbb6c') +
        glassBox(200, 190, 200, 72, '#f2d070')
      );
    if (kind === 'jars')
      return repeat(3, (index) => {
        const [x, y, food] = [
          [150, 250, '#d9a85e'],
          [362, 270, '#8a4b3a'],
          [244, 200, '#efe0b6'],
        ][index] as [number, number, string];
        const [height, width] = [488 - y, 112];
        return (
          box(x + 6, y + height * 0.4, width - 12, height * 0.58, 16, food) +
          box(x, y, width, height, 22, glass, 'stroke="#fff" stroke-width="3"') +
          box(x + 6, y - 34, width - 12, 42, 10, wood) +
          box(x + 6, y - 34, width - 12, 12, 6, '#d0a070') +
          line(`M${x + 16} ${y + 30}V470`, '#fff', 7, 'opacity=".6"')
        );
      });
    return (
      area('M128 350H472L452 462Q446 488 416 488H184Q154 488 148 462z', '#fff', 'opacity=".5"') +
      area('M142 392H290V480H184Q160 480 156 462z', '#f7efdc') +
      area('M306 392H458L446 462Q440 480 416 480H306z', '#86b364') +
      disc(350, 404, 22, '#e6704d') +
      disc(396, 410, 24, '#f2b84b') +
      disc(426, 400, 16, '#e6704d') +
      line('M298 356V482', '#fff', 9) +
      area(
        'M128 350H472L452 462Q446 488 416 488H184Q154 488 148 462z',
        glass,
        'stroke="#fff" stroke-width="3"',
      ) +
      area('M116 316Q116 300 134 300H466Q484 300 484 316V350H116z', base) +
      box(116, 300, 368, 18, 9, light) +
      mirrored('a', box(96, 322, 36, 56, 12, dark)) +
      oval(300, 326, 40, 8, deep, 'opacity=".35"')
    );
  };
}
