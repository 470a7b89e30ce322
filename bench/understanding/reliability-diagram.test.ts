import { describe, expect, it } from 'vitest';
import { reliability } from './metrics.js';
import { reliabilityDiagram } from './reliability-diagram.js';

describe('reliability diagram', () => {
  it('has a bar for every tenth that somebody fell into, as high as the share that was right', () => {
    const bins = reliability([
      { gold: ['a'], ids: ['a'], confidence: 0.95 },
      { gold: ['a'], ids: ['a'], confidence: 0.35 },
      { gold: ['a'], ids: ['b'], confidence: 0.35 },
    ]);
    const svg = reliabilityDiagram(bins, 'a < b & c');
    const heights = [...svg.matchAll(/height="([\d.]+)" fill="#4a7fb5"/g)].map(([, height]) =>
      Number(height),
    );
    expect(heights).toEqual([180, 360]);
    expect(svg).toContain('<title>a &lt; b &amp; c</title>');
    expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });
});
