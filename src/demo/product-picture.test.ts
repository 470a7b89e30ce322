import { describe, expect, it } from 'vitest';
import { generateDemoShop } from './demo-shop.js';
import { colourOf } from './picture/colours.js';
import { fallbackShape } from './picture/daily-shapes.js';
import { mixInk } from './picture/ink.js';
import { shapeFor } from './picture/shapes.js';
import { drawProductPicture } from './product-picture.js';

const { products } = generateDemoShop({ seed: 7, today: new Date('2026-11-21T07:30:00Z') });
const pictures = products.map((product) => ({
  title: product.title,
  product,
  svg: drawProductPicture(product),
}));

/** Names the first thing that makes the text ill-formed XML, undefined where nothing does. */
function faultOf(xml: string): string | undefined {
  const open: string[] = [];
  let rest = xml;
  while (rest !== '') {
    const tag = /^<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/.exec(rest);
    const text = /^[^<>&]+|^&(?:amp|lt|gt|quot|#39);/.exec(rest);
    const found = tag?.[0] ?? text?.[0];
    if (found === undefined) return `not XML: ${rest.slice(0, 60)}`;
    if (tag) {
      const attributes = [...(tag[3] ?? '').matchAll(/([\w:-]+)=/g)].map(([, name]) => name);
      if (new Set(attributes).size < attributes.length) return `attribute twice: ${found}`;
      if (/&(?!amp;|lt;|gt;|quot;|#39;)/.test(found)) return `loose ampersand: ${found}`;
      if (tag[1] === '/' && open.pop() !== tag[2]) return `closes too early: ${found}`;
      if (tag[1] === '' && tag[4] === '') open.push(tag[2] ?? '');
    }
    rest = rest.slice(found.length);
  }
  return open.length > 0 ? `left open: ${open.join()}` : undefined;
}

function textsIn(svg: string): string[] {
  return [...svg.matchAll(/>([^<]+)</g)].map(([, text]) => text ?? '');
}

describe('drawProductPicture', () => {
  it('draws well-formed, square SVG of at most 4 KB for every product', () => {
    for (const { title, svg } of pictures) {
      expect(faultOf(svg), title).toBeUndefined();
      expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600"'), title).toBe(
        true,
      );
      expect(Buffer.byteLength(svg), title).toBeLessThanOrEqual(4096);
      expect(svg, title).not.toMatch(/NaN|undefined|Infinity|null/);
    }
  });

  it('refers only to what it defines, each id once', () => {
    for (const { title, svg } of pictures) {
      const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size, title).toBe(ids.length);
      for (const [, id] of svg.matchAll(/(?:url\(#|href="#)([\w-]+)/g)) expect(ids, title).toContain(id);
    }
  });

  it('is deterministic', () => {
    for (const { product, svg } of pictures) expect(drawProductPicture(structuredClone(product))).toBe(svg);
  });

  it('writes nothing but the brand', () => {
    for (const { product, svg } of pictures) {
      for (const text of textsIn(svg)) expect(text, product.title).toBe(product.brand);
    }
  });

  it('escapes a brand that looks like markup', () => {
    const pack = products.find((product) => product.attributes.品类 === '坚果');
    const brand = `<script>alert("x")</script>&'`;
    const svg = drawProductPicture({ ...(pack as (typeof products)[number]), brand });
    expect(faultOf(svg)).toBeUndefined();
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;');
  });

  it('knows every kind of product, with far more than 24 silhouettes', () => {
    const shapes = new Set(pictures.map(({ product }) => shapeFor(product)));
    expect(shapes.has(fallbackShape)).toBe(false);
    const drawings = new Set(
      [...shapes].map(({ draw }) =>
        draw(mixInk({ externalId: 'P1', title: '', category: '', brand: '', attributes: {} })),
      ),
    );
    expect(drawings.size).toBeGreaterThan(150);
  });

  it('draws a kind that it does not know as a gift box', () => {
    const svg = drawProductPicture({
      externalId: 'P9',
      title: '新东西',
      category: '新类目',
      brand: '青禾',
      attributes: { 品类: '没见过' },
    });
    expect(faultOf(svg)).toBeUndefined();
    expect(svg.length).toBeGreaterThan(1000);
  });

  it('takes the first colour of the product', () => {
    const tee = products.find((product) => product.attributes.品类 === 'T恤') as (typeof products)[number];
    const inColour = (colour: string) =>
      drawProductPicture({ ...tee, attributes: { 品类: 'T恤', 颜色: [colour] } });
    expect(inColour('酒红')).toContain(colourOf('酒红'));
    expect(inColour('酒红')).not.toBe(inColour('墨绿'));
    for (const { product, svg } of pictures) {
      const [colour] = [product.attributes.颜色 ?? []].flat();
      if (colour === undefined) continue;
      expect(colourOf(colour), `${product.title} ${colour}`).toBeDefined();
      expect(mixInk(product).base).toBe(colourOf(colour));
      expect(svg.length).toBeGreaterThan(1000);
    }
  });
});
