import { fills, type Ink } from './ink.js';
import { area, box, disc, line, moved, oval, repeat, ring } from './strokes.js';

const { body, side, tube, metal, glass } = fills;
const black = '#30333a';

/** An electric kettle on its base. */
export function kettle({ folding = false } = {}): (ink: Ink) => string {
  return ({ dark, deep, light }) =>
    box(190, 466, 220, 24, 10, black) +
    (folding
      ? area(
          'M206 300H394L380 340 396 360 378 396 392 416 376 466H224L208 416 222 396 204 360 220 340z',
          tube,
        ) + area('M200 240Q214 200 300 198T400 240V304H200z', tube)
      : area(
          'M212 214Q216 200 240 200H360Q384 200 388 214L412 440Q414 468 388 468H212Q186 468 188 440z',
          tube,
        )) +
    area('M214 226 146 262Q138 270 150 276L206 296z', dark) +
    line('M388 232Q474 226 470 310Q466 400 404 408', dark, 24) +
    line('M392 226Q462 220 460 300', light, 5, 'opacity=".5"') +
    area('M220 204Q230 166 300 164T380 204z', dark) +
    box(276, 142, 48, 28, 12, deep) +
    line('M226 250 216 430', '#fff', 10, 'opacity=".4"') +
    (folding ? '' : box(340, 290, 16, 130, 8, glass, `stroke="${deep}" stroke-width="2"`)) +
    disc(300, 478, 4, '#7fe0c0');
}

/** A thermostatic glass kettle for baby milk. */
export function glassKettle({ base, dark, light }: Ink): string {
  return (
    area('M176 408H424L440 474Q442 490 424 490H176Q158 490 160 474z', base) +
    box(250, 430, 100, 36, 12, black) +
    line('M270 448h14M292 448h14M314 448h14', '#8fe3cf', 8) +
    area('M206 210H394L420 410H180z', '#cfe6ee', 'opacity=".75"') +
    area('M193 310Q300 296 407 310L420 410H180z', '#9fcfe0', 'opacity=".8"') +
    area('M206 210H394L420 410H180z', glass) +
    box(196, 184, 208, 34, 14, base) +
    box(270, 150, 60, 40, 16, dark) +
    line('M404 214Q486 220 470 330Q462 386 418 394', base, 24) +
    line('M404 210Q476 216 464 310', light, 5) +
    line('M222 236 206 390', '#fff', 9, 'opacity=".8"')
  );
}

/** A rice cooker. */
export function riceCooker({ small = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light }) =>
    moved(
      small ? 'translate(54 88) scale(.82)' : '',
      area('M134 290Q130 200 300 196T466 290V420Q466 490 396 490H204Q134 490 134 420z', tube) +
        area('M140 280Q146 196 300 190T460 280Q300 306 140 280z', body) +
        line('M136 290Q300 318 464 290', deep, 4, 'opacity=".5"') +
        box(254, 204, 92, 26, 13, dark) +
        oval(380, 222, 18, 7, black) +
        box(222, 336, 156, 110, 22, black) +
        line('M254 372h24M290 372h6M308 372h24', '#8fe3cf', 9) +
        disc(260, 416, 11, '#5a5f68') +
        disc(300, 416, 11, '#e8a15c') +
        disc(340, 416, 11, '#5a5f68') +
        line('M160 320Q156 410 176 450', light, 10, 'opacity=".6"') +
        line('M172 254Q200 222 250 214', '#fff', 7, 'opacity=".5"'),
    );
}

/** Air fryer with drawer, or an oven with a window. */
export function airFryer({ oven = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light }) =>
    oven
      ? box(110, 216, 380, 270, 34, tube) +
        box(136, 246, 250, 210, 20, black) +
        box(150, 262, 222, 178, 12, '#5b3f2c') +
        oval(260, 386, 84, 30, '#d9923f') +
        oval(250, 376, 50, 16, '#efb765') +
        line('M160 408H362', '#aab0b6', 4) +
        area('M160 266H240L170 420H160z', '#fff', 'opacity=".16"') +
        box(148, 254, 226, 14, 7, metal) +
        disc(440, 300, 26, dark) +
        disc(440, 380, 26, dark) +
        line('M440 300V282M440 380l12-12', light, 5) +
        box(136, 482, 40, 14, 4, deep) +
        box(424, 482, 40, 14, 4, deep)
      : area('M160 236Q160 130 300 130T440 236V440Q440 490 390 490H210Q160 490 160 440z', tube) +
        box(226, 176, 148, 60, 22, black) +
        line('M256 206h26M292 206h26M328 206h16', '#8fe3cf', 8) +
        line('M162 262Q300 282 438 262', deep, 4, 'opacity=".5"') +
        box(190, 290, 220, 120, 26, black) +
        box(204, 302, 192, 96, 16, '#6a4326') +
        oval(268, 374, 42, 18, '#d9923f') +
        oval(334, 370, 40, 20, '#e5a950') +
        area('M210 304H270L230 396H210z', '#fff', 'opacity=".18"') +
        box(268, 402, 64, 66, 18, dark) +
        box(276, 410, 48, 14, 7, light, 'opacity=".5"') +
        line('M178 240Q176 380 190 450', '#fff', 9, 'opacity=".35"');
}

