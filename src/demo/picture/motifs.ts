import { area, disc, line, moved, oval, repeat, short } from './strokes.js';

/** A small emblem for packs. @param size Edge of the square it fills, around (x, y). */
export type Motif = (x: number, y: number, size: number, fill: string, second: string) => string;

/** Makes an emblem from a drawing within −50 … 50. */
function emblem(drawing: (fill: string, second: string) => string): Motif {
  return (x, y, size, fill, second) =>
    moved(`translate(${short(x)} ${short(y)}) scale(${Math.round(size) / 100})`, drawing(fill, second));
}

export const leaf = emblem(
  (fill, second) =>
    area('M-34 34C-44-20-4-46 42-40C48 6 18 44-34 34z', fill) + line('M-30 32Q-4 4 30-28', second, 4),
);
export const paw = emblem(
  (fill) =>
    oval(0, 18, 26, 22, fill) +
    oval(-34, -6, 11, 15, fill) +
    oval(34, -6, 11, 15, fill) +
    oval(-13, -30, 11, 15, fill) +
    oval(13, -30, 11, 15, fill),
);
export const catFace = emblem(
  (fill, second) =>
    area('M-42-40-14-26H14L42-40V8C42 34 22 44 0 44S-42 34-42 8z', fill) +
    disc(-17, 4, 6, second) +
    disc(17, 4, 6, second) +
    line('M-8 20Q0 28 8 20M0 14v6', second, 4),
);
export const dogFace = emblem(
  (fill, second) =>
    area('M-26-34H26C40-34 36 44 0 44S-40-34-26-34z', fill) +
    area('M-28-36C-54-34-52 14-38 16C-30 8-34-14-24-30zM28-36C54-34 52 14 38 16C30 8 34-14 24-30z', fill) +
    disc(-14, -4, 5, second) +
    disc(14, -4, 5, second) +
    oval(0, 16, 11, 8, second),
);
export const fish = emblem(
  (fill, second) =>
    area('M-48 0Q-14-34 22-6L46-26V26L22 6Q-14 34-48 0z', fill) +
    disc(-26, -4, 5, second) +
    line('M-8-14Q0 0-8 14', second, 4),
);
export const nut = emblem(
  (fill, second) =>
    area('M0-44C34-36 34 20 0 44C-34 20-34-36 0-44z', fill) +
    line('M0-30Q10 0 0 30M-12-20Q-16 4-8 22M12-20Q18 4 10 22', second, 3.5),
);
export const bean = emblem((fill, second) =>
  moved('rotate(32)', oval(0, 0, 30, 42, fill) + line('M0-40C-14-14 14 12 0 40', second, 5)),
);
export const drop = emblem(
  (fill, second) =>
    area('M0-46C18-16 32 0 32 18A32 32 0 0 1-32 18C-32 0-18-16 0-46z', fill) +
    line('M-16 20Q-14 34 0 38', second, 5),
);
export const flower = emblem(
  (fill, second) =>
    repeat(5, (index) => moved(`rotate(${index * 72})`, oval(0, -26, 16, 22, fill))) + disc(0, 0, 12, second),
);
export const star = emblem((fill) =>
  area('M0-46 12-14 46-12 20 10 29 44 0 25-29 44-20 10-46-12-12-14z', fill),
);
export const heart = emblem((fill) =>
  area('M0 40C-60 0-44-42-18-42C-6-42 0-32 0-26C0-32 6-42 18-42C44-42 60 0 0 40z', fill),
);
export const bear = emblem(
  (fill, second) =>
    disc(-28, -28, 15, fill) +
    disc(28, -28, 15, fill) +
    disc(0, 2, 40, fill) +
    oval(0, 16, 17, 13, second) +
    disc(-15, -6, 5, second) +
    disc(15, -6, 5, second) +
    oval(0, 11, 6, 4, fill),
);
export const wheat = emblem(
  (fill) =>
    line('M0 46V-20', fill, 5) +
    repeat(3, (index) =>
      moved(
        `translate(0 ${index * 20 - 16})`,
        area('M0 10Q-26 6-24-16Q-4-12 0 10zM0 10Q26 6 24-16Q4-12 0 10z', fill),
      ),
    ) +
    area('M0-14Q-12-32 0-48Q12-32 0-14z', fill),
);
export const fruit = emblem(
  (fill, second) =>
    disc(0, 6, 38, fill) +
    area('M2-30Q6-52 32-46Q28-26 2-30z', second) +
    line('M-20-6Q-26 6-20 20', second, 5, 'opacity=".7"'),
);
export const chilli = emblem(
  (fill, second) =>
    area('M-14-30C20-34 40 2 34 46C18 30-22 20-26-14C-28-24-22-30-14-30z', fill) +
    line('M-16-30Q-20-42-10-48', second, 6),
);
export const bowl = emblem(
  (fill, second) =>
    area('M-46-4H46C46 26 26 42 0 42S-46 26-46-4z', fill) +
    line('M-16-16Q-24-28-14-38M4-16Q-4-28 6-40M24-16Q16-28 26-38', second, 5),
);
export const bone = emblem((fill) =>
  moved(
    'rotate(-24)',
    line('M-26 0H26', fill, 18) +
      disc(-32, -11, 12, fill) +
      disc(-32, 11, 12, fill) +
      disc(32, -11, 12, fill) +
      disc(32, 11, 12, fill),
  ),
);
export const cow = emblem(
  (fill, second) =>
    area('M-30-30H30Q44 44 0 44T-30-30z', fill) +
    area('M-32-28Q-54-34-50-10Q-38-6-30-18zM32-28Q54-34 50-10Q38-6 30-18z', fill) +
    oval(0, 26, 22, 14, second) +
    disc(-13, -4, 5, second) +
    disc(13, -4, 5, second),
);
export const sun = emblem(
  (fill) =>
    disc(0, 0, 22, fill) + repeat(8, (index) => moved(`rotate(${index * 45})`, line('M0-34V-44', fill, 8))),
);
export const bunny = emblem(
  (fill, second) =>
    oval(-16, -30, 10, 24, fill) +
    oval(16, -30, 10, 24, fill) +
    disc(0, 12, 34, fill) +
    disc(-12, 8, 4, second) +
    disc(12, 8, 4, second) +
    oval(0, 19, 6, 4, second),
);
export const plant = emblem(
  (fill, second) =>
    area('M-26 14H26L18 48H-18z', second) +
    area(
      'M0 14C-36 10-40-24-34-34C-10-26 0-10 0 14zM0 14C36 10 40-24 34-34C10-26 0-10 0 14zM0 14C-14-16-8-40 0-50C8-40 14-16 0 14z',
      fill,
    ),
);
export const house = emblem(
  (fill, second) =>
    area('M-46 0 0-42 46 0V44H-46z', fill) +
    area('M-14 44V12H14V44z', second) +
    line('M-50 4 0-44 50 4', second, 6),
);
export const runner = emblem(
  (fill, second) =>
    area('M-50 34C-30-10 10-20 50-34V44H-50z', fill) +
    disc(20, -30, 14, second) +
    line('M-40 40Q-4 0 44-10', second, 5, 'stroke-dasharray="8 8"'),
);
export const train = emblem(
  (fill, second) =>
    area('M-48-20H30Q48-20 48 8V24H-48z', fill) +
    repeat(3, (index) => area(`M${-38 + index * 26}-10h16v14h-16z`, second)) +
    line('M-50 34H50', second, 5) +
    disc(-28, 26, 7, second) +
    disc(26, 26, 7, second),
);
export const clock = emblem(
  (fill, second) => disc(0, 0, 42, fill) + disc(0, 0, 33, second) + line('M0 0V-22M0 0 16 10', fill, 6),
);
export const waves = emblem(
  (fill, second) =>
    disc(14, -18, 22, second) +
    line('M-50 12q13-14 25 0t25 0t25 0t25 0M-50 34q13-14 25 0t25 0t25 0t25 0', fill, 8),
);
export const monster = emblem(
  (fill, second) =>
    area('M-34 44V-4C-34-56 34-56 34-4V44L18 32 6 44-6 32-18 44z', fill) +
    disc(-12, -8, 10, '#fff') +
    disc(12, -8, 10, '#fff') +
    disc(-11, -7, 5, second) +
    disc(13, -7, 5, second) +
    line('M-10 14Q0 22 10 14', '#fff', 4),
);
export const car = emblem(
  (fill, second) =>
    area('M-48 20V0L-30-4-18-26H18L30-4 48 2V20z', fill) +
    area('M-20-4-12-18H0V-4zM6-4V-18H14L22-4z', second) +
    disc(-26, 22, 12, second) +
    disc(26, 22, 12, second),
);
