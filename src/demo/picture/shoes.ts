import { fills, type Ink } from './ink.js';
import { area, box, disc, line, moved, oval, repeat } from './strokes.js';

const { body } = fills;

/** A pair: the second shoe stands behind, towards the right. */
function pair(shoe: string): string {
  return (
    '<defs><g id="q">' +
    shoe +
    '</g></defs><use href="#q" transform="translate(64 6) scale(.92)"/>' +
    '<use href="#q" transform="translate(-18 16)"/>'
  );
}

interface SneakerCut {
  running?: boolean;
  slip?: boolean;
  trail?: boolean;
  canvas?: boolean;
}

/** A low shoe from the side, toe to the right. */
export function sneaker({ running, slip, trail, canvas }: SneakerCut = {}): (ink: Ink) => string {
  return ({ deep, dark, light, accent, accentDark }) => {
    const upper =
      'M108 298Q122 286 142 304Q172 328 212 292L244 258Q262 250 276 266L340 336Q372 362 428 370Q486 380 488 432V446H102Q92 370 108 298z';
    const sole = running
      ? 'M90 428Q200 446 300 430T490 424Q510 452 486 470Q440 480 300 472Q180 484 104 472Q76 456 90 428z'
      : 'M94 430H490Q500 474 476 474H108Q88 474 94 430z';
    return pair(
      area(upper, body) +
        area('M214 292 244 258Q262 250 276 266L306 300Q282 330 248 340Q222 322 214 292z', dark) +
        (running
          ? area(
              'M196 446Q262 380 292 316L344 340Q300 390 262 446zM136 446Q130 390 140 330L162 338Q152 400 166 446z',
              accent,
            )
          : '') +
        area(
          canvas
            ? 'M406 446Q404 380 436 371Q486 380 488 432V446z'
            : 'M386 446Q380 376 412 367Q486 378 488 432V446z',
          canvas ? '#f8f4ec' : dark,
          canvas ? '' : 'opacity=".45"',
        ) +
        area('M102 446Q94 370 108 298Q122 286 136 298Q130 370 160 446z', dark, 'opacity=".8"') +
        area(
          'M120 292Q172 334 214 292L244 258Q262 250 276 266Q262 268 250 284L222 322Q172 352 132 316z',
          deep,
        ) +
        (slip
          ? area('M244 318 292 286 340 336 300 386Q262 372 244 318z', accentDark)
          : line('M250 300l34-14M272 322l34-16M294 344l34-18M318 362l32-18', '#fffdf8', 9)) +
        line('M352 352Q388 370 428 372', light, 3, 'opacity=".6"') +
        area(sole, '#f8f5ee') +
        area(
          running
            ? 'M88 446Q200 468 300 452T494 446Q500 462 486 470Q440 480 300 472Q180 484 104 472Q80 462 88 446z'
            : 'M92 456H494Q490 474 476 474H108Q92 474 92 456z',
          running ? accent : '#ddd5c6',
        ) +
        (trail ? line('M112 474H478', deep, 13, 'stroke-dasharray="12 20" stroke-linecap="butt"') : ''),
    );
  };
}

/** Ankle boots; fur for snow boots, laces for work boots. */
export function boot({ fur = false, laced = false, heel = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light }) => {
    const upper =
      'M150 176Q210 160 270 176Q262 246 276 306Q304 346 380 368Q474 384 480 436V454H130Q120 400 142 336Q154 250 150 176z';
    return pair(
      area(
        heel
          ? 'M132 446H218L208 486H142zM214 446H480Q482 466 462 466H214z'
          : 'M124 446H482Q490 486 466 486H140Q118 486 124 446z',
        fur ? '#eadfca' : '#3a3230',
      ) +
        area(upper, body) +
        area('M130 454Q120 400 142 336Q150 300 152 250Q176 360 188 454z', dark, 'opacity=".6"') +
        (fur
          ? box(134, 146, 152, 54, 27, '#f6eee1') +
            line('M152 168q10 14 20 0t20 0t20 0t20 0t20 0', '#ddccb2', 4) +
            line('M272 320Q238 350 226 444', deep, 3, 'opacity=".4"')
          : box(144, 164, 132, 20, 10, dark)) +
        (laced
          ? line(
              'M232 200l38 6M232 230l36 6M234 260l36 6M240 290l36 2M256 320l34-6M280 344l30-14',
              '#ecd9aa',
              7,
            ) + line('M136 448H474', '#e2b65a', 4, 'stroke-dasharray="8 8"')
          : '') +
        (heel
          ? area('M190 184H240Q236 260 244 300Q226 330 206 300Q190 250 190 184z', deep, 'opacity=".8"') +
            line('M150 176V146h18v26', dark, 6)
          : '') +
        line('M400 392Q454 400 462 434', light, 7, 'opacity=".45"'),
    );
  };
}