/** A blender; the portable kind is a cup with a motor below. */
export function blender({ portable = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light }) =>
    portable
      ? area('M218 170H382V330H218z', '#f6b6a6', 'opacity=".0"') +
        box(216, 156, 168, 196, 26, '#fff', 'opacity=".5"') +
        area('M222 230Q300 206 378 230V350H222z', '#f08f7d', 'opacity=".85"') +
        disc(262, 280, 12, '#f7c9b4') +
        disc(330, 300, 15, '#f7c9b4') +
        disc(300, 258, 8, '#fff', 'opacity=".6"') +
        box(216, 156, 168, 196, 26, glass) +
        box(206, 116, 188, 52, 20, tube) +
        line('M270 118C270 76 330 76 330 118', dark, 12) +
        box(206, 342, 188, 148, 30, tube) +
        disc(300, 416, 24, light) +
        ring(300, 416, 12, deep, 4)
      : area('M210 130H390L372 330H228z', '#fff', 'opacity=".5"') +
        area('M216 210Q300 190 384 210L372 330H228z', '#f3dfb4') +
        area('M210 130H390L372 330H228z', glass) +
        line('M386 156Q450 160 442 230Q436 296 380 300', dark, 18) +
        box(200, 104, 200, 34, 14, dark) +
        box(264, 80, 72, 30, 12, deep) +
        box(280, 306, 40, 10, 4, metal) +
        area('M204 328H396L428 460Q434 490 404 490H196Q166 490 172 460z', tube) +
        disc(300, 414, 36, black) +
        disc(300, 414, 26, metal) +
        line('M300 414V394', black, 5) +
        line('M230 160 240 310', '#fff', 9, 'opacity=".7"') +
        line('M208 350 192 450', '#fff', 8, 'opacity=".35"');
}

/** A half-automatic espresso machine. */
export function espressoMachine({ deep, dark, light }: Ink): string {
  return (
    area('M140 190Q140 158 172 158H428Q460 158 460 190V278H140z', tube) +
    box(140, 270, 108, 200, 6, side) +
    box(248, 278, 196, 180, 0, '#2c2f35', 'opacity=".9"') +
    box(128, 456, 344, 34, 10, metal) +
    box(252, 446, 190, 12, 4, black) +
    line(
      repeat(7, (index) => `M${266 + index * 26} 452h14`),
      '#8d949c',
      4,
    ) +
    box(300, 276, 90, 26, 6, metal) +
    box(312, 302, 66, 22, 5, black) +
    line('M344 314Q420 320 470 336', '#5a3a2a', 18) +
    line('M334 326V352M356 326V352', '#6b4028', 5) +
    area('M312 370H380L372 440H320z', '#fffaf1') +
    oval(346, 370, 34, 8, '#7a4a2c') +
    line('M428 284Q446 360 424 416', '#c4cad0', 8) +
    disc(200, 216, 30, '#fdfbf6', `stroke="${deep}" stroke-width="5"`) +
    line('M200 216 214 200', '#c2452f', 4) +
    disc(290, 216, 13, light) +
    disc(336, 216, 13, light) +
    disc(382, 216, 13, '#8fe3cf') +
    box(156, 136, 288, 26, 8, dark) +
    oval(230, 128, 30, 12, '#fffaf1') +
    box(200, 108, 60, 24, 8, '#fffaf1') +
    line('M156 196V262', '#fff', 7, 'opacity=".4"')
  );
}

/** A hand coffee grinder. */
export function coffeeGrinder({ dark, light }: Ink): string {
  return (
    line('M300 130Q390 110 440 132', '#8d949c', 13) +
    disc(446, 120, 24, '#8a5c34') +
    disc(440, 112, 8, '#b5804f') +
    box(286, 120, 28, 44, 8, metal) +
    area('M226 164H374L366 210H234z', metal) +
    box(232, 206, 136, 190, 16, tube) +
    line(
      repeat(5, (index) => `M248 ${236 + index * 30}H352`),
      light,
      3,
      'opacity=".4"',
    ) +
    box(228, 388, 144, 102, 18, glass) +
    box(238, 430, 124, 54, 12, '#5a3a2a') +
    box(228, 388, 144, 16, 4, dark) +
    line('M246 226V380', '#fff', 8, 'opacity=".35"')
  );
}
