/** SVG elements as strings. All numbers are units of the 600 × 600 picture. */

/** A closed area. */
export function area(d: string, fill: string, more = ''): string {
  return `<path d="${d}" fill="${fill}"${gap(more)}/>`;
}

/** A drawn line; the frame makes all ends and corners round. */
export function line(d: string, stroke: string, width = 3, more = ''): string {
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}"${gap(more)}/>`;
}

/** A rectangle with rounded corners. */
export function box(
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
  fill: string,
  more = '',
): string {
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" rx="${short(radius)}" fill="${fill}"${gap(more)}/>`;
}

export function oval(cx: number, cy: number, rx: number, ry: number, fill: string, more = ''): string {
  return `<ellipse cx="${short(cx)}" cy="${short(cy)}" rx="${short(rx)}" ry="${short(ry)}" fill="${fill}"${gap(more)}/>`;
}

export function disc(cx: number, cy: number, radius: number, fill: string, more = ''): string {
  return `<circle cx="${short(cx)}" cy="${short(cy)}" r="${short(radius)}" fill="${fill}"${gap(more)}/>`;
}

export function ring(
  cx: number,
  cy: number,
  radius: number,
  stroke: string,
  width: number,
  more = '',
): string {
  return disc(cx, cy, radius, 'none', `stroke="${stroke}" stroke-width="${width}"${gap(more)}`);
}

/** Moves, turns or scales what it holds. */
export function moved(transform: string, content: string): string {
  return `<g transform="${transform}">${content}</g>`;
}

/** The content and its mirror image at the vertical middle axis. @param id Unique within the picture. */
export function mirrored(id: string, content: string): string {
  return `<g id="${id}">${content}</g><use href="#${id}" transform="matrix(-1 0 0 1 600 0)"/>`;
}

/** Shows the content only inside the outline. @param id Unique within the picture. */
export function inside(id: string, outline: string, content: string): string {
  return `<clipPath id="${id}"><path d="${outline}"/></clipPath><g clip-path="url(#${id})">${content}</g>`;
}

/** Many of one piece at several places, stored once. @param id Unique within the picture. */
export function copies(
  id: string,
  piece: string,
  places: readonly (readonly [x: number, y: number])[],
): string {
  const uses = places.map(([x, y]) => `<use href="#${id}" x="${short(x)}" y="${short(y)}"/>`);
  return `<defs><g id="${id}">${piece}</g></defs>${uses.join('')}`;
}

/** Copies of one piece turned about a point low in the picture, like a fan. @param turns Degrees. */
export function turned(id: string, piece: string, turns: readonly number[], pivotY = 520): string {
  const uses = turns.map((turn) => `<use href="#${id}" transform="rotate(${turn} 300 ${pivotY})"/>`);
  return `<defs><g id="${id}">${piece}</g></defs>${uses.join('')}`;
}

/** A dotted line: round dots of that width, a step apart. */
export function dots(d: string, fill: string, width: number, step: number, more = ''): string {
  return line(d, fill, width, `stroke-dasharray="0 ${step}"${gap(more)}`);
}

/** Text centred at x; the caller's text is escaped here. */
export function lettering(text: string, x: number, y: number, size: number, fill: string, more = ''): string {
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" text-anchor="middle" font-family="system-ui,'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"${gap(more)}>${escapeXml(text)}</text>`;
}

/** As many pieces as `count`, each made from its number, joined. */
export function repeat(count: number, piece: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join('');
}

/** At most one decimal. */
export function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Makes text safe inside XML elements and attributes. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function gap(more: string): string {
  return more === '' ? '' : ` ${more}`;
}