/** Leather shoes: derby with laces or loafer. */
export function leatherShoe({ loafer = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light, base }) => {
    const shoe =
      area('M104 446H196L206 452Q340 460 486 450Q488 464 474 468H206L200 478H108z', '#2f2523') +
      area('M106 346Q152 366 196 342L262 338Q316 384 396 392Q482 400 486 446V452H106Q96 396 106 346z', body) +
      area('M106 346Q152 366 196 342L262 338Q250 366 190 378Q140 388 106 360z', deep) +
      (loafer
        ? area('M256 336Q314 386 380 390Q352 420 300 410Q258 400 236 364z', dark) +
          area('M262 372 296 348 330 370 300 404z', base) +
          line('M236 364Q262 408 326 412', light, 3, 'opacity=".6"')
        : area('M212 344 262 338 300 372 268 402Q226 396 212 344z', dark) +
          line(
            repeat(3, (index) => `M${248 + index * 15} ${350 + index * 12}l16-8`),
            light,
            5,
          )) +
      line('M412 400Q396 424 402 450', deep, 3, 'opacity=".5"') +
      line('M424 404Q466 410 474 436', light, 7, 'opacity=".45"') +
      line('M108 438Q300 452 484 442', deep, 2, 'opacity=".5"');
    return pair(shoe);
  };
}

/** Court shoes; block heel with a strap for Mary Janes. */
export function highHeel({ strap = false } = {}): (ink: Ink) => string {
  return ({ deep, dark, light }) =>
    pair(
      area(
        strap
          ? 'M118 356Q150 392 204 402L188 474H130z'
          : 'M116 352Q148 388 186 398Q150 420 146 474H132Q134 400 116 352z',
        dark,
      ) +
        area(
          'M112 268C140 330 204 380 300 400Q350 412 390 406Q462 416 496 464Q496 474 482 474H360C280 466 246 420 176 394Q140 380 122 352Q104 310 112 268z',
          body,
        ) +
        area(
          'M112 268C140 330 204 380 300 400Q350 412 390 406Q346 388 304 376C226 354 166 316 132 264Q118 258 112 268z',
          deep,
        ) +
        (strap
          ? line('M196 356Q248 300 300 326Q314 360 330 396', dark, 14) + disc(300, 330, 8, '#e6c47c')
          : '') +
        line('M414 420Q452 430 470 452', light, 7, 'opacity=".5"') +
        line('M140 330Q190 380 280 404', light, 3, 'opacity=".4"'),
    );
}

/** House shoes from above; open sandals with straps. */
export function slipper({ closed = false, sandal = false } = {}): (ink: Ink) => string {
  return ({ deep, light, dark }) => {
    const foot =
      'M0-170C58-170 74-104 66-34C60 16 66 60 62 108C58 168-50 168-56 108C-60 60-58 16-66-34C-74-104-52-170 0-170z';
    const strap = sandal
      ? line('M-64-70Q0-128 64-70M-62-20Q0 20 60-20', body, 30) + line('M-56 84Q0 50 62 84', dark, 14)
      : area(`M-72-40C-84-118-52-178 0-178S84-118 72-40Q0 ${closed ? 26 : -2}-72-40z`, body);
    const shoe = (turn: number, x: number) =>
      moved(
        `translate(${x} 306) rotate(${turn})`,
        area(foot, dark, 'transform="translate(5 9)"') +
          area(foot, sandal ? '#e9d9c2' : light) +
          oval(2, 84, 40, 54, deep, 'opacity=".16"') +
          oval(2, -70, 44, 62, deep, 'opacity=".14"') +
          strap +
          (closed
            ? line('M-68-40Q0 30 68-40', '#fff8ee', 18)
            : sandal
              ? ''
              : repeat(3, (index) =>
                  disc(-24 + index * 24, -84 - (index === 1 ? 14 : 0), 6, deep, 'opacity=".4"'),
                )),
      );
    return shoe(-9, 212) + shoe(9, 388);
  };
}
